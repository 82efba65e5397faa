#include "payload_schemas.h"

#include <algorithm>
#include <array>

#include "authtree/core/encoding.h"

namespace authtree::inline v0::simulator {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

template <class Test>
bool All(std::string_view text, Test test) {
  return std::all_of(text.begin(), text.end(), test);
}

/// A license serial, alone or with a dash and one or two digits.
bool IsAnySerial(std::string_view text) {
  if (text.size() <= 10) return IsLicenseSerial(text);
  const std::string_view number = text.substr(10);
  return IsLicenseSerial(text.substr(0, 10)) && number.size() >= 2 && number.size() <= 3 &&
         number[0] == '-' && All(number.substr(1), IsDigit);
}

bool IsIpv4(std::string_view text) {
  int parts = 0;
  while (true) {
    const std::size_t dot = text.find('.');
    const std::string_view part = text.substr(0, dot);
    if (part.empty() || part.size() > 3 || !All(part, IsDigit) || ParseInteger(part).value_or(256) > 255)
      return false;
    ++parts;
    if (dot == std::string_view::npos) return parts == 4;
    text.remove_prefix(dot + 1);
  }
}

constexpr TextSyntax kSerialSyntax{"^[A-Z0-9]{3}[0-9]{7}$", IsLicenseSerial};
constexpr TextSyntax kAnySerialSyntax{"^[A-Z0-9]{3}[0-9]{7}(-[0-9]{1,2})?$", IsAnySerial};
constexpr TextSyntax kHexDigits{"^[0-9a-fA-F]+$",
                                [](std::string_view text) { return !text.empty() && All(text, IsHexDigit); }};
constexpr TextSyntax kHexBytes{"^([0-9a-fA-F]{2})+$", IsHex};
constexpr TextSyntax kIpv4{"an IPv4 address", IsIpv4};
constexpr TextSyntax kPhone{"^[\\+\\-\\(\\)0-9 ]{0,20}$", [](std::string_view text) {
                              return All(text, [](char c) {
                                return IsDigit(c) ||
                                       std::string_view("+-() ").find(c) != std::string_view::npos;
                              });
                            }};
constexpr TextSyntax kDescription{"^(?=^\\S)(?=.*\\S$)[^\\x00-\\x1F\\x7F]{1,255}$",
                                  [](std::string_view text) {
                                    return !text.empty() && text.front() != ' ' && text.back() != ' ' &&
                                           std::none_of(text.begin(), text.end(), IsControl);
                                  }};
constexpr TextSyntax kEnvironmentName{
    "^[a-zA-Z0-9-_]+$", [](std::string_view text) {
      return All(text, [](char c) { return IsLetter(c) || IsDigit(c) || c == '-' || c == '_'; });
    }};

constexpr std::array<std::string_view, 3> kActivationTypes = {"offlineMDL", "onlineMDL", "fido"};
constexpr std::array<std::string_view, 2> kMessageTypes = {"CLEARTEXT", "HEXSTRING"};
constexpr std::array<std::string_view, 2> kFormats = {"CRONTO", "QRCODE"};

constexpr FieldRule kObjectType[] = {{.name = "objectType", .presence = Presence::kRequired}};

constexpr FieldRule kClientContext[] = {
    {.name = "appLanguage", .max_length = 50},  {.name = "clientIP", .syntax = &kIpv4},
    {.name = "cookieID", .max_length = 250},    {.name = "cookieSession", .max_length = 4000},
    {.name = "httpHeader", .max_length = 4000}, {.name = "referer", .max_length = 4000},
};

constexpr FieldRule kOptionalCddc[] = {{.name = "cddc", .type = FieldType::kCddc}};

constexpr FieldRule kRiskCore[] = {
    {.name = "cddc", .type = FieldType::kCddc, .presence = Presence::kRequired},
    {.name = "relationshipRef", .presence = Presence::kRequired, .min_length = 1, .max_length = 150},
    {.name = "sessionID",
     .presence = Presence::kRequired,
     .min_length = 2,
     .max_length = 100,
     .syntax = &kHexDigits},
};

constexpr FieldRule kRegister[] = {
    {.name = "objectType", .presence = Presence::kRequired},
    {.name = "userID", .presence = Presence::kRequired, .min_length = 1, .max_length = 255},
    {.name = "staticPassword", .min_length = 8, .max_length = 255},
    {.name = "activationType", .choices = kActivationTypes},
    {.name = "authenticatorDescription", .min_length = 1, .max_length = 255, .syntax = &kDescription},
    {.name = "digipassType", .min_length = 5, .max_length = 5},
    {.name = "domain", .max_length = 255},
    {.name = "emailAddress", .max_length = 254},
    {.name = "mobilePhoneNumber", .max_length = 250},
    {.name = "phoneNumber", .max_length = 20, .syntax = &kPhone},
    {.name = "serialNumber", .min_length = 10, .max_length = 10, .syntax = &kSerialSyntax},
};

/// RiskPostalAddress and the risk references that both adaptive payloads have.
constexpr FieldRule kRiskContext[] = {
    {.name = "addressCity", .max_length = 250},
    {.name = "addressCountry", .min_length = 2, .max_length = 2},
    {.name = "addressCounty", .max_length = 250},
    {.name = "addressDistrict", .max_length = 250},
    {.name = "addressName", .max_length = 100},
    {.name = "addressNumber", .max_length = 100},
    {.name = "addressPostCode", .max_length = 100},
    {.name = "addressStreet", .max_length = 250},
    {.name = "applicationRef", .max_length = 64},
    {.name = "authentStatus", .type = FieldType::kInt32},
    {.name = "eventDate", .max_length = 20},
    {.name = "eventSubType"},
    {.name = "externalRef", .max_length = 128},
    {.name = "postalAddress", .max_length = 4000},
    {.name = "userRef", .max_length = 150},
};

constexpr FieldRule kAdaptiveUnregister[] = {
    {.name = "objectType", .presence = Presence::kRequired},
    {.name = "emailAddress", .max_length = 254},
    {.name = "mobilePhoneNumber", .max_length = 250},
    {.name = "serialNumber", .min_length = 10, .max_length = 13, .syntax = &kAnySerialSyntax},
};

constexpr FieldRule kAddDevice[] = {
    {.name = "deviceCode", .presence = Presence::kRequired, .min_length = 5, .max_length = 26}};

constexpr FieldRule kActivate[] = {
    {.name = "signature", .presence = Presence::kRequired, .min_length = 6, .max_length = 16}};

constexpr FieldRule kCheckStatus[] = {
    {.name = "login", .presence = Presence::kRequired, .min_length = 1, .max_length = 255},
    {.name = "domain", .max_length = 255},
    {.name = "timeoutSeconds", .type = FieldType::kInt64},
};

constexpr FieldRule kRender[] = {
    {.name = "message", .presence = Presence::kRequired, .min_length = 1},
    {.name = "type", .choices = kMessageTypes},
    {.name = "format", .choices = kFormats},
    {.name = "imageSize", .type = FieldType::kInt32, .minimum = kMinImageSize, .maximum = kMaxImageSize},
};

}  // namespace

