#include "message_schemas.h"

#include <array>

#include "field_syntax.h"
#include "payload_groups.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::array<std::string_view, 5> kColors = {"deviceDefault", "black", "blue", "green", "red"};
constexpr std::array<std::string_view, 4> kAlignments = {"deviceDefault", "left", "center", "right"};
constexpr std::array<std::string_view, 4> kFontTables = {"ISO-8859-15", "cee", "greek", "katakana"};
constexpr std::array<std::string_view, 4> kMethods = {"NoPIN", "PIN", "Fingerprint", "Face"};
constexpr std::array<std::string_view, 1> kUafOnly = {"UAF11"};

constexpr FieldRule kOtpMembers[] = {
    {.name = "OTP", .presence = Presence::kRequired, .min_length = 6, .max_length = 16},
    {.name = "PIN", .min_length = 4, .max_length = 8},
    {.name = "serialNumber", .min_length = 10, .max_length = 10, .syntax = &kLicenseSerialSyntax},
    {.name = "challenge"},
};
constexpr Schema kOtp{.object = "authenticator", .groups = {kOtpMembers}};

constexpr FieldRule kFidoAnswerMembers[] = {
    {.name = "authenticationResponse", .presence = Presence::kRequired},
    {.name = "cidPublicKey"},
    {.name = "tlsUnique"},
    {.name = "tokenBinding"},
};
constexpr Schema kFidoAnswer{.object = "FidoAuthenticationResponse", .groups = {kFidoAnswerMembers}};

constexpr FieldRule kCredentialsMembers[] = {
    {.name = "authenticator", .type = FieldType::kObject, .schema = &kOtp},
    {.name = "fidoAuthenticator", .type = FieldType::kObject, .schema = &kFidoAnswer},
    {.name = "passKey", .min_length = 1, .max_length = 255},
};

constexpr FieldRule kFormattingMembers[] = {
    {.name = "bold", .type = FieldType::kBoolean},    {.name = "italic", .type = FieldType::kBoolean},
    {.name = "inverse", .type = FieldType::kBoolean}, {.name = "color", .choices = kColors},
    {.name = "alignment", .choices = kAlignments},    {.name = "fontTable", .choices = kFontTables},
};
constexpr Schema kFormatting{.object = "Formatting", .groups = {kFormattingMembers}};

constexpr FieldRule kPlainTitleMembers[] = {{.name = "text", .min_length = 1, .max_length = 30}};
constexpr Schema kPlainTitle{.object = "title", .groups = {kPlainTitleMembers}};

constexpr FieldRule kFormattingMember[] = {
    {.name = "formatting", .type = FieldType::kObject, .schema = &kFormatting}};

constexpr FieldRule kMandatoryTitleMembers[] = {
    {.name = "text", .presence = Presence::kRequired, .min_length = 1, .max_length = 30}};

constexpr FieldRule kChallengeOptionsMembers[] = {
    {.name = "askPIN", .type = FieldType::kBoolean},
    {.name = "cryptoAppIndex", .type = FieldType::kInt32, .minimum = 1, .maximum = 8},
    {.name = "cryptoAppName"},
    {.name = "fontTable", .choices = kFontTables},
    {.name = "templateNumber", .type = FieldType::kInt32, .minimum = 0, .maximum = 15},
};

constexpr FieldRule kSigningOptionsMembers[] = {
    {.name = "askApproval", .type = FieldType::kBoolean},
    {.name = "showData", .type = FieldType::kBoolean},
    {.name = "showMAC", .type = FieldType::kBoolean},
    {.name = "showWarning", .type = FieldType::kBoolean},
};

constexpr FieldRule kMessageMembers[] = {
    {.name = "challenge", .min_length = 1, .max_length = 350},
    {.name = "subject", .min_length = 1, .max_length = 42, .syntax = &kNotBlank},
};
constexpr FieldRule kPlainTitleMember[] = {
    {.name = "title", .type = FieldType::kObject, .schema = &kPlainTitle}};
constexpr FieldRule kFormattedTitleMember[] = {
    {.name = "title", .type = FieldType::kObject, .schema = &kFormattedTitle}};
constexpr FieldRule kChallengeOptionsMember[] = {
    {.name = "options", .type = FieldType::kObject, .schema = &kChallengeOptions}};
constexpr FieldRule kSigningOptionsMember[] = {
    {.name = "options", .type = FieldType::kObject, .schema = &kSigningOptions}};

constexpr FieldRule kTextMember[] = {{.name = "text", .presence = Presence::kRequired, .min_length = 1}};
constexpr Schema kPlainText{.object = "text", .groups = {kTextMember}};
constexpr Schema kFormattedText{.object = "text", .groups = {kTextMember, kFormattingMember}};
constexpr FieldRule kPlainLineMembers[] = {
    {.name = "key", .type = FieldType::kObject, .presence = Presence::kRequired, .schema = &kPlainText},
    {.name = "value", .type = FieldType::kObject, .presence = Presence::kRequired, .schema = &kPlainText},
};
constexpr Schema kPlainLine{.object = "PlainKeyValueField", .groups = {kPlainLineMembers}};
constexpr FieldRule kFormattedLineMembers[] = {
    {.name = "key", .type = FieldType::kObject, .presence = Presence::kRequired, .schema = &kFormattedText},
    {.name = "value", .type = FieldType::kObject, .presence = Presence::kRequired, .schema = &kFormattedText},
};

