#include "observers.h"

#include <vector>

#include "authtree/am/fan_out_authenticate_observer.h"
#include "authtree/audit/fan_out_audit_observer.h"
#include "authtree/engine/fan_out_observer.h"
#include "authtree/http/fan_out_transport_observer.h"
#include "authtree/session/fan_out_session_observer.h"

namespace authtree::inline v0::cli {
namespace {

template <class FanOut, class Interface, class... Parts>
std::shared_ptr<Interface> ToAll(const Parts&... parts) {
  return std::make_shared<FanOut>(std::vector<std::shared_ptr<Interface>>{parts...});
}

}  // namespace

std::shared_ptr<Observer> Observers::ForEngine() const {
  return ToAll<FanOutObserver, Observer>(log_, metrics_, auditor_);
}

std::shared_ptr<SessionObserver> Observers::ForSessions() const {
  return ToAll<FanOutSessionObserver, SessionObserver>(log_, metrics_, auditor_);
}

std::shared_ptr<http::TransportObserver> Observers::ForTransports() const {
  return ToAll<http::FanOutTransportObserver, http::TransportObserver>(log_, metrics_, auditor_);
}

std::shared_ptr<am::AuthenticateObserver> Observers::ForEndpoint() const {
  return ToAll<am::FanOutAuthenticateObserver, am::AuthenticateObserver>(log_, metrics_, auditor_);
}

std::shared_ptr<audit::AuditObserver> Observers::ForAuditor() const {
  return ToAll<audit::FanOutAuditObserver, audit::AuditObserver>(log_, metrics_);
}

std::function<void(const onespan::CallRecord&)> Observers::ForOneSpan() const {
  return [log = log_, metrics = metrics_](const onespan::CallRecord& record) {
    log->OnOneSpanCall(record);
    if (metrics != nullptr) metrics->OnOneSpanCall(record);
  };
}

}  // namespace authtree::inline v0::cli
