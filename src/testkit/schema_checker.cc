#include "schema_checker.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <locale>
#include <optional>
#include <regex>

#include <arpa/inet.h>

#include "authtree/core/diagnostics.h"

namespace authtree::inline v0::testkit {
namespace {

using Violations = std::vector<std::string>;

constexpr std::size_t kLongestForPattern = 20000;

void Report(Violations& found, const std::string& place, std::string_view problem) {
  found.push_back((place.empty() ? "/" : place) + ": " + std::string(problem));
}

/// The characters of a UTF-8 text, one a unit, so that lengths and patterns count characters.
std::wstring Characters(std::string_view text) {
  std::wstring characters;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U && !characters.empty()) {
      characters.back() =
          static_cast<wchar_t>((static_cast<std::uint32_t>(characters.back()) << 6U) | (byte & 0x3FU));
    } else if (byte >= 0xF0U) {
      characters += static_cast<wchar_t>(byte & 0x07U);
    } else if (byte >= 0xE0U) {
      characters += static_cast<wchar_t>(byte & 0x0FU);
    } else if (byte >= 0xC0U) {
      characters += static_cast<wchar_t>(byte & 0x1FU);
    } else {
      characters += static_cast<wchar_t>(byte);
    }
  }
  return characters;
}

/// ECMAScript lets a hyphen behind a class or a range stand for itself; std::regex does not.
std::wstring PortablePattern(std::string_view pattern) {
  std::string portable(pattern);
  constexpr std::string_view kLoose = "0-9-_]";
  constexpr std::string_view kStrict = "0-9_-]";
  if (const std::size_t at = portable.find(kLoose); at != std::string::npos) {
    portable.replace(at, kLoose.size(), kStrict);
  }
  return Characters(portable);
}

std::optional<std::int64_t> NumberIn(const Json& schema, std::string_view keyword) {
  const Json* number = FindMember(schema, keyword);
  if (number == nullptr || !number->is_number_integer()) return std::nullopt;
  return number->get<std::int64_t>();
}

bool IsType(const std::string& type, const Json& value) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  return false;
}

bool IsDateTime(const std::string& text) {
  static const std::regex kPattern(
      R"(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-][0-2]\d:[0-5]\d))");
  return std::regex_match(text, kPattern);
}

bool IsIpv4(const std::string& text) {
  in_addr address{};
  return text.find('\0') == std::string::npos && inet_pton(AF_INET, text.c_str(), &address) == 1;
}

void CheckText(const Json& schema, const std::string& text, const std::string& place, Violations& found) {
  const std::wstring characters = Characters(text);
  const auto length = static_cast<std::int64_t>(characters.size());
  const auto min = NumberIn(schema, "minLength");
  const auto max = NumberIn(schema, "maxLength");
  if (min && length < *min) Report(found, place, "shorter than " + std::to_string(*min) + " characters");
  if (max && length > *max) Report(found, place, "longer than " + std::to_string(*max) + " characters");
  // std::regex recurses once a character.
  if (const std::string pattern = StringMember(schema, "pattern");
      !pattern.empty() && (!max || length <= *max) && characters.size() <= kLongestForPattern) {
    if (!std::regex_search(characters, std::wregex(PortablePattern(pattern)))) {
      Report(found, place, "does not match the pattern " + pattern);
    }
  }
  const std::string format = StringMember(schema, "format");
  if (format == "ipv4" && !IsIpv4(text)) Report(found, place, "no dotted IPv4 address");
  if (format == "date-time" && !IsDateTime(text)) Report(found, place, "no date and time");
}

void CheckNumber(const Json& schema, const Json& value, const std::string& place, Violations& found) {
  const auto min = NumberIn(schema, "minimum");
  const auto max = NumberIn(schema, "maximum");
  const auto number = value.get<double>();
  if (min && number < static_cast<double>(*min)) Report(found, place, "less than " + std::to_string(*min));
  if (max && number > static_cast<double>(*max)) Report(found, place, "more than " + std::to_string(*max));
  if (StringMember(schema, "format") == "int32" && (number < std::numeric_limits<std::int32_t>::min() ||
                                                    number > std::numeric_limits<std::int32_t>::max())) {
    Report(found, place, "no 32-bit number");
  }
}

std::string LastPart(const std::string& reference) { return reference.substr(reference.rfind('/') + 1); }

}  // namespace

const Json& SchemaChecker::Resolve(const Json& node) const {
  const Json* current = &node;
  for (std::string reference = StringMember(*current, "$ref"); !reference.empty();
       reference = StringMember(*current, "$ref")) {
    const Json::json_pointer pointer(reference.substr(reference.find('#') + 1));
    if (!document_.contains(pointer)) return node;
    current = &document_.at(pointer);
  }
  return *current;
}

