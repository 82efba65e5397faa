#include "field_rules.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kWrongType = "Invalid value type";

/// Where findings of one payload go.
class Findings {
 public:
  Findings(std::string_view object, std::vector<ValidationError>& errors)
      : object_(object), errors_(errors) {}

  void Add(const std::string& field, std::string message) {
    errors_.push_back({std::string(object_), prefix_ + field, std::move(message)});
  }
  /// The same for the members of an object in the payload.
  [[nodiscard]] Findings Below(const std::string& field) const {
    Findings findings(object_, errors_);
    findings.prefix_ = prefix_ + field + ".";
    return findings;
  }

 private:
  std::string_view object_;
  std::vector<ValidationError>& errors_;
  std::string prefix_;
};

void CheckMembers(const Json& body, const Schema& schema, Strictness strictness, Findings& findings);

std::size_t Characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string LengthMessage(const FieldRule& rule) {
  if (rule.max_length == std::numeric_limits<std::size_t>::max()) {
    return "size must be at least " + std::to_string(rule.min_length);
  }
  return "size must be between " + std::to_string(rule.min_length) + " and " +
         std::to_string(rule.max_length);
}

std::string ChoicesMessage(const FieldRule& rule) {
  std::string message = "must be one of";
  for (const std::string_view choice : rule.choices) message.append(" ").append(choice);
  return message;
}

void CheckTextValue(std::string_view text, const FieldRule& rule, Findings& findings) {
  const std::size_t length = Characters(text);
  if (!rule.choices.empty()) {
    if (std::find(rule.choices.begin(), rule.choices.end(), text) == rule.choices.end()) {
      findings.Add(std::string(rule.name), ChoicesMessage(rule));
    }
    return;
  }
  if (length < rule.min_length || length > rule.max_length) {
    findings.Add(std::string(rule.name), LengthMessage(rule));
  } else if (rule.syntax != nullptr && !rule.syntax->matches(text)) {
    findings.Add(std::string(rule.name), "must match " + std::string(rule.syntax->shown));
  }
}

std::optional<std::int64_t> Int64(const Json& value, Strictness strictness) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    return static_cast<std::int64_t>(number);
  }
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_string() && strictness == Strictness::kLoose) {
    return ParseInteger(value.get_ref<const std::string&>());
  }
  return std::nullopt;
}

void CheckInteger(const Json& value, const FieldRule& rule, Strictness strictness, Findings& findings) {
  const auto number = Int64(value, strictness);
  const bool fits =
      number && (rule.type != FieldType::kInt32 || (*number >= std::numeric_limits<std::int32_t>::min() &&
                                                    *number <= std::numeric_limits<std::int32_t>::max()));
  if (!fits) {
    findings.Add(std::string(rule.name), std::string(kWrongType));
  } else if (*number < rule.minimum || *number > rule.maximum) {
    findings.Add(std::string(rule.name),
                 "must be between " + std::to_string(rule.minimum) + " and " + std::to_string(rule.maximum));
  } else if (*number % rule.multiple_of != 0) {
    findings.Add(std::string(rule.name), "must be a multiple of " + std::to_string(rule.multiple_of));
  }
}

std::optional<double> Number(const Json& value, Strictness strictness) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string() || strictness == Strictness::kStrict) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && std::isfinite(number);
  return whole ? std::optional(number) : std::nullopt;
}

void CheckNumber(const Json& value, const FieldRule& rule, Strictness strictness, Findings& findings) {
  const auto number = Number(value, strictness);
  if (!number) {
    findings.Add(std::string(rule.name), std::string(kWrongType));
    return;
  }
  const bool limited = rule.minimum != std::numeric_limits<std::int64_t>::min();
  if (limited &&
      (*number < static_cast<double>(rule.minimum) || *number > static_cast<double>(rule.maximum))) {
    findings.Add(std::string(rule.name),
                 "must be between " + std::to_string(rule.minimum) + " and " + std::to_string(rule.maximum));
  }
}

std::string CountMessage(std::string_view what, std::size_t fewest, std::size_t most) {
  std::string message = "must have ";
  if (fewest == most) {
    message += "exactly " + std::to_string(most);
  } else if (most == std::numeric_limits<std::size_t>::max()) {
    message += "at least " + std::to_string(fewest);
  } else {
    message += std::to_string(fewest) + " to " + std::to_string(most);
  }
  return message.append(" ").append(what);
}

