#include "operations_log.h"

#include <chrono>

#include "authtree/session/key_file.h"

namespace authtree::inline v0::cli {

void OperationsLog::OnBreaker(const http::BreakerChange& event) {
  const auto level = event.to == http::BreakerState::kOpen ? spdlog::level::warn : spdlog::level::info;
  logger_->log(level, "event=breaker host={} from={} to={} cause={} open_ms={}", event.host,
               BreakerStateName(event.from), BreakerStateName(event.to), BreakerCauseName(event.cause),
               std::chrono::duration_cast<std::chrono::milliseconds>(event.open_for).count());
}

void OperationsLog::OnIdentityReload(const http::IdentityReload& event) {
  const std::string until = UtcText(event.not_after);
  if (event.error) {
    logger_->error("event=identity_reload name={} result=refused valid_until={} error=\"{}\"", event.name,
                   until, event.error->Describe());
  } else {
    logger_->info("event=identity_reload name={} result=taken valid_until={}", event.name, until);
  }
}

void OperationsLog::OnResend(const http::CallResend& event) {
  logger_->info("event=resend host={} route={} reason=\"{}\"", event.host, event.route, event.reason);
}

void OperationsLog::OnStore(const StoreEvent& event) {
  if (!event.error || event.error->code() == ErrorCode::kNotFound) return;
  logger_->error("event=store operation={} ms={} error=\"{}\"", StoreOperationName(event.operation),
                 std::chrono::duration_cast<std::chrono::milliseconds>(event.took).count(),
                 event.error->Describe());
}

void OperationsLog::OnKeyReload(const KeyReload& event) {
  if (event.error) {
    logger_->error("event=key_reload result=refused active={} error=\"{}\"", event.active,
                   event.error->Describe());
  } else {
    logger_->info("event=key_reload result=taken active={}", event.active);
  }
}

}  // namespace authtree::inline v0::cli
