#include "authtree/testkit/manual_timers.h"

#include <boost/asio/post.hpp>

namespace authtree::inline v0::testkit {

class ManualTimers::Entry final : public Timer {
 public:
  Entry(const ManualTimers& timers, Key key) : timers_(timers), key_(key) {}
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;
  ~Entry() override { timers_.Forget(key_); }

 private:
  const ManualTimers& timers_;
  Key key_;
};

std::unique_ptr<Timer> ManualTimers::Start(const boost::asio::any_io_executor& executor, TimePoint when,
                                           std::function<void()> due) const {
  const std::lock_guard lock(mutex_);
  const Key key(when, ++last_);
  alarms_.emplace(key, Alarm{executor, std::move(due)});
  PostDue();
  return std::make_unique<Entry>(*this, key);
}

void ManualTimers::Advance(std::chrono::steady_clock::duration step) {
  clock_->Advance(step);
  const std::lock_guard lock(mutex_);
  PostDue();
}

std::size_t ManualTimers::running() const {
  const std::lock_guard lock(mutex_);
  return alarms_.size();
}

void ManualTimers::Forget(const Key& key) const {
  const std::lock_guard lock(mutex_);
  alarms_.erase(key);
}

void ManualTimers::PostDue() const {
  // An executor is used under the lock only: with the timer goes the right to use it.
  while (!alarms_.empty() && alarms_.begin()->first.first <= clock_->SteadyNow()) {
    Alarm alarm = std::move(alarms_.begin()->second);
    alarms_.erase(alarms_.begin());
    boost::asio::post(alarm.executor, std::move(alarm.due));
  }
}

}  // namespace authtree::inline v0::testkit
