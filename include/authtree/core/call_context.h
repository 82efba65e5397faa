#pragma once

#include <algorithm>
#include <chrono>

namespace authtree::inline v0 {

/// What every call to another system is told: until when the caller will wait.
class CallContext {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// The caller gives up at `deadline` (by the `Clock` both sides were given).
  explicit CallContext(TimePoint deadline) : deadline_(deadline) {}

  [[nodiscard]] TimePoint deadline() const { return deadline_; }

  /// The same call with a deadline that is not later than `limit`.
  [[nodiscard]] CallContext NotAfter(TimePoint limit) const {
    return CallContext(std::min(deadline_, limit));
  }

 private:
  TimePoint deadline_;
};

}  // namespace authtree::inline v0