void CheckObject(const Json& value, const std::string& path, const Schema& schema, Strictness strictness,
                 Findings& findings) {
  if (!value.is_object()) {
    findings.Add(path, std::string(kWrongType));
    return;
  }
  const auto members =
      static_cast<std::size_t>(std::count_if(value.begin(), value.end(), [&](const Json& member) {
        return strictness == Strictness::kStrict || !member.is_null();
      }));
  if (members < schema.min_members || members > schema.max_members) {
    findings.Add(path, CountMessage("members", schema.min_members, schema.max_members));
    return;
  }
  Findings below = findings.Below(path);
  CheckMembers(value, schema, strictness, below);
}

void CheckList(const Json& value, const FieldRule& rule, Strictness strictness, Findings& findings) {
  const std::string name(rule.name);
  if (!value.is_array()) {
    findings.Add(name, std::string(kWrongType));
    return;
  }
  if (value.size() < rule.min_items || value.size() > rule.max_items) {
    findings.Add(name, CountMessage("elements", rule.min_items, rule.max_items));
    return;
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string place = name + "[" + std::to_string(i) + "]";
    if (rule.type == FieldType::kObjects) {
      CheckObject(value[i], place, *rule.schema, strictness, findings);
    } else if (value[i].is_string()) {
      FieldRule element = rule;
      element.name = place;
      CheckTextValue(value[i].get_ref<const std::string&>(), element, findings);
    } else {
      findings.Add(place, std::string(kWrongType));
    }
    if (rule.unique_items && std::find(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(i),
                                       value[i]) != value.begin() + static_cast<std::ptrdiff_t>(i)) {
      findings.Add(place, "is in the list twice");
    }
  }
}

bool IsBoolean(const Json& value, Strictness strictness) {
  return value.is_boolean() || (strictness == Strictness::kLoose && (value == "true" || value == "false"));
}

void CheckBrowserCddc(const Json& value, const std::string& path, Strictness strictness, Findings& findings) {
  if (!value.is_object()) {
    findings.Add(path, std::string(kWrongType));
    return;
  }
  for (const auto& [name, member] : value.items()) {
    if (name == "fingerprintHash") {
      const bool fits = member.is_string() && Characters(member.get_ref<const std::string&>()) >= 1 &&
                        Characters(member.get_ref<const std::string&>()) <= 2000;
      if (!fits && !member.is_null()) findings.Add(path + "." + name, "size must be between 1 and 2000");
    } else if (name != "fingerprintRaw" && strictness == Strictness::kStrict) {
      findings.Add(path + ".*", "unknown member");
    }
  }
}

void CheckMobileCddc(const Json& value, const std::string& path, Strictness strictness, Findings& findings) {
  if (!value.is_object()) {
    findings.Add(path, std::string(kWrongType));
    return;
  }
  for (const auto& [name, member] : value.items()) {
    bool fits = true;
    if (name == "version") {
      fits = member.is_string();
    } else if (name == "clearData") {
      fits = member.is_array() && std::all_of(member.begin(), member.end(),
                                              [](const Json& element) { return element.is_object(); });
    } else if (name == "encryptedDataList") {
      fits = member.is_array() && std::all_of(member.begin(), member.end(),
                                              [](const Json& element) { return element.is_string(); });
    } else if (strictness == Strictness::kStrict) {
      findings.Add(path + ".*", "unknown member");
    }
    if (!fits && !member.is_null()) findings.Add(path + "." + name, std::string(kWrongType));
  }
}

void CheckCddc(const Json& value, const std::string& path, Strictness strictness, Findings& findings) {
  if (!value.is_object()) {
    findings.Add(path, std::string(kWrongType));
    return;
  }
  const Json* browser = FindMember(value, "browserCDDC");
  const Json* mobile = FindMember(value, "mobileCDDC");
  if ((browser == nullptr) == (mobile == nullptr)) {
    findings.Add(path, "must have exactly one of browserCDDC and mobileCDDC");
    return;
  }
  if (browser != nullptr) CheckBrowserCddc(*browser, path + ".browserCDDC", strictness, findings);
  if (mobile != nullptr) CheckMobileCddc(*mobile, path + ".mobileCDDC", strictness, findings);
  if (value.size() > 1 && strictness == Strictness::kStrict) findings.Add(path + ".*", "unknown member");
}

