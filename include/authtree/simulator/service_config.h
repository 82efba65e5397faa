#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/simulator/fault_rule.h"
#include "authtree/simulator/requests.h"
#include "authtree/simulator/virtual_digipass.h"

namespace authtree::inline v0::simulator {

enum class LicenseKind : std::uint8_t {
  kMultiDevice,   ///< MDL: activated on devices, each activation makes an instance
  kSingleDevice,  ///< SDL: only counts for the limits of its owner
};

/// The type of virtual authenticators: their one-time passwords are sent, and no device holds them.
inline constexpr std::string_view kVirtualLicenseType = "VIR10";

/// A license of the tenant at the start.
struct LicenseConfig {
  std::string serial_number = {};  ///< three of A-Z and 0-9, then seven digits
  std::string type = "DAL10";
  std::string domain = {};                       ///< the default domain when empty
  LicenseKind kind = LicenseKind::kMultiDevice;  ///< means nothing to a virtual authenticator
  int max_activations = 99;  ///< 0 to 99; 0 means that none is left, not that there is no limit
  int activations_used = 0;
  std::string owner = {};  ///< user id in the same domain; free when empty
};

/// A user account of the tenant at the start.
struct AccountConfig {
  std::string user_id = {};
  std::string domain = {};      ///< the default domain when empty
  Secret static_password = {};  ///< none when empty
  bool administrator = false;   ///< the tenant administrator's account: every command on it answers 403
  bool enabled = true;
  bool locked = false;
  std::string email_address = {};  ///< virtual OTPs go there
  std::string mobile_phone_number = {};
};

/// One answered request, as an observer sees it. Nothing in it is secret.
struct RequestEvent {
  http::Method method = http::Method::kGet;
  std::string
      route;  ///< template: "/v1/registrations/{registrationID}/activate"; "(unknown)" for an unknown path
  int status = 0;  ///< of the answer that left; 0 when none did
  std::string correlation_id;
  std::string_view operation = {};  ///< "register_user"; empty for an unknown path or method
  std::string_view fault = {};      ///< kind of the fault that was applied: "reset"; empty for none
  /// The request line and both bodies as they may be shown, when `ServiceConfig::show_bodies` is on: what is
  /// not known to be harmless is replaced.
  std::string target = {};
  std::string request_body = {};  ///< empty for none
  std::string reply_body = {};    ///< empty for none, and when no answer left
};

/// What becomes of an online activation that nobody else finishes, in place of the user's app.
enum class ActivationDecision : std::uint8_t {
  kWait,      ///< nothing; somebody finishes it, or the activation password expires
  kActivate,  ///< the app activates itself
};

/// What the users' apps do after an onlineMDL registration.
struct ActivationScript {
  ActivationDecision decision = ActivationDecision::kWait;
  /// So long after the registration.
  std::chrono::seconds after{2};
  DigipassPlatform platform = DigipassPlatform::kAndroid;
};

/// How the simulated service decides where public documents leave the real one's behaviour open.
struct ServiceRules {
  /// Refuse unknown members, numbers or booleans sent as text, and `format` `QR`.
  bool strict_payloads = false;
  /// Compare user ids and domains without regard to ASCII case. They are kept as first sent.
  bool ignore_case = false;
  /// Let an account that exists register again; otherwise 409.
  bool register_again = true;
  /// Answer with another free license than the one asked for, to test that callers read the answer.
  bool swap_named_license = false;
  /// Count instances that still wait for their signature towards the authenticator limits as well.
  bool count_pending_instances = false;
  /// A check-status that may wait answers `timeout` at once while an activation is pending; otherwise
  /// `pending`.
  bool waiting_times_out = true;
  /// Check-status answers `timeout` of an onlineMDL registration that has expired, as long as it would say
  /// `activated` of a finished one; otherwise `unknown`.
  bool expired_times_out = false;
  /// Wrong device codes or signatures until the registration is gone (404).
  int wrong_code_tries = 3;
  /// Refused logins in a row until the account is locked; 0 never locks one.
  int failures_until_locked = 3;
  /// So many one-time passwords may have been shown and not used.
  int otp_window = 20;
  /// What adaptive (IAA) calls answer as `riskResponseCode` when no rule of `risk` fits. Plain calls never
  /// answer one.
  int risk_response_code = 0;
  /// The longest message to render, in hexadecimal digits.
  int max_message_digits = 4202;
  /// The most bytes of a CRONTO code.
  int max_cronto_bytes = 535;
};

/// How long things live.
struct ServiceLives {
  std::chrono::seconds online_registration{600};
  std::chrono::seconds offline_registration{24 * 60 * 60};
  /// How long check-status says `activated` after a finished activation.
  std::chrono::seconds activated_status{600};
  /// How long after register a device code is accepted; 0 for as long as the registration lives.
  std::chrono::seconds activation_message{0};
  std::chrono::seconds push{60};
  /// Of challenges, secure channel messages and FIDO ceremonies.
  std::chrono::seconds challenge{180};
  std::chrono::seconds virtual_otp{300};
  /// How long a request that has ended can be asked about.
  std::chrono::seconds ended_request{300};
};

/// Texts of refusals that no public document gives.
struct ServiceTexts {
  std::string wrong_device_code = "simulated: wrong device code";
  std::string wrong_signature = "simulated: wrong signature";
  std::string no_free_license = "simulated: no free license of this type";
};

/// All settings of a simulated service. The defaults make a demo work at once: domain `master`, no account,
/// free licenses VDS1000001 to VDS1000010 (DAL10), VDS2000001 to VDS2000004 (TID10) and the virtual
/// authenticators VDP0000001 to VDP0000004 (VIR10). Free licenses are handed out in the order of the list,
/// where VDS1000001 comes last, so that it stays free for requests that name it.
///
/// As a file (`ParseServiceConfig`), every member optional; the values here are the defaults, except for
/// those of the lists, which show what an element looks like:
/// @code{.json}
/// {
///   "defaultDomain": "master",
///   "masterSecret": "authtree simulator",
///   "licenses": [
///     {"serialNumber": "VDS1000001", "type": "DAL10", "domain": "master", "kind": "MDL",
///      "maxActivations": 1, "activationsUsed": 1, "owner": "alice"}
///   ],
///   "accounts": [
///     {"userID": "alice", "domain": "master", "staticPassword": "Secret42x", "administrator": false,
///      "enabled": true, "locked": false, "emailAddress": "alice@example.com",
///      "mobilePhoneNumber": "+32470000000"}
///   ],
///   "authenticatorLimits": {"TYP00": 10, "TYP03": 10, "TYP07": 10, "DAL10": 1, "TID10": 1, "VIR10": 1},
///   "lives": {"onlineRegistrationSeconds": 600, "offlineRegistrationSeconds": 86400,
///             "activatedStatusSeconds": 600, "activationMessageSeconds": 0, "pushSeconds": 60,
///             "challengeSeconds": 180, "virtualOtpSeconds": 300, "endedRequestSeconds": 300},
///   "rules": {"strictPayloads": false, "ignoreCase": false, "registerAgain": true, "swapNamedLicense":
///   false,
///             "countPendingInstances": false, "waitingTimesOut": true, "expiredTimesOut": false,
///             "wrongCodeTries": 3, "failuresUntilLocked": 3, "otpWindow": 20, "riskResponseCode": 0,
///             "maxMessageDigits": 4202, "maxCrontoBytes": 535},
///   "texts": {"wrongDeviceCode": "simulated: wrong device code", "wrongSignature": "simulated: wrong
///   signature",
///             "noFreeLicense": "simulated: no free license of this type"},
///   "fidoProtocols": ["UAF11", "FIDO2"],
///   "push": {"decision": "accept", "afterSeconds": 2},
///   "onlineActivation": {"decision": "wait", "afterSeconds": 2, "platform": "android"},
///   "orchestration": [
///     {"command": "0102", "answer": "0304", "times": 1}
///   ],
///   "risk": [
///     {"operation": "login", "userID": "alice", "type": "", "code": 5, "times": 1}
///   ],
///   "faults": [
///     {"route": "/v1/users/register", "method": "POST", "skip": 0, "times": 1, "kind": "answer",
///      "status": 503, "body": "errorOutput", "message": "simulated: fault", "headers": {"Retry-After": "1"}}
///   ],
///   "digipass": {"platform": "hardware", "deviceCodeLength": 10, "signatureLength": 6, "deviceId": "",
///                "wrongDeviceCodes": 0, "wrongSignatures": 0, "wrongOtps": 0}
/// }
/// @endcode
/// `licenses` replaces the default licenses. `maxActivations` is the documented member with the range 0 to
/// 99, where 0 means that nothing is left. `kind` is `MDL` or `SDL`, `platform` `hardware`, `ios` or
/// `android`; `ReadFaults` tells more of `faults`. `authenticatorLimits` changes the types it names; a
/// type without a limit may be added without end.
struct ServiceConfig {
  ServiceConfig();

