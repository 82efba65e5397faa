#include <array>

#include "field_syntax.h"
#include "message_schemas.h"
#include "payload_groups.h"
#include "payload_schemas.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::array<std::string_view, 2> kOrchestrationDeliveries = {"pushNotification", "requestMessage"};
constexpr std::array<std::string_view, 1> kVotpOverrides = {"session"};
constexpr std::array<std::string_view, 4> kTransactionSubTypes = {"Dated", "OneTime", "Recurring",
                                                                  "RecurringSubsequent"};

constexpr FieldRule kObjectType[] = {{.name = "objectType", .presence = Presence::kRequired}};

/// How an answer of the user's device is waited for.
constexpr FieldRule kDelivery[] = {
    {.name = "orchestrationDelivery",
     .type = FieldType::kTexts,
     .choices = kOrchestrationDeliveries,
     .min_items = 1,
     .unique_items = true},
    {.name = "timeout", .type = FieldType::kInt32, .minimum = 0, .maximum = 60},
};

constexpr FieldRule kContacts[] = {
    {.name = "emailAddress", .max_length = 254},
    {.name = "mobilePhoneNumber", .max_length = 250},
};

constexpr FieldRule kLogin[] = {
    {.name = "objectType", .presence = Presence::kRequired},
    {.name = "credentials",
     .type = FieldType::kObject,
     .presence = Presence::kRequired,
     .schema = &kCredentials},
    {.name = "loginMessage", .type = FieldType::kObject, .schema = &kLoginMessage},
    {.name = "requestID", .min_length = 36, .max_length = 36, .syntax = &kRequestIdSyntax},
};

constexpr FieldRule kChallengeFormMembers[] = {
    {.name = "length", .type = FieldType::kNumber, .minimum = 4, .maximum = 16},
    {.name = "checkDigit", .type = FieldType::kBoolean},
};
constexpr Schema kChallengeForm{.object = "challengeResponse", .groups = {kChallengeFormMembers}};
constexpr FieldRule kStepUpMembers[] = {
    {.name = "fidoProtocol", .presence = Presence::kRequired, .choices = kFidoProtocols},
    {.name = "userVerification", .choices = kUserVerifications},
    {.name = "authenticationMessage"},
};
constexpr Schema kStepUp{.object = "fidoAuthentication", .groups = {kStepUpMembers}};

/// What adaptive logins and events have in common.
constexpr FieldRule kAdaptiveAttempt[] = {
    {.name = "credentials", .type = FieldType::kObject, .schema = &kCredentials},
    {.name = "challengeResponse", .type = FieldType::kObject, .schema = &kChallengeForm},
    {.name = "fidoAuthentication", .type = FieldType::kObject, .schema = &kStepUp},
    {.name = "requestID", .min_length = 36, .max_length = 36, .syntax = &kRequestIdSyntax},
    {.name = "tppRef", .max_length = 150},
    {.name = "votpDeliveryOverride", .choices = kVotpOverrides},
};

constexpr FieldRule kAdaptiveLogin[] = {
    {.name = "objectType", .presence = Presence::kRequired},
    {.name = "loginMessage", .type = FieldType::kObject, .schema = &kFormattedMessage},
    {.name = "accountRef", .max_length = 250},
    {.name = "branchAgent", .max_length = 50},
};

constexpr FieldRule kEvent[] = {
    {.name = "eventType", .presence = Presence::kRequired},
    {.name = "eventMessage", .type = FieldType::kObject, .schema = &kFormattedMessage},
    {.name = "accountRef", .max_length = 250},
    {.name = "after", .max_length = 4000},
    {.name = "before", .max_length = 4000},
    {.name = "beneficiaryBank", .max_length = 50},
    {.name = "beneficiaryBankCountry", .min_length = 2, .max_length = 2},
    {.name = "beneficiaryIBAN", .max_length = 96},
    {.name = "beneficiaryName", .max_length = 128},
    {.name = "bin6", .max_length = 6},
    {.name = "bin9", .max_length = 9},
    {.name = "bin12", .max_length = 12},
    {.name = "bulkActionDate", .max_length = 20},
    {.name = "bulkAmount", .syntax = &kAmount},
    {.name = "bulkHash", .max_length = 256},
    {.name = "bulkRef", .max_length = 128},
    {.name = "parentNmeRef", .max_length = 128},
    {.name = "processingStepKey", .type = FieldType::kInt32, .minimum = 10, .maximum = 60, .multiple_of = 10},
};