Json SchemaChecker::Flatten(const Json& schema) const {  // NOLINT(misc-no-recursion)
  Json flat = Resolve(schema);
  const Json* parts = FindMember(flat, "allOf");
  if (parts == nullptr) return flat;
  const Json all = *parts;
  flat.erase("allOf");
  for (const Json& part : all) {
    const Json merged = Flatten(part);
    for (const auto& [keyword, value] : merged.items()) {
      if (keyword == "required") {
        Json& required = flat["required"];
        for (const Json& name : value) required.push_back(name);
      } else if (keyword == "properties") {
        flat["properties"].update(value);
      } else if (!flat.contains(keyword)) {
        flat[keyword] = value;
      }
    }
  }
  return flat;
}

std::vector<std::string> SchemaChecker::Check(const Json& schema,  // NOLINT(misc-no-recursion)
                                              const Json& value, const std::string& place) const {
  Violations found;
  const Json flat = Flatten(schema);
  if (flat.contains("oneOf")) {
    CheckOneOf(flat, value, place, found);
    return found;
  }
  if (const std::string type = StringMember(flat, "type"); !type.empty() && !IsType(type, value)) {
    Report(found, place, "is no " + type);
    return found;
  }
  if (const Json* allowed = FindMember(flat, "enum");
      allowed != nullptr && std::find(allowed->begin(), allowed->end(), value) == allowed->end()) {
    Report(found, place, "none of the listed values");
  }
  if (value.is_string()) CheckText(flat, value.get_ref<const std::string&>(), place, found);
  if (value.is_number()) CheckNumber(flat, value, place, found);
  if (value.is_object()) CheckObject(flat, value, place, found);
  if (value.is_array()) CheckArray(flat, value, place, found);
  return found;
}

void SchemaChecker::CheckOneOf(const Json& schema, const Json& value,  // NOLINT(misc-no-recursion)
                               const std::string& place, Violations& found) const {
  if (const Json* discriminator = FindMember(schema, "discriminator")) {
    const std::string name = StringMember(*discriminator, "propertyName");
    const std::string wanted = StringMember(value, name);
    for (const Json& choice : schema.at("oneOf")) {
      if (LastPart(StringMember(choice, "$ref")) != wanted) continue;
      found = Check(choice, value, place);
      return;
    }
    Report(found, PointerTo(place, name), "names no payload of this operation");
    return;
  }
  std::optional<Violations> nearest;
  std::size_t fitting = 0;
  for (const Json& choice : schema.at("oneOf")) {
    Violations violations = Check(choice, value, place);
    if (violations.empty()) ++fitting;
    if (!nearest || violations.size() < nearest->size()) nearest = std::move(violations);
  }
  if (fitting == 0 && nearest) found = *std::move(nearest);
  if (fitting > 1) Report(found, place, "fits more than one of the schemas");
}

void SchemaChecker::CheckObject(const Json& schema, const Json& value,  // NOLINT(misc-no-recursion)
                                const std::string& place, Violations& found) const {
  if (const Json* required = FindMember(schema, "required")) {
    for (const Json& name : *required) {
      if (!value.contains(name.get_ref<const std::string&>())) {
        Report(found, PointerTo(place, name.get_ref<const std::string&>()), "missing");
      }
    }
  }
  const auto size = static_cast<std::int64_t>(value.size());
  if (const auto min = NumberIn(schema, "minProperties"); min && size < *min)
    Report(found, place, "too few members");
  if (const auto max = NumberIn(schema, "maxProperties"); max && size > *max)
    Report(found, place, "too many members");

  const Json* properties = FindMember(schema, "properties");
  const Json* additional = FindMember(schema, "additionalProperties");
  const bool free =
      (properties == nullptr && !schema.contains("type")) || (additional != nullptr && *additional != false);
  for (const auto& [name, member] : value.items()) {
    const std::string at = PointerTo(place, name);
    const Json* known = properties == nullptr ? nullptr : FindMember(*properties, name);
    if (known == nullptr) {
      if (!free) Report(found, at, "not a member that is described");
      continue;
    }
    Violations inner = Check(*known, member, at);
    found.insert(found.end(), inner.begin(), inner.end());
  }
}

void SchemaChecker::CheckArray(const Json& schema, const Json& value,  // NOLINT(misc-no-recursion)
                               const std::string& place, Violations& found) const {
  const auto size = static_cast<std::int64_t>(value.size());
  if (const auto min = NumberIn(schema, "minItems"); min && size < *min)
    Report(found, place, "too few items");
  if (const auto max = NumberIn(schema, "maxItems"); max && size > *max)
    Report(found, place, "too many items");
  if (const Json* unique = FindMember(schema, "uniqueItems"); unique != nullptr && *unique == true) {
    for (auto item = value.begin(); item != value.end(); ++item) {
      if (std::find(value.begin(), item, *item) != item) Report(found, place, "an item stands there twice");
    }
  }
  if (const Json* items = FindMember(schema, "items")) {
    for (std::size_t index = 0; index < value.size(); ++index) {
      Violations inner = Check(*items, value[index], PointerTo(place, std::to_string(index)));
      found.insert(found.end(), inner.begin(), inner.end());
    }
  }
}

}  // namespace authtree::inline v0::testkit
