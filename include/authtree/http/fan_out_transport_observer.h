#pragma once

#include "authtree/core/fan_out.h"
#include "authtree/http/transport_observer.h"

namespace authtree::inline v0::http {

/// Tells several observers what transports do.
class FanOutTransportObserver final : public TransportObserver, private FanOut<TransportObserver> {
 public:
  using FanOut::FanOut;

  void OnCallStart(const CallStart& event) override { Tell(&TransportObserver::OnCallStart, event); }
  void OnCallEnd(const CallEnd& event) override { Tell(&TransportObserver::OnCallEnd, event); }
  void OnResend(const CallResend& event) override { Tell(&TransportObserver::OnResend, event); }
  void OnQueue(const QueueChange& event) override { Tell(&TransportObserver::OnQueue, event); }
  void OnBreaker(const BreakerChange& event) override { Tell(&TransportObserver::OnBreaker, event); }
  void OnIdentityReload(const IdentityReload& event) override {
    Tell(&TransportObserver::OnIdentityReload, event);
  }
};

}  // namespace authtree::inline v0::http