constexpr FieldRule kPlainData[] = {{.name = "data",
                                     .type = FieldType::kObject,
                                     .presence = Presence::kRequired,
                                     .schema = &kTransactionData}};
constexpr FieldRule kAdaptiveData[] = {
    {.name = "objectType", .presence = Presence::kRequired},
    {.name = "data",
     .type = FieldType::kObject,
     .presence = Presence::kRequired,
     .schema = &kAdaptiveTransactionData},
    {.name = "tppRef", .max_length = 150},
};

/// RiskTransactionFields and the four that are mandatory.
constexpr FieldRule kPayment[] = {
    {.name = "accountRef", .presence = Presence::kRequired, .min_length = 1, .max_length = 250},
    {.name = "amount", .presence = Presence::kRequired, .syntax = &kAmount},
    {.name = "currency", .presence = Presence::kRequired, .min_length = 1, .max_length = 3},
    {.name = "transactionType", .presence = Presence::kRequired},
    {.name = "amountCashback", .syntax = &kAmount},
    {.name = "amountComm", .syntax = &kAmount},
    {.name = "amountSettle", .syntax = &kAmount},
    {.name = "amountTxn", .syntax = &kAmount},
    {.name = "availableAmount", .syntax = &kAmount},
    {.name = "bin6", .max_length = 6},
    {.name = "bin7", .max_length = 7},
    {.name = "bin8", .max_length = 8},
    {.name = "bin9", .max_length = 9},
    {.name = "bin12", .max_length = 12},
    {.name = "bulkActionDate", .max_length = 20},
    {.name = "bulkRef", .max_length = 128},
    {.name = "creditorBank", .max_length = 50},
    {.name = "creditorBankCountry", .min_length = 2, .max_length = 2},
    {.name = "creditorIBAN", .max_length = 96},
    {.name = "creditorName", .max_length = 128},
    {.name = "creditorOtherInstruction", .max_length = 1000},
    {.name = "creditorRef", .max_length = 128},
    {.name = "currencyConvRate", .syntax = &kAmount},
    {.name = "currencySettle", .max_length = 3},
    {.name = "currencyTxn", .max_length = 3},
    {.name = "debtorCountry", .min_length = 2, .max_length = 2},
    {.name = "debtorIBAN", .max_length = 96},
    {.name = "debtorName", .max_length = 128},
    {.name = "debtorRef", .max_length = 128},
    {.name = "executionDate", .max_length = 20},
    {.name = "localDate", .max_length = 20},
    {.name = "PAN", .max_length = 2000},
    {.name = "parentTxnRef", .max_length = 128},
    {.name = "paymentMessage", .max_length = 2000},
    {.name = "postalAddress", .max_length = 4000},
    {.name = "processingStepKey", .type = FieldType::kInt32, .minimum = 10, .maximum = 60, .multiple_of = 10},
    {.name = "reasonCode", .max_length = 50},
    {.name = "settlementDate", .max_length = 20},
    {.name = "transactionDate", .max_length = 20},
    {.name = "transactionSubType", .choices = kTransactionSubTypes},
};

constexpr FieldRule kProviderMembers[] = {
    {.name = "tppRef", .presence = Presence::kRequired, .max_length = 150},
    {.name = "tppName", .max_length = 50},
    {.name = "tppRole", .max_length = 50},
    {.name = "tppIP", .syntax = &kIpv4},
    {.name = "psuDeviceID", .max_length = 2000},
};
constexpr Schema kProvider{.object = "ThirdPartyProvider", .groups = {kProviderMembers}};

constexpr FieldRule kInsertedTransaction[] = {
    {.name = "relationshipRef", .presence = Presence::kRequired, .min_length = 1, .max_length = 150},
    {.name = "sessionID",
     .presence = Presence::kRequired,
     .min_length = 2,
     .max_length = 100,
     .syntax = &kHexDigits},
    {.name = "serialNumber", .min_length = 10, .max_length = 13, .syntax = &kAnySerialSyntax},
    {.name = "tpp", .type = FieldType::kObject, .schema = &kProvider},
};

constexpr FieldRule kChallenge[] = {
    {.name = "length",
     .type = FieldType::kNumber,
     .presence = Presence::kRequired,
     .minimum = 4,
     .maximum = 16},
    {.name = "checkDigit", .type = FieldType::kBoolean},
};

