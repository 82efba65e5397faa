#include "known_fields.h"

#include <algorithm>
#include <array>

#include "authtree/core/text.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::array<std::string_view, 16> kBuiltIn{
    "applicationRef",    "cddc",
    "challengeResponse", "clientIP",
    "credentials",       "data",
    "deliveryMethod",    "domain",
    "eventType",         "fidoAuthentication",
    "objectType",        "orchestrationDelivery",
    "relationshipRef",   "requestID",
    "sessionID",         "timeout",
};

constexpr std::array<std::string_view, 5> kBuiltInUser{
    "authenticators", "domain", "objectType", "userID", "vdpDeliveryMethod",
};

constexpr std::array<std::string_view, 5> kBuiltInVirtualOtp{
    "deliveryMethod", "domain", "objectType", "serialNumber", "userID",
};

constexpr std::array<std::string_view, 53> kAuthentication{
    "accountRef",
    "after",
    "appLanguage",
    "authentMode",
    "authentStatus",
    "authentType",
    "before",
    "behaviorConfidence",
    "behaviorScore",
    "behaviorTrained",
    "beneficiaryBank",
    "beneficiaryBankCountry",
    "beneficiaryIBAN",
    "beneficiaryName",
    "bin12",
    "bin6",
    "bin9",
    "branchAgent",
    "branchLocation",
    "bulkActionDate",
    "bulkAmount",
    "bulkHash",
    "bulkRef",
    "challengeResponse",
    "contractRef",
    "cookieID",
    "cookieSession",
    "customDate1",
    "customNumber1",
    "customNumber2",
    "customNumber3",
    "customString1",
    "customString2",
    "customString3",
    "customString4",
    "customString5",
    "customString6",
    "emailAddress",
    "entityRef",
    "eventDate",
    "eventSubType",
    "externalRef",
    "fidoAuthentication",
    "httpHeader",
    "loginMessage",
    "mobilePhoneNumber",
    "parentNmeRef",
    "processingStepKey",
    "referer",
    "relationshipRef",
    "tppRef",
    "userRef",
    "votpDeliveryOverride",
};

constexpr std::array<std::string_view, 80> kTransaction{
    "PAN",
    "accountRef",
    "addressCity",
    "addressCountry",
    "addressCounty",
    "addressDistrict",
    "addressName",
    "addressNumber",
    "addressPostCode",
    "addressStreet",
    "amount",
    "amountCashback",
    "amountComm",
    "amountSettle",
    "amountTxn",
    "appLanguage",
    "authentMode",
    "authentStatus",
    "authentType",
    "availableAmount",
    "behaviorConfidence",
    "behaviorScore",
    "behaviorTrained",
    "bin12",
    "bin6",
    "bin7",
    "bin8",
    "bin9",
    "branchLocation",
    "bulkActionDate",
    "bulkRef",
    "contractRef",
    "cookieID",
    "cookieSession",
    "creditorBank",
    "creditorBankCountry",
    "creditorIBAN",
    "creditorName",
    "creditorOtherInstruction",
    "creditorRef",
    "currency",
    "currencyConvRate",
    "currencySettle",
    "currencyTxn",
    "customDate1",
    "customNumber1",
    "customNumber2",
    "customNumber3",
    "customString1",
    "customString2",
    "customString3",
    "customString4",
    "customString5",
    "customString6",
    "debtorCountry",
    "debtorIBAN",
    "debtorName",
    "debtorRef",
    "emailAddress",
    "entityRef",
    "eventDate",
    "eventSubType",
    "executionDate",
    "externalRef",
    "httpHeader",
    "localDate",
    "mobilePhoneNumber",
    "parentTxnRef",
    "paymentMessage",
    "postalAddress",
    "processingStepKey",
    "reasonCode",
    "referer",
    "relationshipRef",
    "settlementDate",
    "tppRef",
    "transactionDate",
    "transactionSubType",
    "transactionType",
    "userRef",
};

constexpr std::array<std::string_view, 11> kUser{
    "description", "displayName",    "emailAddress",      "enabled",
    "locked",      "mdcProfile",     "mobilePhoneNumber", "newStaticPassword",
    "phoneNumber", "staticPassword", "vdpDeliveryMethod",
};

constexpr std::array<std::string_view, 4> kVirtualOtp{
    "deliveryMethod",
    "emailAddress",
    "mdcProfile",
    "mobilePhoneNumber",
};

bool IsAmong(std::span<const std::string_view> names, std::string_view field) {
  return std::any_of(names.begin(), names.end(),
                     [field](std::string_view name) { return EqualsIgnoringCase(field, name); });
}

}  // namespace

std::span<const std::string_view> KnownAuthenticationFields() { return kAuthentication; }
std::span<const std::string_view> KnownTransactionFields() { return kTransaction; }
std::span<const std::string_view> KnownUserFields() { return kUser; }
std::span<const std::string_view> KnownVirtualOtpFields() { return kVirtualOtp; }

bool IsBuiltInAuthenticationField(std::string_view field) { return IsAmong(kBuiltIn, field); }
bool IsBuiltInUserField(std::string_view field) { return IsAmong(kBuiltInUser, field); }
bool IsBuiltInVirtualOtpField(std::string_view field) { return IsAmong(kBuiltInVirtualOtp, field); }

}  // namespace authtree::inline v0::nodes
