#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include <boost/asio/any_io_executor.hpp>

#include "authtree/core/clock.h"

namespace authtree::inline v0 {

/// A timer that runs. Destroying it calls it off.
class Timer {
 public:
  virtual ~Timer() = default;
};

/// Wakes at a point of a `Clock`'s steady time. Safe to use from any thread.
///
/// The library waits with these alone, so that a test that moves the clock decides when a deadline has come
/// (`testkit::ManualTimers`).
class Timers {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  virtual ~Timers() = default;

  /// Calls `due` once, on `executor` and never from within this function, when `when` has come. A timer that
  /// is called off while `due` is on its way to the executor may still call it: `due` must be harmless then.
  [[nodiscard]] virtual std::unique_ptr<Timer> Start(const boost::asio::any_io_executor& executor,
                                                     TimePoint when, std::function<void()> due) const = 0;
};

/// Timers of the machine. `clock` says how far off a time point is; it must run as fast as the machine's.
[[nodiscard]] std::shared_ptr<const Timers> SystemTimers(std::shared_ptr<const Clock> clock = SystemClock());

}  // namespace authtree::inline v0
