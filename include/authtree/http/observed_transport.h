#pragma once

#include <memory>

#include "authtree/core/clock.h"
#include "authtree/http/transport.h"
#include "authtree/http/transport_observer.h"

namespace authtree::inline v0::http {

/// Tells an observer of every call: `OnCallStart`, and `OnCallEnd` on the same thread. Outermost of several
/// transports, so that it sees refusals and counts waiting.
///
/// A call whose coroutine is destroyed ends with `kUnavailable`, reason "abandoned". Must outlive its calls.
class ObservedTransport final : public Transport {
 public:
  /// Neither may be null.
  ObservedTransport(std::shared_ptr<const Transport> transport, std::shared_ptr<TransportObserver> observer,
                    std::shared_ptr<const Clock> clock = SystemClock());

  [[nodiscard]] Task<Result<Response>> Send(Request request, CallContext call) const override;

 private:
  std::shared_ptr<const Transport> transport_;
  std::shared_ptr<TransportObserver> observer_;
  std::shared_ptr<const Clock> clock_;
};

}  // namespace authtree::inline v0::http
