#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/am/authenticate_observer.h"
#include "authtree/audit/audit_log.h"
#include "authtree/audit/audit_observer.h"
#include "authtree/core/clock.h"
#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/engine/observer.h"
#include "authtree/http/transport_observer.h"
#include "authtree/session/session_observer.h"

namespace authtree::inline v0::audit {

/// How user names stand in events.
enum class PrincipalForm : std::uint8_t {
  kClear,
  kHashed,  ///< "hmac-sha256:" and 64 hexadecimal digits: equal for equal names under the same key
  kAbsent,
};

/// What happens to logins while events cannot be written.
enum class AuditFailure : std::uint8_t {
  kContinue,  ///< they go on; lost events are counted and reported
  kBlock,     ///< nobody is let in whose success could not be written down
};

struct AuditOptions {
  std::string realm = "/";  ///< that events name
  PrincipalForm principal = PrincipalForm::kClear;
  Secret principal_key;  ///< for `kHashed`, 32 bytes or more
  bool nodes = true;     ///< tell each node that completes, as AM does
  AuditFailure on_failure = AuditFailure::kContinue;
  std::shared_ptr<AuditObserver> observer;  ///< told what was written and what was lost; may be null
};

/// Makes audit events of what the engine, the authenticate endpoint and reloads do, and writes them to a log.
///
/// Give one to the `Engine` (behind other observers, in a `FanOutObserver`: what it has written down as a
/// success should not be refused by a later one), to the `AuthenticateEndpoint`, and to transports and key
/// rings that are read again. Thread safe.
class Auditor final : public Observer,
                      public SessionObserver,
                      public http::TransportObserver,
                      public am::AuthenticateObserver {
 public:
  /// A longer user name is cut.
  static constexpr std::size_t kMaxPrincipal = 256;

  /// `kInvalidInput` with `Fact::kField` "principal key" when names are to be hashed and the key is missing
  /// or too short.
  [[nodiscard]] static Result<std::shared_ptr<Auditor>> Make(std::shared_ptr<AuditLog> log,
                                                             std::shared_ptr<const Clock> clock,
                                                             AuditOptions options);

  /// A journey file has been read. `digest` is the SHA-256 of its bytes, 64 hexadecimal digits.
  void ConfigurationLoaded(std::string_view file, std::string_view digest,
                           const std::vector<std::string>& journeys);

  /// False after an event that could not be written, until one can.
  [[nodiscard]] bool healthy() const { return healthy_.load(std::memory_order_relaxed); }

  void OnBegin(const BeginEvent& event) override;
  void OnStep(const StepEvent& event) override;
  void OnRound(const RoundEvent& event) override;
  /// With `AuditFailure::kBlock`: writes the success down, and refuses it when that fails. `kUnavailable`.
  [[nodiscard]] Result<void> Admit(const RoundEvent& event) override;
  void OnAuthenticate(const am::AuthenticateEvent& event) override;
  void OnKeyReload(const KeyReload& event) override;
  void OnIdentityReload(const http::IdentityReload& event) override;

 private:
  Auditor(std::shared_ptr<AuditLog> log, std::shared_ptr<const Clock> clock, AuditOptions options)
      : log_(std::move(log)), clock_(std::move(clock)), options_(std::move(options)) {}

  [[nodiscard]] AuditEvent NewEvent(AuditEventKind kind) const;
  [[nodiscard]] AuditEvent NewEvent(AuditEventKind kind, const RoundContext& context) const;
  [[nodiscard]] AuditEvent Completed(const RoundEvent& event) const;
  void SetPrincipal(AuditEvent& event, std::string_view username) const;
  Result<void> Write(const AuditEvent& event);
  void WriteOrReport(const AuditEvent& event);

  std::shared_ptr<AuditLog> log_;
  std::shared_ptr<const Clock> clock_;
  AuditOptions options_;
  std::atomic<bool> healthy_{true};
};

}  // namespace authtree::inline v0::audit