void CheckValue(const Json& value, const FieldRule& rule, Strictness strictness, Findings& findings) {
  const std::string name(rule.name);
  switch (rule.type) {
    case FieldType::kText:
      if (value.is_string()) {
        CheckTextValue(value.get_ref<const std::string&>(), rule, findings);
      } else {
        findings.Add(name, std::string(kWrongType));
      }
      return;
    case FieldType::kInt32:
    case FieldType::kInt64:
      CheckInteger(value, rule, strictness, findings);
      return;
    case FieldType::kNumber:
      CheckNumber(value, rule, strictness, findings);
      return;
    case FieldType::kBoolean:
      if (!IsBoolean(value, strictness)) findings.Add(name, std::string(kWrongType));
      return;
    case FieldType::kBrowserCddc:
      CheckBrowserCddc(value, name, strictness, findings);
      return;
    case FieldType::kCddc:
      CheckCddc(value, name, strictness, findings);
      return;
    case FieldType::kObject:
      CheckObject(value, name, *rule.schema, strictness, findings);
      return;
    case FieldType::kTexts:
    case FieldType::kObjects:
      CheckList(value, rule, strictness, findings);
      return;
  }
}

bool Knows(const Schema& schema, std::string_view name) {
  return std::any_of(schema.groups.begin(), schema.groups.end(), [name](FieldGroup group) {
    return std::any_of(group.begin(), group.end(),
                       [name](const FieldRule& rule) { return rule.name == name; });
  });
}

void CheckMembers(const Json& body, const Schema& schema, Strictness strictness, Findings& findings) {
  for (const FieldGroup group : schema.groups) {
    for (const FieldRule& rule : group) {
      const Json* value = FindMember(body, rule.name);
      const bool absent = value == nullptr || (value->is_null() && strictness == Strictness::kLoose);
      if (!absent) {
        CheckValue(*value, rule, strictness, findings);
      } else if (rule.presence == Presence::kRequired) {
        findings.Add(std::string(rule.name), "must not be null");
      }
    }
  }
  if (strictness == Strictness::kLoose) return;
  for (const auto& [name, value] : body.items()) {
    if (!Knows(schema, name)) findings.Add(name, "unknown member");
  }
}

}  // namespace

void CheckPayload(const Json& body, const Schema& schema, Strictness strictness,
                  std::vector<ValidationError>& errors) {
  Findings findings(schema.object, errors);
  CheckMembers(body, schema, strictness, findings);
}

void CheckText(std::string_view text, const FieldRule& rule, std::string_view object,
               std::vector<ValidationError>& errors) {
  Findings findings(object, errors);
  CheckTextValue(text, rule, findings);
}

const Json* ObjectOf(const Json& body, std::string_view name) {
  const Json* value = FindMember(body, name);
  return value != nullptr && value->is_object() ? value : nullptr;
}

bool BooleanOf(const Json& body, std::string_view name) {
  const Json* value = FindMember(body, name);
  return value != nullptr && (*value == true || *value == "true");
}

std::optional<bool> OptionalBooleanOf(const Json& body, std::string_view name) {
  const Json* value = FindMember(body, name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  return BooleanOf(body, name);
}

std::vector<std::string> TextsOf(const Json& body, std::string_view name) {
  std::vector<std::string> texts;
  const Json* list = FindMember(body, name);
  if (list == nullptr || !list->is_array()) return texts;
  for (const Json& element : *list) {
    if (element.is_string()) texts.push_back(element.get<std::string>());
  }
  return texts;
}

std::string TextOf(const Json& body, std::string_view name, std::string_view fallback) {
  const Json* value = FindMember(body, name);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string(fallback);
}

std::optional<std::int64_t> IntegerOf(const Json& body, std::string_view name) {
  const Json* value = FindMember(body, name);
  return value == nullptr ? std::nullopt : Int64(*value, Strictness::kLoose);
}

std::optional<std::int64_t> ParseInteger(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace authtree::inline v0::simulator
