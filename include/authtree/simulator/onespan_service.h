#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/clock.h"
#include "authtree/core/result.h"
#include "authtree/http/handler.h"
#include "authtree/simulator/service_config.h"

namespace authtree::inline v0::simulator {

struct AccountView {
  std::string user_id;
  std::string domain;
  bool password_set = false;
  bool administrator = false;
  bool enabled = true;
  bool locked = false;
};

struct LicenseView {
  std::string serial_number;
  std::string type;
  std::string domain;
  LicenseKind kind = LicenseKind::kMultiDevice;
  int max_activations = 0;
  int activations_used = 0;
  std::string owner;  ///< user id; empty when the license is free
};

struct InstanceView {
  std::string serial_number;  ///< license serial, dash, sequence number
  std::string type;           ///< TYP00, TYP03 or TYP07
  std::string owner;
  std::string domain;
  std::string description;
  bool active = false;  ///< false while its signature is missing
};

enum class RegistrationState : std::uint8_t {
  kOpened,       ///< an activation password or Activation Message 1 was given out
  kDeviceAdded,  ///< Activation Message 2 was given out
  kActive,       ///< done
  kExpired,      ///< its life ended before it was done
  kGone,         ///< too many wrong codes
};

/// "opened", "device added", "active", "expired", "gone".
[[nodiscard]] std::string_view RegistrationStateName(RegistrationState state);

struct RegistrationView {
  std::string registration_id;  ///< empty for onlineMDL, which has none
  std::string user_id;
  std::string domain;
  std::string license;
  std::string instance;  ///< empty until a device was added
  RegistrationState state = RegistrationState::kOpened;
  int wrong_codes = 0;
};

/// What a simulated tenant holds at one moment. Nothing in it is secret.
struct ServiceSnapshot {
  std::vector<AccountView> accounts;
  std::vector<LicenseView> licenses;
  std::vector<InstanceView> instances;
  std::vector<RegistrationView> registrations;  ///< in the order they were opened
};

/// The OneSpan Cloud Authentication service as a set of rules, without a network and without the vendor.
///
/// It follows the documented operations, field limits and error bodies; where public documents are silent it
/// does what `ServiceRules` says. It is no OneSpan product, and codes, messages and pictures of it mean
/// nothing to real devices. Its operations stand in docs/simulator.md.
///
/// Thread safe. Time comes from the clock only; nothing here waits.
///
/// @code
///   OneSpanService service(ServiceConfig{});
///   http::Response reply = service.Answer(http::ServerRequest(http::Method::kGet,
///                                                             "/v1/visualcodes/render?message=4869"));
/// @endcode
class OneSpanService final : public http::Handler {
 public:
  explicit OneSpanService(ServiceConfig config, std::shared_ptr<const Clock> clock = SystemClock());
  ~OneSpanService() override;

  /// The answer to one request. Every answer has a `log-correlation-id`. Faults apply; of one that delays or
  /// breaks the connection only the status is seen here, 503 where nothing would have left.
  [[nodiscard]] http::Response Answer(const http::ServerRequest& request);

  [[nodiscard]] Task<http::Response> Handle(http::ServerRequest request) override;
  /// As `Answer`, with the delays and broken connections of faults.
  [[nodiscard]] Task<http::ServerReply> Reply(http::ServerRequest request) override;

  [[nodiscard]] ServiceSnapshot Snapshot() const;

  /// Adds a fault to those there are; the first that matches a request is applied. Faults may be changed at
  /// any time, from any thread.
  void AddFault(FaultRule fault);
  /// Puts these faults in place of all there are.
  void SetFaults(std::vector<FaultRule> faults);
  void ClearFaults();
  /// The faults that still wait for requests, with what is left of `skip` and `times`.
  [[nodiscard]] std::vector<FaultRule> Faults() const;

  /// The requests that wait or have ended not long ago, oldest first.
  [[nodiscard]] std::vector<RequestView> Requests() const;
  /// Lets the user of the app answer a push in another way than the script says. `kWait` takes the script
  /// away from it. `ErrorCode::kNotFound` when no such push waits.
  [[nodiscard]] Result<void> DecidePush(std::string_view request_id, PushDecision decision);
  /// What the user of the app does with pushes from now on.
  void SetPushScript(PushScript script);
  [[nodiscard]] PushScript push_script() const;
  /// What the risk engine says from now on.
  void SetRiskRules(std::vector<RiskRule> rules);
  /// The rules that still apply, with what is left of `times`.
  [[nodiscard]] std::vector<RiskRule> RiskRules() const;
  /// What commands of users' apps are answered from now on.
  void SetCommandRules(std::vector<CommandRule> rules);
  /// The rules that still apply, with what is left of `times`.
  [[nodiscard]] std::vector<CommandRule> CommandRules() const;
  /// The messages that the service would have sent, the oldest first; at most a thousand are kept.
  [[nodiscard]] std::vector<InboxMessage> Inbox() const;
  void ClearInbox();

  /// What the users' apps do after an onlineMDL registration from now on.
  void SetActivationScript(ActivationScript script);
  [[nodiscard]] ActivationScript activation_script() const;

  /// Locks an account, or unlocks it and forgets its failures. An empty domain is the default domain.
  /// `ErrorCode::kNotFound` when there is no such account.
  [[nodiscard]] Result<void> SetLocked(std::string_view user_id, std::string_view domain, bool locked);

  /// What the user's app does that reads the code of an online activation: it activates itself with the
  /// password in the code, as `CompleteOnlineActivation` does. `message` is what the code holds,
  /// `02;user;profile;domain;activation password;tenant` as text or in hexadecimal digits.
  /// `ErrorCode::kInvalidInput` when it is no such message, `kNotFound` when nothing is pending, `kConflict`
  /// when the password is not that of the latest registration, `kLicenseLimit`, `kAuthenticatorLimit`.
  [[nodiscard]] Result<std::vector<std::string>> ReadByApp(const Secret& message, DigipassPlatform platform);

  /// Finishes the latest pending onlineMDL registration of a user, in place of the app whose protocol is not
  /// simulated. As documented for that flow, two instances result. An empty domain is the default domain. The
  /// answer holds their serials.
  /// `ErrorCode::kNotFound` when nothing is pending, `kLicenseLimit`, `kAuthenticatorLimit`.
  [[nodiscard]] Result<std::vector<std::string>> CompleteOnlineActivation(std::string_view user_id,
                                                                          std::string_view domain,
                                                                          DigipassPlatform platform);

 private:
  struct State;
  [[nodiscard]] http::ServerReply AnswerOrFault(const http::ServerRequest& request);
  std::unique_ptr<State> state_;
};

}  // namespace authtree::inline v0::simulator
