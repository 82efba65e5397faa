#include <array>

#include "field_syntax.h"
#include "payload_groups.h"
#include "payload_schemas.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::array<std::string_view, 2> kLicenseActivations = {"onlineMDL", "offlineMDL"};
constexpr std::array<std::string_view, 4> kDeliveries = {"Default", "SMS", "Email", "Voice"};
constexpr std::array<std::string_view, 3> kVotpChannels = {"Email", "SMS", "Response"};
constexpr std::array<std::string_view, 2> kAttachments = {"platform", "cross-platform"};
constexpr std::array<std::string_view, 3> kAttestations = {"none", "indirect", "direct"};

constexpr FieldRule kRegistration[] = {
    {.name = "userID", .presence = Presence::kRequired, .min_length = 1, .max_length = 255},
    {.name = "staticPassword", .presence = Presence::kRequired, .max_length = 255},
    {.name = "activationType", .choices = kLicenseActivations},
    {.name = "description", .min_length = 1, .max_length = 255, .syntax = &kDescription},
    {.name = "deviceCode", .min_length = 5, .max_length = 26},
    {.name = "domain", .max_length = 255},
    {.name = "serialNumber", .min_length = 10, .max_length = 10, .syntax = &kLicenseSerialSyntax},
};

constexpr FieldRule kUser[] = {
    {.name = "staticPassword", .min_length = 8, .max_length = 255},
    {.name = "emailAddress", .max_length = 64},
    {.name = "enabled", .type = FieldType::kBoolean},
    {.name = "mobilePhoneNumber", .max_length = 64},
    {.name = "phoneNumber", .max_length = 20, .syntax = &kPhone},
    {.name = "vdpDeliveryMethod", .choices = kDeliveries},
};

constexpr FieldRule kLocked[] = {{.name = "locked", .type = FieldType::kBoolean}};

constexpr FieldRule kOverrideMembers[] = {
    {.name = "maxDaysBetweenAuthentications", .type = FieldType::kInt32}};
constexpr Schema kOverrides{.object = "policyOverrides", .groups = {kOverrideMembers}};

constexpr FieldRule kUserChanges[] = {
    {.name = "displayName", .max_length = 255},
    {.name = "mdcProfile", .max_length = 255},
    {.name = "newStaticPassword", .min_length = 8, .max_length = 255},
    {.name = "policyOverrides", .type = FieldType::kObject, .schema = &kOverrides},
};

constexpr FieldRule kChosenMembers[] = {
    {.name = "serialNumber", .min_length = 10, .max_length = 10, .syntax = &kLicenseSerialSyntax},
    {.name = "digipassType", .min_length = 5, .max_length = 5},
};
constexpr Schema kChosen{
    .object = "authenticator", .groups = {kChosenMembers}, .min_members = 1, .max_members = 1};
constexpr FieldRule kAssignUser[] = {{.name = "authenticator",
                                      .type = FieldType::kObject,
                                      .presence = Presence::kRequired,
                                      .schema = &kChosen}};

constexpr FieldRule kAssignAuthenticator[] = {
    {.name = "domain", .presence = Presence::kRequired, .min_length = 1, .max_length = 255},
    {.name = "userID", .presence = Presence::kRequired, .min_length = 1, .max_length = 255},
};

constexpr FieldRule kGenerateVotp[] = {
    {.name = "deliveryMethod", .presence = Presence::kRequired, .choices = kVotpChannels},
    {.name = "emailAddress", .max_length = 254},
    {.name = "mobilePhoneNumber"},
    {.name = "mdcProfile"},
};

constexpr FieldRule kSelectionMembers[] = {
    {.name = "requireResidentKey", .type = FieldType::kBoolean},
    {.name = "authenticatorAttachment", .choices = kAttachments},
    {.name = "userVerification", .choices = kUserVerifications},
};
constexpr Schema kSelection{.object = "authenticatorSelection", .groups = {kSelectionMembers}};
constexpr FieldRule kFidoRegistrationRequest[] = {
    {.name = "fidoProtocol", .presence = Presence::kRequired, .choices = kFidoProtocols},
    {.name = "displayName"},
    {.name = "authenticatorSelection", .type = FieldType::kObject, .schema = &kSelection},
    {.name = "attestation", .choices = kAttestations},
};

constexpr FieldRule kFidoRegistration[] = {
    {.name = "fidoProtocol", .presence = Presence::kRequired, .choices = kFidoProtocols},
    {.name = "registrationResponse", .presence = Presence::kRequired},
    {.name = "requestID"},
    {.name = "cidPublicKey"},
    {.name = "tlsUnique"},
    {.name = "tokenBinding"},
};

constexpr FieldRule kFidoAuthenticationRequest[] = {
    {.name = "fidoProtocol", .presence = Presence::kRequired, .choices = kFidoProtocols},
    {.name = "userVerification", .choices = kUserVerifications},
    {.name = "authenticationMessage"},
};

constexpr FieldRule kCommand[] = {{.name = "command", .presence = Presence::kRequired}};

}  // namespace

constexpr Schema kRegistrationInput{.object = "RegistrationInput", .groups = {kRegistration}};
constexpr Schema kCreateUserInput{.object = "CreateUserInput", .groups = {kUser, kLocked}};
constexpr Schema kUpdateUserInput{.object = "UpdateUserInput", .groups = {kUser, kUserChanges}};
constexpr Schema kAssignUserInput{.object = "AssignUserInput", .groups = {kAssignUser}};
constexpr Schema kAssignAuthenticatorInput{.object = "AssignAuthenticatorInput",
                                           .groups = {kAssignAuthenticator}};
constexpr Schema kGenerateVotpInput{.object = "GenerateVOTPInput", .groups = {kGenerateVotp}};
constexpr Schema kFidoRegistrationRequestInput{.object = "FidoRegistrationRequestInput",
                                               .groups = {kFidoRegistrationRequest}};
constexpr Schema kFidoRegistrationResponse{.object = "FidoRegistrationResponse",
                                           .groups = {kFidoRegistration}};
constexpr Schema kFidoAuthenticationRequestInput{.object = "FidoAuthenticationRequestInput",
                                                 .groups = {kFidoAuthenticationRequest}};
constexpr Schema kOrchestrationCommand{.object = "OrchestrationCommand", .groups = {kCommand}};

}  // namespace authtree::inline v0::simulator
