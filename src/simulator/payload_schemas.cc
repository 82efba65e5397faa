#include "payload_schemas.h"

#include <array>

#include "field_syntax.h"
#include "payload_groups.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::array<std::string_view, 3> kActivationTypes = {"offlineMDL", "onlineMDL", "fido"};
constexpr std::array<std::string_view, 2> kMessageTypes = {"CLEARTEXT", "HEXSTRING"};
constexpr std::array<std::string_view, 2> kFormats = {"CRONTO", "QRCODE"};

constexpr FieldRule kObjectType[] = {{.name = "objectType", .presence = Presence::kRequired}};

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
    {.name = "serialNumber", .min_length = 10, .max_length = 10, .syntax = &kLicenseSerialSyntax},
};

/// The risk references that both adaptive payloads have.
constexpr FieldRule kRiskReferences[] = {
    {.name = "applicationRef", .max_length = 64}, {.name = "authentStatus", .type = FieldType::kInt32},
    {.name = "eventDate", .max_length = 20},      {.name = "eventSubType"},
    {.name = "externalRef", .max_length = 128},   {.name = "postalAddress", .max_length = 4000},
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

constexpr Schema kRegisterUserInputEx{"RegisterUserInputEx", {kClientContext, kOptionalCddc, kRegister}};
constexpr Schema kAdaptiveRegisterUserInput{
    "AdaptiveRegisterUserInput", {kClientContext, kRiskCore, kRegister, kRiskPostalAddress, kRiskReferences}};
constexpr Schema kUnregisterUserInputEx{"UnregisterUserInputEx",
                                        {kClientContext, kOptionalCddc, kObjectType}};
constexpr Schema kAdaptiveUnregisterUserInput{
    "AdaptiveUnregisterUserInput",
    {kClientContext, kRiskCore, kAdaptiveUnregister, kRiskPostalAddress, kRiskReferences}};
constexpr Schema kAddDeviceInput{"AddDeviceInput", {kAddDevice}};
constexpr Schema kActivationInput{"ActivationInput", {kActivate}};
constexpr Schema kCheckActivationStatusInput{"CheckActivationStatusInput", {kCheckStatus}};
constexpr Schema kRenderInput{"RenderInput", {kRender}};

constexpr FieldRule kRiskAnalyticsEnvironment{
    .name = "Risk-Analytics-Environment", .min_length = 1, .max_length = 20, .syntax = &kEnvironmentName};
constexpr FieldRule kRegistrationId{.name = "registrationID", .max_length = 40};
constexpr FieldRule kRequestId{
    .name = "requestID", .min_length = 36, .max_length = 36, .syntax = &kRequestIdSyntax};
constexpr FieldRule kLicenseSerial{
    .name = "serialNumber", .min_length = 10, .max_length = 10, .syntax = &kLicenseSerialSyntax};
constexpr FieldRule kAnySerial{
    .name = "serialNumber", .min_length = 10, .max_length = 13, .syntax = &kAnySerialSyntax};
constexpr FieldRule kQueryMessage{.name = "message", .min_length = 2, .syntax = &kHexBytes};
constexpr FieldRule kQueryFormat{.name = "format", .choices = kFormats};
constexpr FieldRule kQuerySerial{.name = "serialNumber", .max_length = 13};
constexpr FieldRule kQueryDomain{.name = "domain", .max_length = 255};
constexpr FieldRule kQueryType{.name = "type", .min_length = 5, .max_length = 5};
constexpr FieldRule kQueryDescription{.name = "description", .max_length = 255};

}  // namespace authtree::inline v0::simulator
