#include "log_line.h"

#include <utility>

namespace authtree::inline v0 {
namespace {

constexpr std::string_view kBare = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:/{}";

std::string Ascii(const OrderedJson& value) {
  return value.dump(-1, ' ', true, OrderedJson::error_handler_t::replace);
}

}  // namespace

LogLine& LogLine::AddList(const char* name, OrderedJson list) {
  if (!list.empty()) fields_[name] = std::move(list);
  return *this;
}

LogLine& LogLine::AddTook(std::chrono::steady_clock::duration took) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  return Add("took_ms", std::to_string(micros / 1000) + "." + std::to_string(1000 + micros % 1000).substr(1));
}

LogLine& LogLine::AddError(const std::optional<Error>& error) {
  if (!error) return *this;
  Add("error", ErrorCodeName(error->code())).Add("message", error->message());
  for (const auto& [fact, value] : error->facts()) fields_[std::string(FactName(fact))] = value;
  return *this;
}

// A text that is not bare is quoted and escaped as JSON is, so a value can start neither a line nor a field.
std::string LogLine::Text(LogFormat format) const {
  if (format == LogFormat::kJson) return Ascii(fields_);
  std::string line;
  for (const auto& [name, value] : fields_.items()) {
    if (!line.empty()) line += ' ';
    line += name + '=';
    const auto* text = value.get_ptr<const std::string*>();
    const bool bare =
        text != nullptr && !text->empty() && text->find_first_not_of(kBare) == std::string::npos;
    line += bare ? *text : Ascii(value);
  }
  return line;
}

}  // namespace authtree::inline v0
