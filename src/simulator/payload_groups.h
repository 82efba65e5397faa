#pragma once

#include <array>
#include <string_view>

#include "field_rules.h"
#include "field_syntax.h"

/// Groups of members that several payloads have, with the limits of the API description.
namespace authtree::inline v0::simulator {

inline constexpr std::array<std::string_view, 2> kFidoProtocols = {"UAF11", "FIDO2"};
inline constexpr std::array<std::string_view, 3> kUserVerifications = {"required", "preferred",
                                                                       "discouraged"};
inline constexpr std::array<std::string_view, 3> kStrengths = {"none", "simple", "strong"};

inline constexpr FieldRule kClientContext[] = {
    {.name = "appLanguage", .max_length = 50},  {.name = "clientIP", .syntax = &kIpv4},
    {.name = "cookieID", .max_length = 250},    {.name = "cookieSession", .max_length = 4000},
    {.name = "httpHeader", .max_length = 4000}, {.name = "referer", .max_length = 4000},
};

inline constexpr FieldRule kOptionalCddc[] = {{.name = "cddc", .type = FieldType::kCddc}};

inline constexpr FieldRule kRiskCore[] = {
    {.name = "cddc", .type = FieldType::kCddc, .presence = Presence::kRequired},
    {.name = "relationshipRef", .presence = Presence::kRequired, .min_length = 1, .max_length = 150},
    {.name = "sessionID",
     .presence = Presence::kRequired,
     .min_length = 2,
     .max_length = 100,
     .syntax = &kHexDigits},
};

inline constexpr FieldRule kRiskAuthContext[] = {
    {.name = "applicationRef", .max_length = 64},
    {.name = "authentMode", .max_length = 2},
    {.name = "authentStatus", .type = FieldType::kInt32},
    {.name = "authentType", .choices = kStrengths},
    {.name = "behaviorTrained", .type = FieldType::kBoolean},
    {.name = "behaviorScore", .type = FieldType::kNumber, .minimum = 0, .maximum = 1},
    {.name = "behaviorConfidence", .type = FieldType::kNumber, .minimum = 0, .maximum = 1},
    {.name = "branchLocation", .max_length = 100},
    {.name = "contractRef", .max_length = 150},
    {.name = "entityRef", .max_length = 150},
    {.name = "eventDate", .max_length = 20},
    {.name = "eventSubType"},
    {.name = "externalRef", .max_length = 128},
    {.name = "emailAddress", .max_length = 254},
    {.name = "mobilePhoneNumber", .max_length = 250},
    {.name = "userRef", .max_length = 150},
};

inline constexpr std::int64_t kMostCustomNumber = 999'999'999'999'999;

inline constexpr FieldRule kRiskCustomFields[] = {
    {.name = "customDate1", .max_length = 20},
    {.name = "customNumber1",
     .type = FieldType::kNumber,
     .minimum = -kMostCustomNumber,
     .maximum = kMostCustomNumber},
    {.name = "customNumber2",
     .type = FieldType::kNumber,
     .minimum = -kMostCustomNumber,
     .maximum = kMostCustomNumber},
    {.name = "customNumber3",
     .type = FieldType::kNumber,
     .minimum = -kMostCustomNumber,
     .maximum = kMostCustomNumber},
    {.name = "customString1", .min_length = 1, .max_length = 4000},
    {.name = "customString2", .min_length = 1, .max_length = 4000},
    {.name = "customString3", .min_length = 1, .max_length = 4000},
    {.name = "customString4", .min_length = 1, .max_length = 4000},
    {.name = "customString5", .min_length = 1, .max_length = 4000},
    {.name = "customString6", .min_length = 1, .max_length = 4000},
};

inline constexpr FieldRule kRiskPostalAddress[] = {
    {.name = "addressCity", .max_length = 250},
    {.name = "addressCountry", .min_length = 2, .max_length = 2},
    {.name = "addressCounty", .max_length = 250},
    {.name = "addressDistrict", .max_length = 250},
    {.name = "addressName", .max_length = 100},
    {.name = "addressNumber", .max_length = 100},
    {.name = "addressPostCode", .max_length = 100},
    {.name = "addressStreet", .max_length = 250},
};

}  // namespace authtree::inline v0::simulator
