#include "authtree/http/transport_observer.h"

namespace authtree::inline v0::http {

std::string_view BreakerStateName(BreakerState state) {
  switch (state) {
    case BreakerState::kClosed:
      return "closed";
    case BreakerState::kOpen:
      return "open";
    case BreakerState::kHalfOpen:
      return "half_open";
  }
  return {};
}

std::string_view BreakerCauseName(BreakerCause cause) {
  switch (cause) {
    case BreakerCause::kFailures:
      return "failures";
    case BreakerCause::kRateLimited:
      return "rate_limited";
    case BreakerCause::kElapsed:
      return "elapsed";
    case BreakerCause::kRecovered:
      return "recovered";
  }
  return {};
}

void TransportObserver::OnCallStart(const CallStart& /*event*/) {}
void TransportObserver::OnCallEnd(const CallEnd& /*event*/) {}
void TransportObserver::OnResend(const CallResend& /*event*/) {}
void TransportObserver::OnQueue(const QueueChange& /*event*/) {}
void TransportObserver::OnBreaker(const BreakerChange& /*event*/) {}
void TransportObserver::OnIdentityReload(const IdentityReload& /*event*/) {}

}  // namespace authtree::inline v0::http