constexpr FieldRule kTitleMember[] = {
    {.name = "title", .type = FieldType::kObject, .presence = Presence::kRequired, .schema = &kMessageTitle}};
constexpr FieldRule kChallengeBodyMembers[] = {
    {.name = "challenge", .presence = Presence::kRequired, .min_length = 1, .max_length = 350},
    {.name = "options", .type = FieldType::kObject, .schema = &kChallengeOptions},
};
constexpr Schema kChallengeBody{.object = "body", .groups = {kChallengeBodyMembers, kTitleMember}};
constexpr FieldRule kSigningBodyMembers[] = {
    {.name = "dataFields",
     .type = FieldType::kObjects,
     .presence = Presence::kRequired,
     .schema = &kKeyValueField,
     .min_items = 1},
    {.name = "options", .type = FieldType::kObject, .schema = &kSigningOptions},
};
constexpr Schema kSigningBody{.object = "body", .groups = {kSigningBodyMembers, kTitleMember}};

constexpr FieldRule kCustomBodyMember[] = {{.name = "customRequestBody", .syntax = &kHexBytes}};
constexpr FieldRule kChallengeBodyMember[] = {
    {.name = "body", .type = FieldType::kObject, .schema = &kChallengeBody}};
constexpr FieldRule kSigningBodyMember[] = {
    {.name = "body", .type = FieldType::kObject, .schema = &kSigningBody}};
constexpr Schema kChallengeRequest{.object = "request",
                                   .groups = {kChallengeBodyMember, kCustomBodyMember},
                                   .min_members = 1,
                                   .max_members = 1};
constexpr Schema kSigningRequest{.object = "request",
                                 .groups = {kSigningBodyMember, kCustomBodyMember},
                                 .min_members = 1,
                                 .max_members = 1};

constexpr FieldRule kDeviceMember[] = {{.name = "serialNumber", .min_length = 10, .max_length = 13}};
constexpr FieldRule kChallengeRequestMember[] = {{.name = "request",
                                                  .type = FieldType::kObject,
                                                  .presence = Presence::kRequired,
                                                  .schema = &kChallengeRequest}};
constexpr FieldRule kSigningRequestMember[] = {{.name = "request",
                                                .type = FieldType::kObject,
                                                .presence = Presence::kRequired,
                                                .schema = &kSigningRequest}};

}  // namespace

constexpr Schema kLoginInput{.object = "LoginInput",
                             .groups = {kClientContext, kOptionalCddc, kLogin, kContacts, kDelivery}};
constexpr Schema kAdaptiveLoginInput{
    .object = "AdaptiveLoginInput",
    .groups = {kClientContext, kRiskCore, kRiskAuthContext, kRiskCustomFields, kAdaptiveAttempt,
               kAdaptiveLogin, kDelivery}};
constexpr Schema kAdaptiveEventValidationInput{
    .object = "AdaptiveEventValidationInput",
    .groups = {kClientContext, kRiskCore, kRiskAuthContext, kRiskCustomFields, kAdaptiveAttempt, kEvent,
               kDelivery}};
constexpr Schema kTransactionValidationInput{
    .object = "TransactionValidationInput",
    .groups = {kClientContext, kOptionalCddc, kObjectType, kPlainData, kContacts, kDelivery}};
constexpr Schema kAdaptiveTransactionValidationInput{
    .object = "AdaptiveTransactionValidationInput",
    .groups = {kClientContext, kRiskCore, kRiskAuthContext, kRiskCustomFields, kRiskPostalAddress, kPayment,
               kAdaptiveData, kDelivery}};
constexpr Schema kTransactionInput{
    .object = "TransactionInput",
    .groups = {kClientContext, kOptionalCddc, kRiskAuthContext, kRiskCustomFields, kRiskPostalAddress,
               kPayment, kInsertedTransaction}};
constexpr Schema kGenerateChallengeInput{.object = "GenerateChallengeInput", .groups = {kChallenge}};
constexpr Schema kGenerateSecureChallengeInput{.object = "GenerateSecureChallengeInput",
                                               .groups = {kDeviceMember, kChallengeRequestMember}};
constexpr Schema kGenerateSigningRequestInput{.object = "GenerateSigningRequestInput",
                                              .groups = {kDeviceMember, kSigningRequestMember}};

}  // namespace authtree::inline v0::simulator
