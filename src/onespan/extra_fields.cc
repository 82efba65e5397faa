#include "extra_fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "authtree/core/text.h"

#include "field_rules.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr FixedText kOutOfLimits(
    "A value is too short, too long or has characters that its field does not take. Check what was entered.");
constexpr std::size_t kMaxName = 64;
constexpr std::string_view kAuthentStatus = "authentStatus";

constexpr TextRule Extra(std::string_view field, std::size_t min, std::size_t max, Charset charset) {
  return TextRule{field, min, max, charset, kOutOfLimits};
}

// Optional fields of the registration and removal payloads, those of the risk engine included.
constexpr std::array kKnownFields{
    Extra("addressCity", 0, 250, Charset::kPrintable),
    Extra("addressCountry", 2, 2, Charset::kPrintable),
    Extra("addressCounty", 0, 250, Charset::kPrintable),
    Extra("addressDistrict", 0, 250, Charset::kPrintable),
    Extra("addressName", 0, 100, Charset::kPrintable),
    Extra("addressNumber", 0, 100, Charset::kPrintable),
    Extra("addressPostCode", 0, 100, Charset::kPrintable),
    Extra("addressStreet", 0, 250, Charset::kPrintable),
    Extra("appLanguage", 0, 50, Charset::kPrintable),
    Extra("authenticatorDescription", 1, 255, Charset::kTrimmed),
    Extra("cookieID", 0, 250, Charset::kPrintable),
    Extra("cookieSession", 0, 4000, Charset::kMultiLine),
    Extra("digipassType", 5, 5, Charset::kPrintable),
    Extra("emailAddress", 0, 254, Charset::kPrintable),
    Extra("eventDate", 0, 20, Charset::kPrintable),
    Extra("eventSubType", 0, kUnlimited, Charset::kPrintable),
    Extra("externalRef", 0, 128, Charset::kPrintable),
    Extra("httpHeader", 0, 4000, Charset::kMultiLine),
    Extra("mobilePhoneNumber", 0, 250, Charset::kPrintable),
    Extra("phoneNumber", 0, 20, Charset::kPhone),
    Extra("postalAddress", 0, 4000, Charset::kMultiLine),
    Extra("referer", 0, 4000, Charset::kPrintable),
    Extra("userRef", 0, 150, Charset::kPrintable),
};

constexpr TextRule kInstanceSerialRule{"serialNumber", 10, 13, Charset::kInstanceSerial,
                                       "The serial number must be three capital letters or digits followed "
                                       "by seven digits, for an instance with a dash "
                                       "and its number."};

// Written by the requests themselves, or with a meaning that a free field must not take.
constexpr std::array<std::string_view, 17> kReservedNames{
    "objectType",     "userID",         "login",           "domain",         "cddc",           "browserCDDC",
    "clientIP",       "sessionID",      "relationshipRef", "applicationRef", "activationType", "credentials",
    "timeoutSeconds", "registrationID", "deviceCode",      "signature",      "passKey"};

// Fields of requests that are not in the lists above.
constexpr std::array<std::string_view, 10> kOtherNames{
    "staticPassword",  "serialNumber", "authentStatus", "mobileCDDC", "fingerprintRaw",
    "fingerprintHash", "message",      "type",          "format",     "imageSize"};

bool IsReserved(std::string_view name) {
  return std::any_of(kReservedNames.begin(), kReservedNames.end(),
                     [name](std::string_view reserved) { return EqualsIgnoringCase(name, reserved); });
}