bool IsLicenseSerial(std::string_view text) {
  return text.size() == 10 &&
         All(text.substr(0, 3), [](char c) { return IsDigit(c) || (c >= 'A' && c <= 'Z'); }) &&
         All(text.substr(3), IsDigit);
}

constexpr Schema kRegisterUserInputEx{"RegisterUserInputEx", {kClientContext, kOptionalCddc, kRegister}};
constexpr Schema kAdaptiveRegisterUserInput{"AdaptiveRegisterUserInput",
                                            {kClientContext, kRiskCore, kRegister, kRiskContext}};
constexpr Schema kUnregisterUserInputEx{"UnregisterUserInputEx",
                                        {kClientContext, kOptionalCddc, kObjectType}};
constexpr Schema kAdaptiveUnregisterUserInput{"AdaptiveUnregisterUserInput",
                                              {kClientContext, kRiskCore, kAdaptiveUnregister, kRiskContext}};
constexpr Schema kAddDeviceInput{"AddDeviceInput", {kAddDevice}};
constexpr Schema kActivationInput{"ActivationInput", {kActivate}};
constexpr Schema kCheckActivationStatusInput{"CheckActivationStatusInput", {kCheckStatus}};
constexpr Schema kRenderInput{"RenderInput", {kRender}};

constexpr FieldRule kRiskAnalyticsEnvironment{
    .name = "Risk-Analytics-Environment", .min_length = 1, .max_length = 20, .syntax = &kEnvironmentName};
constexpr FieldRule kRegistrationId{.name = "registrationID", .max_length = 40};
constexpr FieldRule kQueryMessage{.name = "message", .min_length = 2, .syntax = &kHexBytes};
constexpr FieldRule kQueryFormat{.name = "format", .choices = kFormats};

}  // namespace authtree::inline v0::simulator
