#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "authtree/core/json.h"
#include "authtree/core/secret.h"
#include "authtree/node/registry.h"
#include "authtree/node/state.h"

/// State keys of the OneSpan nodes. Those the vendor's nodes have keep their names; those that are our own
/// say so.
namespace authtree::inline v0::nodes::ostid {

/// The device fingerprint: the collected JSON as text, its SHA-256 in lower-case hex, and the client's
/// address.
inline constexpr StateKey<std::string> kFingerprint{"ostid_cddc_json"};
inline constexpr StateKey<std::string> kFingerprintHash{"ostid_cddc_hash"};
inline constexpr StateKey<std::string> kClientAddress{"ostid_cddc_ip"};

/// The name of the key that holds the user name; not the user name itself.
inline constexpr StateKey<std::string> kUserNameKey{"ostid_username_in_shared_state"};
/// The local user id in the visual code message, despite its name; a text or a number.
inline constexpr std::string_view kUserProfileName = "ostid_userprofile_in_shared_state";
inline constexpr StateKey<std::string> kRelationship{"relationshipRef"};
inline constexpr StateKey<std::string> kSessionId{"ostid_session_id"};

/// Twice the same: the activation password of an online registration, Activation Message 1 of an offline one.
inline constexpr StateKey<Secret> kOstidActivationPassword{"ostid_activationPassword"};
inline constexpr StateKey<Secret> kActivationPassword{"activationPassword"};
/// What the next visual code shows.
inline constexpr StateKey<Secret> kCrontoMessage{"ostid_cronto_msg"};
inline constexpr StateKey<Secret> kActivationMessage2{"activationMessage2"};
/// What the device showed, typed in by the user.
inline constexpr StateKey<Secret> kDeviceCode{"deviceCode"};
inline constexpr StateKey<Secret> kSignature{"signature"};

inline constexpr StateKey<std::string> kRegistrationId{"ostid_registration_id"};
/// Serial of the license.
inline constexpr StateKey<std::string> kLicenseSerial{"ostid_digi_serial"};
/// Our own: serial of the device instance, which is the license serial, a dash and a number.
inline constexpr StateKey<std::string> kInstanceSerial{"ostid_instance_serial"};
/// Our own: the protocols a FIDO registration may go on with, a list of texts.
inline constexpr StateKey<Json> kFidoProtocols{"ostid_fido_protocols"};

/// When the event expires: epoch milliseconds as decimal text.
inline constexpr StateKey<std::string> kEventExpiry{"ostid_event_expiry_date"};
/// Our own: a script shows a visual code in the page, which a later step may hide.
inline constexpr StateKey<bool> kCodeInPage{"ostid_cronto_in_page"};
/// Our own: how long an event of this journey lasts, so that a later step can start the time anew.
inline constexpr StateKey<std::int64_t> kEventExpirySeconds{"ostid_event_expiry_seconds"};

/// Our own: "secure" when the registration keeps its secrets in secure state, so that later steps do as well.
inline constexpr StateKey<std::string> kSecretStorage{"ostid_secret_storage"};
inline constexpr std::string_view kSecureStorage = "secure";

/// Id of the call that a later one refers to: a challenge, a pending login.
inline constexpr StateKey<std::string> kRequestId{"ostid_request_id"};
/// Command for the user's app, in hex.
inline constexpr StateKey<std::string> kCommand{"ostid_command"};
/// Risk response code of the last login, event or transaction; -1 when there was none.
inline constexpr StateKey<std::int64_t> kRiskResponse{"ostid_irm_response"};
/// The answer to a login, as JSON.
inline constexpr StateKey<Json> kLoginOutput{"ostid_login_output"};
inline constexpr StateKey<std::int64_t> kEventId{"ostid_event_id"};
/// Risk response code of a transaction that Risk Analytics was told of; twice the same.
inline constexpr StateKey<std::int64_t> kTransactionRisk{"ostid_risk_response_code"};
inline constexpr StateKey<std::int64_t> kTransactionRiskAlias{"riskResponseCode"};
/// Our own: digits that the user types into the device.
inline constexpr StateKey<std::string> kChallenge{"ostid_challenge"};

/// Our own: a one-time password that the service made and told, for a step that delivers it. Not `OTP`: a
/// login after it would need no user.
inline constexpr StateKey<Secret> kVirtualOtp{"ostid_virtual_otp"};

/// Credentials, collected before the step that sends them.
inline constexpr StateKey<Secret> kOtp{"OTP"};
inline constexpr StateKey<Secret> kAuthenticationResponse{"authenticationResponse"};
inline constexpr StateKey<std::string> kFidoProtocol{"fidoProtocol"};
/// Our own: what the FIDO client is to answer.
inline constexpr StateKey<std::string> kFidoAuthenticationRequest{"ostid_fido_authentication_request"};
inline constexpr StateKey<std::string> kFidoRegistrationRequest{"ostid_fido_registration_request"};
/// Our own: what the FIDO client answered to a registration.
inline constexpr StateKey<Secret> kFidoRegistrationResponse{"registrationResponse"};

/// Identity verification. The user, for its request; or the body of it, as JSON or as the text of it.
inline constexpr StateKey<Json> kObjectAttributes{"objectAttributes"};
/// Our own, where a journey has no `objectAttributes`: the same attributes as keys of their own, as an
/// attributes collector writes them.
inline constexpr StateKey<std::string> kGivenName{"givenName"};
inline constexpr StateKey<std::string> kSurname{"sn"};
inline constexpr StateKey<std::string> kTelephoneNumber{"telephoneNumber"};
inline constexpr StateKey<std::string> kMail{"mail"};
inline constexpr StateKey<Json> kIdentityPayload{"os_payload_body"};
/// What the verification service hands back with the user.
inline constexpr StateKey<std::string> kOpaqueId{"opaqueId"};
inline constexpr StateKey<std::string> kIdentityTransaction{"os_transactionId"};
/// The report as the service sent it, also under the name it had in older releases.
inline constexpr StateKey<std::string> kIdentityReport{"verificationResults"};
inline constexpr StateKey<std::string> kIdentityReportAlias{"OneSpan_IDV_Results"};

inline constexpr StateKey<std::string> kErrorMessage{"ostid_error_message"};
/// Our own: the stable name of the error's code.
inline constexpr StateKey<std::string> kErrorCode{"ostid_error_code"};

/// How the OneSpan nodes report errors: by the outcome of that name, and in the two keys above.
[[nodiscard]] constexpr ErrorReporting ReportErrorsBy(std::string_view outcome) {
  return {outcome, kErrorMessage.name, kErrorCode.name};
}

}  // namespace authtree::inline v0::nodes::ostid
