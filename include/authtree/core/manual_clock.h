#pragma once

#include <atomic>
#include <chrono>

#include "authtree/core/clock.h"

namespace authtree::inline v0 {

/// Time that stands still until somebody moves it. Safe to move while other threads read it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(std::chrono::system_clock::time_point now = std::chrono::sys_days(
                           std::chrono::year_month_day(std::chrono::year(2026), std::chrono::month(1),
                                                       std::chrono::day(1))))
      : start_(now) {}

  [[nodiscard]] std::chrono::system_clock::time_point Now() const override {
    return start_ + std::chrono::duration_cast<std::chrono::system_clock::duration>(elapsed_.load());
  }
  [[nodiscard]] std::chrono::steady_clock::time_point SteadyNow() const override {
    return std::chrono::steady_clock::time_point(elapsed_.load());
  }

  void Advance(std::chrono::steady_clock::duration step) { elapsed_.store(elapsed_.load() + step); }

 private:
  std::chrono::system_clock::time_point start_;
  std::atomic<std::chrono::steady_clock::duration> elapsed_{std::chrono::steady_clock::duration::zero()};
};

}  // namespace authtree::inline v0
