#include "body_repair.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace authtree::inline v0::vectors {
namespace {

constexpr std::string_view kBraceTooMany = "{{";

/// The text as it stands between the quotes of JSON.
std::string Escaped(const std::string& text) {
  const std::string quoted = DumpJson(Json(text));
  return quoted.substr(1, quoted.size() - 2);
}

/// Values that mean something else in JSON than they are, the longest first.
std::vector<std::string> Breaking(const Json& shared, const Json& transient) {
  std::vector<std::string> texts;
  for (const Json* values : {&shared, &transient}) {
    for (const Json& value : *values) {
      if (value.is_string() && Escaped(value.get<std::string>()) != value)
        texts.push_back(value.get<std::string>());
    }
  }
  std::sort(texts.begin(), texts.end(),
            [](const std::string& left, const std::string& right) { return left.size() > right.size(); });
  return texts;
}

bool ReplaceAll(std::string& text, const std::string& from, const std::string& to) {
  bool replaced = false;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    replaced = true;
  }
  return replaced;
}

}  // namespace

void RepairBody(RecordedRequest& request, const Json& shared, const Json& transient) {
  if (!request.invalid_json && !request.duplicate_keys) return;
  if (!request.raw && request.body.is_string()) request.raw = request.body.get<std::string>();
  if (!request.raw) return;
  std::string text = *request.raw;
  if (text.substr(0, kBraceTooMany.size()) == kBraceTooMany) text.erase(0, 1);
  bool escaped = false;
  for (const std::string& value : Breaking(shared, transient)) {
    if (ReplaceAll(text, value, Escaped(value))) escaped = true;
  }
  Result<Json> parsed = ParseJson(text);
  if (!parsed) return;
  request.body = *std::move(parsed);
  request.escaping_repairs = escaped;
}

}  // namespace authtree::inline v0::vectors
