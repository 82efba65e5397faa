#include "authtree/engine/spdlog_observer.h"

#include <string>
#include <utility>

#include "authtree/core/json.h"

namespace authtree::inline v0 {
namespace {

std::string Milliseconds(std::chrono::steady_clock::duration took) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  return std::to_string(micros / 1000) + "." + std::to_string(1000 + micros % 1000).substr(1);
}

void AddError(OrderedJson& fields, const std::optional<Error>& error) {
  if (!error) return;
  fields["error"] = ErrorCodeName(error->code());
  fields["message"] = error->message();
  for (const auto& [fact, value] : error->facts()) fields[std::string(FactName(fact))] = value;
}

// A text field is quoted and escaped as JSON is, so a value cannot start a line of its own.
std::string Render(const OrderedJson& fields, LogFormat format) {
  if (format == LogFormat::kJson) return DumpJson(fields);
  std::string line;
  for (const auto& [name, value] : fields.items()) {
    if (!line.empty()) line += ' ';
    line += name + '=';
    const bool bare =
        value.is_string() && !value.get_ref<const std::string&>().empty() &&
        value.get_ref<const std::string&>().find_first_not_of(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:/{}") == std::string::npos;
    line += bare ? value.get<std::string>() : DumpJson(value);
  }
  return line;
}

}  // namespace

void SpdlogObserver::OnStep(const StepEvent& event) {
  const auto level = event.error ? spdlog::level::warn : spdlog::level::debug;
  if (!logger_->should_log(level)) return;
  OrderedJson fields;
  fields["event"] = "step";
  fields["journey"] = event.journey;
  fields["node"] = event.node_id;
  fields["node_type"] = event.node_type;
  fields["outcome"] = event.asked ? "(asks)" : event.outcome;
  fields["took_ms"] = Milliseconds(event.took);
  OrderedJson keys = OrderedJson::array();
  for (const WrittenKey& written : event.written) {
    keys.push_back((written.removed ? "-" : "") + std::string(TierName(written.tier)) + "." + written.key);
  }
  if (!keys.empty()) fields["wrote"] = std::move(keys);
  AddError(fields, event.error);
  logger_->log(level, "{}", Render(fields, format_));
}

void SpdlogObserver::OnRound(const RoundEvent& event) {
  const auto level = event.end == RoundEnd::kFailed ? spdlog::level::err : spdlog::level::info;
  if (!logger_->should_log(level)) return;
  OrderedJson fields;
  fields["event"] = "round";
  fields["journey"] = event.journey;
  fields["end"] = RoundEndName(event.end);
  fields["steps"] = std::to_string(event.steps);
  fields["took_ms"] = Milliseconds(event.took);
  AddError(fields, event.error);
  logger_->log(level, "{}", Render(fields, format_));
}

}  // namespace authtree::inline v0
