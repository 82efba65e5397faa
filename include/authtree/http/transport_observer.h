#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "authtree/core/error.h"
#include "authtree/http/message.h"

namespace authtree::inline v0::http {

/// A call was handed to a transport.
struct CallStart {
  std::string_view host;   ///< the peer's name, with its port if that is not the usual one
  std::string_view route;  ///< path with placeholders: "/v1/users/register"
  Method method = Method::kPost;
};

/// A call ended: with a reply of any status, or with an error. Refusals that never left are told as well.
struct CallEnd {
  std::string_view host;
  std::string_view route;
  Method method = Method::kPost;
  Resend resend = Resend::kNever;  ///< what the request allowed
  int status = 0;                  ///< of the reply; 0 when there was none
  std::optional<ErrorCode> error;  ///< of the transport; nothing when there was a reply
  std::string_view reason;         ///< the transport's short classification of the error: "connect refused"
  std::chrono::steady_clock::duration took{};  ///< waiting for a turn included
};

/// A request leaves a second time, as its `Resend` allows.
struct CallResend {
  std::string_view host;
  std::string_view route;
  std::string_view reason;  ///< why the first attempt failed: "no reply"
};

/// The calls at a time to one host changed: one began, ended, began to wait or waits no more.
struct QueueChange {
  std::string_view host;
  std::size_t active = 0;   ///< calls on their way
  std::size_t waiting = 0;  ///< calls that wait for their turn
};

/// What a circuit breaker lets through.
enum class BreakerState : std::uint8_t {
  kClosed,    ///< all calls
  kOpen,      ///< none
  kHalfOpen,  ///< a few, to see whether the host is well again
};

/// "closed", "open", "half_open".
[[nodiscard]] std::string_view BreakerStateName(BreakerState state);

/// Why a circuit breaker changed its state.
enum class BreakerCause : std::uint8_t {
  kFailures,     ///< too many calls failed, or a trial did
  kRateLimited,  ///< the host asked for a pause (429 with `Retry-After`)
  kElapsed,      ///< the time it stays open is over
  kRecovered,    ///< a trial went well
};

/// "failures", "rate_limited", "elapsed", "recovered".
[[nodiscard]] std::string_view BreakerCauseName(BreakerCause cause);

/// The circuit breaker of one host changed its state; from open to open when it stays open longer.
struct BreakerChange {
  std::string_view host;
  BreakerState from = BreakerState::kClosed;
  BreakerState to = BreakerState::kClosed;
  BreakerCause cause = BreakerCause::kFailures;
  std::chrono::steady_clock::duration open_for{};  ///< how long it will stay open, when it opens
};

/// A TLS identity was read again.
struct IdentityReload {
  /// Which one, as the host of the program named it: "client", "server".
  std::string_view name;
  /// Why the old identity stays in use; nothing when the new one is.
  std::optional<Error> error;
  /// The end of validity of the identity that is in use now.
  std::chrono::system_clock::time_point not_after{};
};

/// Told what transports do: for metrics and logs. No event holds a URL, a body or a value of a user.
///
/// Called on threads that make calls, several at a time: must be thread safe, must not throw and must not
/// wait. No lock of a transport is held meanwhile. `OnQueue` and `OnBreaker` of one host come in the order in
/// which things happened, maybe on the thread of another call. The views in an event are valid during the
/// call only. A function that is not overridden does nothing.
class TransportObserver {
 public:
  virtual ~TransportObserver() = default;
  virtual void OnCallStart(const CallStart& event);
  virtual void OnCallEnd(const CallEnd& event);
  virtual void OnResend(const CallResend& event);
  virtual void OnQueue(const QueueChange& event);
  virtual void OnBreaker(const BreakerChange& event);
  virtual void OnIdentityReload(const IdentityReload& event);
};

}  // namespace authtree::inline v0::http
