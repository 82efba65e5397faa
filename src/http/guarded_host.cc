#include "guarded_host.h"

#include <type_traits>

namespace authtree::inline v0::http {

HostState GuardedHost::State() const {
  const std::lock_guard lock(mutex_);
  HostState state;
  state.host = name_;
  state.active = active_;
  state.waiting = waiting_.size();
  state.breaker = breaker_.state();
  const CircuitBreaker::Counts counts = breaker_.Count();
  state.calls = counts.calls;
  state.failures = counts.failures;
  return state;
}

Standing GuardedHost::Enter(Visit& visit, CircuitBreaker::TimePoint latest) {
  Lock lock(mutex_);
  // Read under the lock, so that the breaker never sees it go backwards because of another thread.
  const auto now = options_->clock->SteadyNow();
  if (breaker_.Refuses(now)) {
    visit.standing_ = Standing::kCircuitOpen;
  } else if (active_ < options_->limit.calls && waiting_.empty()) {
    if (const auto pass = breaker_.Admit(now)) Admit(visit, *pass);
  } else if (waiting_.size() >= options_->limit.waiting) {
    visit.standing_ = Standing::kQueueFull;
  } else if (latest <= now) {
    visit.standing_ = Standing::kNoTurn;
  } else {
    visit.standing_ = Standing::kWaiting;
    visit.place_ = waiting_.insert(waiting_.end(), &visit);
  }
  const Standing standing = visit.standing_;
  Publish(std::move(lock));
  return standing;
}

Standing GuardedHost::Settle(Visit& visit, Woken woken) {
  Lock lock(mutex_);
  if (woken == Woken::kCancelled) {
    End(visit, Verdict::kNone, options_->clock->SteadyNow());
    visit.standing_ = Standing::kCancelled;
  } else if (visit.standing_ == Standing::kWaiting) {
    waiting_.erase(visit.place_);
    visit.standing_ = Standing::kNoTurn;
  }
  const Standing standing = visit.standing_;
  Publish(std::move(lock));
  return standing;
}

void GuardedHost::Leave(Visit& visit, Verdict verdict) {
  Lock lock(mutex_);
  End(visit, verdict, options_->clock->SteadyNow());
  Publish(std::move(lock));
}

void GuardedHost::LeaveWithPause(Visit& visit, CircuitBreaker::Duration pause) {
  Lock lock(mutex_);
  const auto now = options_->clock->SteadyNow();
  breaker_.Pause(pause, now);
  End(visit, Verdict::kNone, now);
  Publish(std::move(lock));
}

void GuardedHost::Admit(Visit& visit, BreakerPass pass) {
  visit.pass_ = pass;
  visit.standing_ = Standing::kAdmitted;
  ++active_;
}

void GuardedHost::End(Visit& visit, Verdict verdict, CircuitBreaker::TimePoint now) {
  if (visit.standing_ == Standing::kWaiting) waiting_.erase(visit.place_);
  if (visit.standing_ == Standing::kAdmitted) {
    --active_;
    breaker_.Return(visit.pass_, verdict, now);
  }
  visit.standing_ = Standing::kOutside;
  LetNextIn(now);
}

/// Those that wait get their turn in order. When the host is out of order, all of them learn that now.
void GuardedHost::LetNextIn(CircuitBreaker::TimePoint now) {
  while (!waiting_.empty()) {
    Visit& next = *waiting_.front();
    const bool refused = breaker_.Refuses(now);
    if (!refused && active_ >= options_->limit.calls) return;
    waiting_.pop_front();
    to_wake_.push_back(next.wake_);
    next.standing_ = Standing::kCircuitOpen;
    if (const auto pass = refused ? std::nullopt : breaker_.Admit(now)) Admit(next, *pass);
  }
}

void GuardedHost::NoteNews() {
  if (options_->observer == nullptr) {
    static_cast<void>(breaker_.TakeSteps());
    return;
  }
  for (const BreakerStep& step : breaker_.TakeSteps()) {
    BreakerChange change;
    change.host = name_;
    change.from = step.from;
    change.to = step.to;
    change.cause = step.cause;
    change.open_for = step.open_for;
    news_.emplace_back(change);
  }
  if (active_ == told_active_ && waiting_.size() == told_waiting_) return;
  told_active_ = active_;
  told_waiting_ = waiting_.size();
  QueueChange change;
  change.host = name_;
  change.active = told_active_;
  change.waiting = told_waiting_;
  news_.emplace_back(change);
}

void GuardedHost::Publish(Lock lock) {
  NoteNews();
  const std::vector<WakeUp> to_wake = std::exchange(to_wake_, {});
  // One thread tells at a time, so that the news arrive in order and nobody is called with the lock held.
  const bool tells = !news_.empty() && !std::exchange(telling_, true);
  lock.unlock();
  for (const WakeUp& wake : to_wake) wake.Wake();
  if (tells) Tell();
}

void GuardedHost::Tell() {
  auto tell = [this](const auto& event) {
    if constexpr (std::is_same_v<std::decay_t<decltype(event)>, QueueChange>) {
      options_->observer->OnQueue(event);
    } else {
      options_->observer->OnBreaker(event);
    }
  };
  Lock lock(mutex_);
  while (!news_.empty()) {
    const News event = news_.front();
    news_.pop_front();
    lock.unlock();
    std::visit(tell, event);
    lock.lock();
  }
  telling_ = false;
}

}  // namespace authtree::inline v0::http
