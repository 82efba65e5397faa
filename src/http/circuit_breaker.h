#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "authtree/http/guarded_transport.h"
#include "authtree/http/transport_observer.h"

namespace authtree::inline v0::http {

/// What the end of a call says about its host.
enum class Verdict : std::uint8_t {
  kGood,
  kBad,
  kNone,  ///< nothing
};

/// The right to make one call.
struct BreakerPass {
  std::uint64_t generation = 0;  ///< of the state it was given in
  bool trial = false;
};

/// A change of state, to be told.
struct BreakerStep {
  BreakerState from = BreakerState::kClosed;
  BreakerState to = BreakerState::kClosed;
  BreakerCause cause = BreakerCause::kFailures;
  std::chrono::steady_clock::duration open_for{};
};

/// Counts how calls to one host end, and says whether there may be more. Not synchronised.
///
/// Time is given with each call. Should it go backwards, what was counted is forgotten, and a pause is never
/// longer than it was granted.
class CircuitBreaker {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;
  using Duration = std::chrono::steady_clock::duration;

  /// How many calls of the window ended, and how many of them failed.
  struct Counts {
    std::size_t calls = 0;
    std::size_t failures = 0;
  };

  explicit CircuitBreaker(const BreakerOptions& options) : options_(options) {}

  /// True when no pass can be had now.
  [[nodiscard]] bool Refuses(TimePoint now);
  /// A pass for one call, to be returned; nothing when none can be had.
  [[nodiscard]] std::optional<BreakerPass> Admit(TimePoint now);
  void Return(BreakerPass pass, Verdict verdict, TimePoint now);
  /// The host asked for a pause.
  void Pause(Duration pause, TimePoint now);

  [[nodiscard]] BreakerState state() const { return state_; }
  [[nodiscard]] Counts Count() const;
  /// The changes since the last time.
  [[nodiscard]] std::vector<BreakerStep> TakeSteps() { return std::exchange(steps_, {}); }

 private:
  static constexpr std::int64_t kSlots = 10;
  struct Slot {
    std::int64_t tenth = 0;  ///< which tenth of a window since the beginning of time
    Counts counts;
  };

  void GoTo(BreakerState state, BreakerCause cause);
  void Open(Duration time, BreakerCause cause, TimePoint now);
  /// Lets the time pass: the end of an open state, a clock that went backwards.
  void Advance(TimePoint now);
  [[nodiscard]] std::int64_t TenthAt(TimePoint time) const;
  void Note(Verdict verdict, TimePoint now);

  const BreakerOptions& options_;
  BreakerState state_ = BreakerState::kClosed;
  std::uint64_t generation_ = 0;
  std::size_t trials_ = 0;
  TimePoint last_{};
  TimePoint open_until_{};
  Duration open_for_{};
  std::array<Slot, kSlots> slots_{};
  std::vector<BreakerStep> steps_;
};

}  // namespace authtree::inline v0::http
