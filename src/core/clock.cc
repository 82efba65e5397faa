#include "authtree/core/clock.h"

namespace authtree::inline v0 {
namespace {

class MachineClock final : public Clock {
 public:
  std::chrono::system_clock::time_point Now() const override { return std::chrono::system_clock::now(); }
  std::chrono::steady_clock::time_point SteadyNow() const override {
    return std::chrono::steady_clock::now();
  }
};

}  // namespace

std::shared_ptr<const Clock> SystemClock() {
  static const auto clock = std::make_shared<const MachineClock>();
  return clock;
}

}  // namespace authtree::inline v0
