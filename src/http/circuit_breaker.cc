#include "circuit_breaker.h"

#include <algorithm>

namespace authtree::inline v0::http {

bool CircuitBreaker::Refuses(TimePoint now) {
  Advance(now);
  switch (state_) {
    case BreakerState::kClosed:
      return false;
    case BreakerState::kOpen:
      return true;
    case BreakerState::kHalfOpen:
      return trials_ >= options_.trials;
  }
  return true;
}

std::optional<BreakerPass> CircuitBreaker::Admit(TimePoint now) {
  if (Refuses(now)) return std::nullopt;
  BreakerPass pass;
  pass.generation = generation_;
  pass.trial = state_ == BreakerState::kHalfOpen;
  if (pass.trial) ++trials_;
  return pass;
}

void CircuitBreaker::Return(BreakerPass pass, Verdict verdict, TimePoint now) {
  Advance(now);
  if (pass.generation != generation_) return;  // it tells of a state that is over
  if (pass.trial) --trials_;
  if (verdict == Verdict::kNone) return;
  if (pass.trial && verdict == Verdict::kGood) return GoTo(BreakerState::kClosed, BreakerCause::kRecovered);
  if (pass.trial) return Open(options_.open_for, BreakerCause::kFailures, now);
  Note(verdict, now);
  const Counts counts = Count();
  if (verdict == Verdict::kBad && options_.failures > 0 && counts.failures >= options_.failures &&
      static_cast<double>(counts.failures) >= options_.ratio * static_cast<double>(counts.calls)) {
    Open(options_.open_for, BreakerCause::kFailures, now);
  }
}

void CircuitBreaker::Pause(Duration pause, TimePoint now) {
  Advance(now);
  const Duration granted = std::min<Duration>(pause, options_.longest_pause);
  if (state_ == BreakerState::kOpen && open_until_ >= now + granted) return;
  Open(granted, BreakerCause::kRateLimited, now);
}

CircuitBreaker::Counts CircuitBreaker::Count() const {
  Counts sum;
  for (const Slot& slot : slots_) {
    if (TenthAt(last_) - slot.tenth >= kSlots) continue;
    sum.calls += slot.counts.calls;
    sum.failures += slot.counts.failures;
  }
  return sum;
}

void CircuitBreaker::GoTo(BreakerState state, BreakerCause cause) {
  BreakerStep step;
  step.from = state_;
  step.to = state;
  step.cause = cause;
  if (state == BreakerState::kOpen) step.open_for = open_for_;
  steps_.push_back(step);
  state_ = state;
  ++generation_;
  trials_ = 0;
  slots_ = {};
}

void CircuitBreaker::Open(Duration time, BreakerCause cause, TimePoint now) {
  open_for_ = time;
  open_until_ = now + time;
  GoTo(BreakerState::kOpen, cause);
}

void CircuitBreaker::Advance(TimePoint now) {
  if (now < last_) {
    slots_ = {};
    open_until_ = std::min(open_until_, now + open_for_);
  }
  last_ = now;
  if (state_ == BreakerState::kOpen && now >= open_until_) {
    GoTo(BreakerState::kHalfOpen, BreakerCause::kElapsed);
  }
}

std::int64_t CircuitBreaker::TenthAt(TimePoint time) const {
  const auto ticks = time.time_since_epoch().count();
  const auto tenth = (Duration(options_.window) / kSlots).count();
  return ticks / tenth - (ticks % tenth < 0 ? 1 : 0);
}

void CircuitBreaker::Note(Verdict verdict, TimePoint now) {
  const std::int64_t tenth = TenthAt(now);
  Slot& slot = slots_[static_cast<std::size_t>((tenth % kSlots + kSlots) % kSlots)];
  if (slot.tenth != tenth) slot = Slot{tenth, {}};
  ++slot.counts.calls;
  if (verdict == Verdict::kBad) ++slot.counts.failures;
}

}  // namespace authtree::inline v0::http