bool IsName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxName && std::all_of(name.begin(), name.end(), [](char c) {
    const char lower = LowerAscii(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

Error Refused(FixedText sentence, std::string_view name) {
  return Error(ErrorCode::kInvalidInput, sentence).With(Fact::kField, std::string(name));
}

TextRule RuleFor(Operation operation, std::string_view name) {
  if (name == kStaticPasswordRule.field) return kStaticPasswordRule;
  if (name == kSerialNumberRule.field) {
    return operation == Operation::kRegisterUser ? kSerialNumberRule : kInstanceSerialRule;
  }
  const auto* known = std::find_if(kKnownFields.begin(), kKnownFields.end(),
                                   [name](const TextRule& rule) { return rule.field == name; });
  return known != kKnownFields.end() ? *known : Extra(name, 0, kUnlimited, Charset::kMultiLine);
}

bool IsTextField(std::string_view name) {
  return name == kStaticPasswordRule.field || name == kSerialNumberRule.field ||
         std::any_of(kKnownFields.begin(), kKnownFields.end(),
                     [name](const TextRule& rule) { return rule.field == name; });
}

bool IsStatusNumber(const Json& json) {
  using Limits = std::numeric_limits<std::int32_t>;
  if (!json.is_number_integer()) return false;
  // A number beyond the largest 64-bit one would read as a negative one.
  if (json.is_number_unsigned())
    return json.get<std::uint64_t>() <= static_cast<std::uint64_t>(Limits::max());
  const auto number = json.get<std::int64_t>();
  return number >= Limits::min() && number <= Limits::max();
}

std::optional<Error> CheckPlain(Operation operation, std::string_view name, const Json& json) {
  if (name == kAuthentStatus) {
    if (IsStatusNumber(json)) return std::nullopt;
    return Refused("The authentication status must be a whole number; zero means that it went well.", name);
  }
  if (json.is_string()) return CheckText(RuleFor(operation, name), json.get_ref<const std::string&>());
  if (IsTextField(name))
    return Refused("An extra field that takes a text was given another kind of value. Map a text to it.",
                   name);
  if (json.is_boolean() || json.is_number_integer()) return std::nullopt;
  if (json.is_number_float() && std::isfinite(json.get<double>())) return std::nullopt;
  return Refused("An extra field must be a text, a number or a truth value.", name);
}

std::optional<Error> CheckField(Operation operation, const ExtraField& field) {
  const std::string_view name = field.name();
  if (!IsName(name)) {
    // The name itself may be a value that was put in the wrong place.
    return Refused(
        "The name of an extra field must be 1 to 64 letters, digits, dots, hyphens and underscores.",
        "extra");
  }
  const bool of_registration_only =
      name == kStaticPasswordRule.field && operation != Operation::kRegisterUser;
  if (IsReserved(name) || of_registration_only) {
    return Refused("An extra field has the name of a field that the request writes itself.", name);
  }
  if (const Secret* secret = field.value().secret()) {
    if (name == kAuthentStatus) return CheckPlain(operation, name, Json());
    return CheckText(RuleFor(operation, name), secret->Expose());
  }
  return CheckPlain(operation, name, *field.value().json());
}

}  // namespace

std::optional<Error> CheckExtraFields(Operation operation, const std::vector<ExtraField>& fields) {
  for (auto field = fields.begin(); field != fields.end(); ++field) {
    if (auto problem = CheckField(operation, *field)) return problem;
    const bool twice = std::any_of(fields.begin(), field, [&](const ExtraField& earlier) {
      return EqualsIgnoringCase(earlier.name(), field->name());
    });
    if (twice) return Refused("An extra field is given twice.", field->name());
  }
  return std::nullopt;
}

bool HasExtraField(const std::vector<ExtraField>& fields, std::string_view name) {
  return std::any_of(fields.begin(), fields.end(),
                     [name](const ExtraField& field) { return field.name() == name; });
}

void WriteExtraFields(SecretJsonWriter& body, const std::vector<ExtraField>& fields) {
  for (const ExtraField& field : fields) {
    if (const Secret* secret = field.value().secret()) {
      body.Text(field.name(), *secret);
    } else if (const Json& json = *field.value().json(); json.is_string()) {
      body.Text(field.name(), json.get_ref<const std::string&>());
    } else {
      body.Plain(field.name(), json);
    }
  }
}

bool IsWireField(std::string_view name) {
  const auto is_name = [name](std::string_view known) { return known == name; };
  return std::any_of(kReservedNames.begin(), kReservedNames.end(), is_name) ||
         std::any_of(kOtherNames.begin(), kOtherNames.end(), is_name) ||
         std::any_of(kKnownFields.begin(), kKnownFields.end(),
                     [name](const TextRule& rule) { return rule.field == name; });
}

}  // namespace authtree::inline v0::onespan
