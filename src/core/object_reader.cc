#include "authtree/core/object_reader.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

namespace authtree::inline v0 {
namespace {

std::optional<std::int64_t> WholeNumber(const Json& value) {
  if (!value.is_number_integer()) return std::nullopt;
  if (value.is_number_unsigned() &&
      value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return std::nullopt;
  }
  return value.get<std::int64_t>();
}

}  // namespace

ObjectReader::ObjectReader(const Json& object, std::string place, Diagnostics& diagnostics)
    : object_(object), place_(std::move(place)), diagnostics_(diagnostics) {
  if (!object_.is_object()) diagnostics_.AddError(place_, "is not an object", "write { ... } here");
}

const Json* ObjectReader::Any(std::string_view name) {
  if (std::find(known_.begin(), known_.end(), name) == known_.end()) known_.emplace_back(name);
  return FindMember(object_, name);
}

void ObjectReader::Reject(std::string_view name, std::string problem, std::string fix) {
  diagnostics_.AddError(PointerTo(place_, name), std::move(problem), std::move(fix));
}

void ObjectReader::Require(std::string_view name, std::string fix) {
  if (object_.is_object() && !Has(name)) Reject(name, "is missing", std::move(fix));
}

void ObjectReader::Text(std::string_view name, std::string& out) {
  const Json* value = Any(name);
  if (value == nullptr) return;
  if (value->is_string()) {
    out = value->get<std::string>();
  } else {
    Reject(name, "is not a text", "put the value in quotes");
  }
}

void ObjectReader::Boolean(std::string_view name, bool& out) {
  const Json* value = Any(name);
  if (value == nullptr) return;
  if (value->is_boolean()) {
    out = value->get<bool>();
  } else {
    Reject(name, "is neither true nor false", "write true or false, without quotes");
  }
}

void ObjectReader::Integer(std::string_view name, int& out, int minimum, int maximum) {
  const Json* value = Any(name);
  if (value == nullptr) return;
  const auto number = WholeNumber(*value);
  if (number && *number >= minimum && *number <= maximum) {
    out = static_cast<int>(*number);
    return;
  }
  Reject(name, number ? "is out of range" : "is not a whole number",
         "use a whole number from " + std::to_string(minimum) + " to " + std::to_string(maximum));
}

void ObjectReader::Seconds(std::string_view name, std::chrono::seconds& out) {
  constexpr int kLongest = 10 * 365 * 24 * 60 * 60;
  int seconds = static_cast<int>(out.count());
  Integer(name, seconds, 0, kLongest);
  out = std::chrono::seconds(seconds);
}

void ObjectReader::Each(std::string_view name,
                        const std::function<void(const Json&, const std::string&)>& read) {
  const Json* value = Any(name);
  if (value == nullptr) return;
  if (!value->is_array()) {
    Reject(name, "is not a list", "write [ ... ] here");
    return;
  }
  std::size_t index = 0;
  for (const Json& element : *value)
    read(element, PointerTo(PointerTo(place_, name), std::to_string(index++)));
}

void ObjectReader::Object(std::string_view name, const std::function<void(ObjectReader&)>& read) {
  const Json* value = Any(name);
  if (value == nullptr) return;
  ObjectReader member(*value, PointerTo(place_, name), diagnostics_);
  read(member);
  member.Finish();
}

void ObjectReader::Finish() {
  if (!object_.is_object()) return;
  for (const auto& [name, value] : object_.items()) {
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    std::string fix = "remove it; known here:";
    for (const std::string& known : known_) fix.append(&known == &known_.front() ? " " : ", ").append(known);
    Reject(name, "is not known", std::move(fix));
  }
}

}  // namespace authtree::inline v0
