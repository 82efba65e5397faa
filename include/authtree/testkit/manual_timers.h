#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "authtree/core/timers.h"
#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0::testkit {

/// Timers that are due when a test has moved the clock. Safe to use from any thread.
///
/// @code
///   auto clock = std::make_shared<ManualClock>();
///   auto timers = std::make_shared<ManualTimers>(clock);
///   …
///   timers->Advance(std::chrono::seconds(4));  // and let the io_context run
/// @endcode
class ManualTimers final : public Timers {
 public:
  explicit ManualTimers(std::shared_ptr<ManualClock> clock) : clock_(std::move(clock)) {}

  [[nodiscard]] std::unique_ptr<Timer> Start(const boost::asio::any_io_executor& executor, TimePoint when,
                                             std::function<void()> due) const override;

  /// Moves the clock and posts all that is due by then, in the order of their times.
  void Advance(std::chrono::steady_clock::duration step);

  /// How many timers run.
  [[nodiscard]] std::size_t running() const;

 private:
  class Entry;
  using Key = std::pair<TimePoint, std::uint64_t>;

  void Forget(const Key& key) const;
  /// With the mutex held.
  void PostDue() const;

  struct Alarm {
    boost::asio::any_io_executor executor;
    std::function<void()> due;
  };

  std::shared_ptr<ManualClock> clock_;
  mutable std::mutex mutex_;
  mutable std::map<Key, Alarm> alarms_;
  mutable std::uint64_t last_ = 0;
};

}  // namespace authtree::inline v0::testkit
