#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include <spdlog/logger.h>

#include "authtree/am/authenticate_observer.h"
#include "authtree/audit/audit_observer.h"
#include "authtree/engine/observer.h"
#include "authtree/http/transport_observer.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/session/session_observer.h"

namespace authtree::inline v0 {

enum class LogFormat : std::uint8_t { kText, kJson };

/// Prints what the parts do to an spdlog logger: one line an event, a name and fields, as text
/// (`event=step node_type=...`) or as one JSON object. State keys are printed; values, user names and
/// addresses never are. A line is ASCII: what else a name holds is escaped.
///
/// | event | level |
/// |---|---|
/// | `step` | debug; with an error warning |
/// | `round` | info; failed error |
/// | `onespan_call`, `key_reload`, `tls_identity_reload` | info; with an error warning |
/// | `session_refused`, `resend`, `breaker` | warning |
/// | `store` | only with an error, that |
/// | `audit_failed`, `audit_recovered` | error, info; the first of each in a row |
class SpdlogObserver final : public Observer,
                             public SessionObserver,
                             public http::TransportObserver,
                             public am::AuthenticateObserver,
                             public audit::AuditObserver {
 public:
  explicit SpdlogObserver(std::shared_ptr<spdlog::logger> logger, LogFormat format = LogFormat::kText)
      : logger_(std::move(logger)), format_(format) {}

  void OnStep(const StepEvent& event) override;
  void OnRound(const RoundEvent& event) override;
  void OnStore(const StoreEvent& event) override;
  void OnKeyReload(const KeyReload& event) override;
  /// For `onespan::RestApiOptions::on_call`.
  void OnOneSpanCall(const onespan::CallRecord& record);
  void OnResend(const http::CallResend& event) override;
  void OnBreaker(const http::BreakerChange& event) override;
  void OnIdentityReload(const http::IdentityReload& event) override;
  void OnAuthenticate(const am::AuthenticateEvent& event) override;
  void OnAuditWritten(std::string_view event) override;
  void OnAuditFailed(std::string_view event, const Error& error) override;

 private:
  std::shared_ptr<spdlog::logger> logger_;
  LogFormat format_;
  std::atomic<bool> audit_fails_{false};
};

}  // namespace authtree::inline v0
