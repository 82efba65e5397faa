#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "authtree/core/clock.h"
#include "authtree/core/timers.h"
#include "authtree/http/transport.h"
#include "authtree/http/transport_observer.h"

namespace authtree::inline v0::http {

/// How many calls may be on their way to one host at a time.
struct LimitOptions {
  std::size_t calls = 64;     ///< on their way, of all threads together
  std::size_t waiting = 256;  ///< waiting for their turn; 0: nobody waits
  /// What must be left of a call's deadline when its turn comes; it waits no longer than that allows.
  std::chrono::milliseconds reserve{500};
};

/// When calls to a host that fails are given up without being sent.
///
/// A call **failed** when it ended with `kTimeout` or `kUnavailable`, with one of `failure_statuses`, or with
/// 429. Every other reply is good, refusals (4xx) and errors of one request (500) included: one person's
/// input must not shut everybody out. Calls that say nothing about the host do not count: cancelled ones, and
/// those that never left, and those that timed out because less than `LimitOptions::reserve` was left for
/// them.
struct BreakerOptions {
  /// Opens when so many calls failed within `window` and they are at least `ratio` of all. 0: never.
  std::size_t failures = 10;
  double ratio = 0.5;  ///< more than 0, at most 1
  /// Counted in tenths: a call counts for at least nine tenths of it.
  std::chrono::milliseconds window{30'000};
  std::chrono::milliseconds open_for{10'000};  ///< then it lets trials through
  std::size_t trials = 1;                      ///< at a time; the first to end decides
  std::vector<int> failure_statuses{502, 503, 504};
  /// The longest pause that a 429 with `Retry-After` is granted: the breaker stays open so long. 0: none, and
  /// such a reply is a failure like others.
  std::chrono::milliseconds longest_pause{60'000};
};

/// What a `GuardedTransport` is made of.
struct GuardOptions {
  LimitOptions limit{};
  BreakerOptions breaker{};
  /// Where windows, pauses and deadlines are measured; null: the machine's clock.
  std::shared_ptr<const Clock> clock{};
  /// What waits; null: those of the machine. To fit `clock`.
  std::shared_ptr<const Timers> timers{};
  std::shared_ptr<TransportObserver> observer{};  ///< may be null
};

/// What is known of one host now.
struct HostState {
  std::string host;                              ///< as in the events of the observer
  std::size_t active = 0;                        ///< calls on their way
  std::size_t waiting = 0;                       ///< calls that wait for their turn
  BreakerState breaker = BreakerState::kClosed;  ///< `kOpen` until the first call after its time
  std::size_t calls = 0;                         ///< that count in the window
  std::size_t failures = 0;                      ///< of them
};

class GuardedHost;

/// Keeps calls to a host within what it can bear: so many at a time, none while it is out of order.
///
/// **Limit.** Calls over the limit wait, first come, first served, whatever thread they are on. A call whose
/// turn does not come in time, or that finds the queue full, ends with `kUnavailable` and `Fact::kReason`
/// "limit". One that is cancelled leaves the queue.
///
/// **Breaker.** While it is open, calls end at once with `kUnavailable` and `Fact::kReason` "circuit open",
/// those that were waiting included.
///
/// **Deadline.** A call ends at its deadline even if the transport below forgets it: `kTimeout`, "deadline".
///
/// Nothing is ever sent by the guard itself, so nothing is sent twice (`Resend`). None of the refused calls
/// has left.
///
/// Hosts are told apart by scheme, name and port. One guard serves any number of `io_context`s, each of which
/// is run by one thread; a context may end while its calls wait. The guard must outlive its calls.
///
/// @code
///   GuardOptions options;
///   options.limit.calls = 32;
///   auto transport = GuardedTransport::Make(*CurlTransport::Make(std::move(curl)), std::move(options));
/// @endcode
class GuardedTransport final : public Transport {
 public:
  /// `kInvalidInput` with `Fact::kField` "calls", "reserve", "ratio", "window", "open_for", "trials",
  /// "longest_pause" or "transport".
  [[nodiscard]] static Result<std::shared_ptr<const GuardedTransport>> Make(
      std::shared_ptr<const Transport> transport, GuardOptions options = {});

  [[nodiscard]] Task<Result<Response>> Send(Request request, CallContext call) const override;

  /// The hosts that have been called, by name. Safe on any thread, for metrics and status pages.
  [[nodiscard]] std::vector<HostState> Hosts() const;

 private:
  GuardedTransport(std::shared_ptr<const Transport> transport, GuardOptions options);
  [[nodiscard]] std::shared_ptr<GuardedHost> HostOf(const Url& url) const;
  [[nodiscard]] std::chrono::steady_clock::duration TimeLeft(const CallContext& call) const;

  std::shared_ptr<const Transport> transport_;
  std::shared_ptr<const GuardOptions> options_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<GuardedHost>>
      hosts_;  ///< guarded by mutex_; by scheme and host
};

}  // namespace authtree::inline v0::http
