#pragma once

#include <chrono>
#include <memory>

namespace authtree::inline v0 {

/// Where the library takes its time from. Implementations must be safe to call from any thread.
class Clock {
 public:
  virtual ~Clock() = default;

  /// Calendar time: expiries that others see.
  [[nodiscard]] virtual std::chrono::system_clock::time_point Now() const = 0;
  /// Time that never jumps: deadlines and durations.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point SteadyNow() const = 0;
};

/// The time of the machine.
[[nodiscard]] std::shared_ptr<const Clock> SystemClock();

}  // namespace authtree::inline v0