  std::string default_domain = "master";
  /// What license keys are made from. A constant by default, so that a printed first picture outlives a
  /// restart.
  Secret master_secret = Secret("authtree simulator");
  std::vector<LicenseConfig> licenses;
  std::vector<AccountConfig> accounts;
  std::map<std::string, int, std::less<>> authenticator_limits;
  ServiceLives lives;
  ServiceRules rules;
  ServiceTexts texts;
  std::vector<std::string> fido_protocols = {"UAF11", "FIDO2"};
  std::vector<FaultRule> faults;
  /// What users of the app do with a push.
  PushScript push;
  /// What their apps do after an onlineMDL registration.
  ActivationScript online_activation;
  /// What is answered to the commands of users' apps; the first rule that fits.
  std::vector<CommandRule> orchestration;
  /// What the risk engine says to adaptive calls; the first rule that fits.
  std::vector<RiskRule> risk;
  /// For the virtual device beside the service; the service itself never looks at it.
  DigipassConfig digipass;
  /// Called after every answer, from the thread that asked, never under a lock.
  std::function<void(const RequestEvent&)> on_request;
  /// Whether events hold bodies, redacted.
  bool show_bodies = false;
};

struct ParsedServiceConfig {
  ServiceConfig config;     ///< what could be read; not to be used when `diagnostics` has errors
  Diagnostics diagnostics;  ///< everything wrong in the text, each with its JSON pointer
};

/// Reads the file format above.
[[nodiscard]] ParsedServiceConfig ParseServiceConfig(std::string_view json_text);
/// The same for a part of a larger file; findings stand at pointers below `place`.
[[nodiscard]] ParsedServiceConfig ReadServiceConfig(const Json& root, const std::string& place);

/// The serial number that stands on the back of the virtual Digipass: the last free license that can still be
/// activated, because the service hands out the others first. Without one, the last license; empty without
/// any.
[[nodiscard]] std::string DigipassSerial(const ServiceConfig& config);

}  // namespace authtree::inline v0::simulator
