#include "authtree/core/timers.h"

#include <utility>

#include <boost/asio/steady_timer.hpp>

namespace authtree::inline v0 {
namespace {

class MachineTimer final : public Timer {
 public:
  MachineTimer(const boost::asio::any_io_executor& executor, std::chrono::steady_clock::duration wait,
               std::function<void()> due)
      : timer_(executor, wait) {
    timer_.async_wait([due = std::move(due)](const boost::system::error_code& error) {
      if (!error) due();
    });
  }

 private:
  boost::asio::steady_timer timer_;
};

class MachineTimers final : public Timers {
 public:
  explicit MachineTimers(std::shared_ptr<const Clock> clock) : clock_(std::move(clock)) {}

  std::unique_ptr<Timer> Start(const boost::asio::any_io_executor& executor, TimePoint when,
                               std::function<void()> due) const override {
    return std::make_unique<MachineTimer>(executor, when - clock_->SteadyNow(), std::move(due));
  }

 private:
  std::shared_ptr<const Clock> clock_;
};

}  // namespace

std::shared_ptr<const Timers> SystemTimers(std::shared_ptr<const Clock> clock) {
  return std::make_shared<const MachineTimers>(std::move(clock));
}

}  // namespace authtree::inline v0
