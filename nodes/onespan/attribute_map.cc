#include "attribute_map.h"

#include <algorithm>
#include <array>

#include "authtree/core/text.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::array<std::string_view, 9> kBuiltInFields{
    "activationType", "applicationRef",  "cddc",      "clientIP", "domain",
    "objectType",     "relationshipRef", "sessionID", "userID",
};

constexpr std::array<std::string_view, 35> kKnownFields{
    "activationType",
    "addressCity",
    "addressCountry",
    "addressCounty",
    "addressDistrict",
    "addressName",
    "addressNumber",
    "addressPostCode",
    "addressStreet",
    "appLanguage",
    "applicationRef",
    "authentStatus",
    "authenticatorDescription",
    "cddc",
    "clientIP",
    "cookieID",
    "cookieSession",
    "digipassType",
    "domain",
    "emailAddress",
    "eventDate",
    "eventSubType",
    "externalRef",
    "httpHeader",
    "mobilePhoneNumber",
    "objectType",
    "phoneNumber",
    "postalAddress",
    "referer",
    "relationshipRef",
    "serialNumber",
    "sessionID",
    "staticPassword",
    "userID",
    "userRef",
};

bool IsKnown(std::string_view name, std::span<const std::string_view> known_fields) {
  return IsStaticPasswordField(name) ||
         std::find(known_fields.begin(), known_fields.end(), name) != known_fields.end();
}

AttributeDirection Detect(const TextMap& map, std::span<const std::string_view> known_fields) {
  const bool some_key = std::any_of(map.begin(), map.end(),
                                    [&](const auto& entry) { return IsKnown(entry.first, known_fields); });
  const bool some_value = std::any_of(map.begin(), map.end(),
                                      [&](const auto& entry) { return IsKnown(entry.second, known_fields); });
  return some_key && !some_value ? AttributeDirection::kPayloadToState : AttributeDirection::kStateToPayload;
}

}  // namespace

AttributeMap ReadAttributeMap(const TextMap& map, AttributeDirection direction,
                              std::span<const std::string_view> known_fields) {
  AttributeMap read;
  read.direction = direction == AttributeDirection::kDetect ? Detect(map, known_fields) : direction;
  read.attributes.reserve(map.size());
  for (const auto& [key, value] : map) {
    if (read.direction == AttributeDirection::kPayloadToState) {
      read.attributes.push_back({.state_key = value, .field = key});
    } else {
      read.attributes.push_back({.state_key = key, .field = value});
    }
  }
  return read;
}

std::span<const std::string_view> KnownAccountFields() { return kKnownFields; }

bool IsBuiltInAccountField(std::string_view field) {
  return std::any_of(kBuiltInFields.begin(), kBuiltInFields.end(),
                     [field](std::string_view built_in) { return EqualsIgnoringCase(field, built_in); });
}

bool IsStaticPasswordField(std::string_view field) { return EqualsIgnoringCase(field, "staticPassword"); }

}  // namespace authtree::inline v0::nodes