constexpr FieldRule kFidoDataMembers[] = {
    {.name = "authenticationResponse", .presence = Presence::kRequired},
    {.name = "requestID",
     .presence = Presence::kRequired,
     .min_length = 36,
     .max_length = 36,
     .syntax = &kRequestIdSyntax},
    {.name = "cidPublicKey"},
    {.name = "tlsUnique"},
};
constexpr Schema kFidoData{.object = "fido", .groups = {kFidoDataMembers}};

constexpr FieldRule kStandardMembers[] = {
    {.name = "dataFields",
     .type = FieldType::kTexts,
     .presence = Presence::kRequired,
     .min_length = 1,
     .max_length = 16,
     .min_items = 1,
     .max_items = 8},
    {.name = "signature", .presence = Presence::kRequired, .min_length = 6, .max_length = 16},
};
constexpr Schema kStandard{.object = "standard", .groups = {kStandardMembers}};

constexpr FieldRule kSecureChannelMembers[] = {
    {.name = "requestID",
     .presence = Presence::kRequired,
     .min_length = 36,
     .max_length = 36,
     .syntax = &kRequestIdSyntax},
    {.name = "signature", .min_length = 6, .max_length = 16},
};
constexpr Schema kSecureChannel{.object = "secureChannel", .groups = {kSecureChannelMembers}};

constexpr FieldRule kSubjectMember[] = {
    {.name = "subject", .min_length = 1, .max_length = 42, .syntax = &kNotBlank}};
constexpr FieldRule kPlainConfirmMembers[] = {
    {.name = "authentMethod", .presence = Presence::kRequired, .choices = kMethods},
    {.name = "dataFields",
     .type = FieldType::kObjects,
     .presence = Presence::kRequired,
     .schema = &kPlainLine,
     .min_items = 1},
};
constexpr Schema kTransactionMessage{.object = "transactionMessage",
                                     .groups = {kPlainConfirmMembers, kSubjectMember, kPlainTitleMember}};
constexpr FieldRule kAdaptiveConfirmMembers[] = {
    {.name = "dataFields",
     .type = FieldType::kObjects,
     .presence = Presence::kRequired,
     .schema = &kKeyValueField,
     .min_items = 1},
};
constexpr Schema kAdaptiveTransactionMessage{
    .object = "transactionMessage",
    .groups = {kAdaptiveConfirmMembers, kSubjectMember, kFormattedTitleMember, kSigningOptionsMember}};
constexpr FieldRule kFidoConfirmMembers[] = {
    {.name = "fidoProtocol", .presence = Presence::kRequired, .choices = kUafOnly},
    {.name = "authenticationMessage"},
};
constexpr Schema kFidoTransactionMessage{.object = "fidoTransactionMessage", .groups = {kFidoConfirmMembers}};

constexpr FieldRule kDataMembers[] = {
    {.name = "fido", .type = FieldType::kObject, .schema = &kFidoData},
    {.name = "standard", .type = FieldType::kObject, .schema = &kStandard},
    {.name = "secureChannel", .type = FieldType::kObject, .schema = &kSecureChannel},
};
constexpr FieldRule kPlainDataMembers[] = {
    {.name = "transactionMessage", .type = FieldType::kObject, .schema = &kTransactionMessage}};
constexpr FieldRule kAdaptiveDataMembers[] = {
    {.name = "transactionMessage", .type = FieldType::kObject, .schema = &kAdaptiveTransactionMessage},
    {.name = "fidoTransactionMessage", .type = FieldType::kObject, .schema = &kFidoTransactionMessage},
};

}  // namespace

constexpr Schema kCredentials{
    .object = "AuthenticationCredentials", .groups = {kCredentialsMembers}, .min_members = 1};
constexpr Schema kFormattedTitle{.object = "title", .groups = {kPlainTitleMembers, kFormattingMember}};
constexpr Schema kMessageTitle{.object = "title", .groups = {kMandatoryTitleMembers, kFormattingMember}};
constexpr Schema kChallengeOptions{.object = "ChallengeMessageOptions", .groups = {kChallengeOptionsMembers}};
constexpr Schema kSigningOptions{.object = "SigningMessageOptions",
                                 .groups = {kChallengeOptionsMembers, kSigningOptionsMembers}};
constexpr Schema kLoginMessage{.object = "LoginMessage", .groups = {kMessageMembers, kPlainTitleMember}};
constexpr Schema kFormattedMessage{
    .object = "AdaptiveLoginMessage",
    .groups = {kMessageMembers, kFormattedTitleMember, kChallengeOptionsMember}};
constexpr Schema kKeyValueField{.object = "KeyValueField", .groups = {kFormattedLineMembers}};
constexpr Schema kTransactionData{.object = "TransactionData",
                                  .groups = {kDataMembers, kPlainDataMembers},
                                  .min_members = 1,
                                  .max_members = 1};
constexpr Schema kAdaptiveTransactionData{.object = "AdaptiveTransactionData",
                                          .groups = {kDataMembers, kAdaptiveDataMembers},
                                          .min_members = 1,
                                          .max_members = 1};

}  // namespace authtree::inline v0::simulator
