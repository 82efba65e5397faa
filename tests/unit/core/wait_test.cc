#include "authtree/core/wait.h"

#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <gtest/gtest.h>

#include "authtree/testkit/manual_timers.h"

namespace authtree::inline v0 {
namespace {

namespace asio = boost::asio;
using std::chrono::seconds;

/// Counts the ends of the frames that hold it.
class Tomb {
 public:
  explicit Tomb(std::atomic<int>& count) : count_(&count) {}
  Tomb(const Tomb&) = delete;
  Tomb& operator=(const Tomb&) = delete;
  ~Tomb() { ++*count_; }

 private:
  std::atomic<int>* count_;
};

class WaitTest : public ::testing::Test {
 protected:
  static Timers::TimePoint At(seconds time) { return Timers::TimePoint(time); }

  /// Waits, and leaves behind what ended it. `waker` is set before the first suspension.
  Task<void> WaitOnce(std::optional<WakeUp>* waker, std::optional<Woken>* woken) {
    const Tomb tomb(ended_);
    Wait wait(co_await asio::this_coro::executor);
    waker->emplace(wait.wake_up());
    woken->emplace(co_await wait.Until(At(seconds(10)), *timers_));
  }

  /// Is woken while it waits somewhere else, and waits afterwards.
  Task<void> SignalledEarly() {
    Wait early(co_await asio::this_coro::executor);
    Wait pause(co_await asio::this_coro::executor);
    early.wake_up().Wake();
    waker_.emplace(pause.wake_up());
    co_await pause.Until(At(seconds(1)), *timers_);
    woken_ = co_await early.Until(At(seconds(10)), *timers_);
  }

  void Spawn(Task<void> task) {
    auto on_end = [this](const std::exception_ptr& thrown) { thrown_ = thrown_ || thrown; };
    asio::co_spawn(*context_, std::move(task), asio::bind_cancellation_slot(cancel_.slot(), on_end));
    Turn();
  }
  void Turn() {
    context_->restart();
    context_->poll();
  }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<testkit::ManualTimers> timers_ = std::make_shared<testkit::ManualTimers>(clock_);
  asio::cancellation_signal cancel_;
  std::unique_ptr<asio::io_context> context_ = std::make_unique<asio::io_context>(1);
  std::atomic<int> ended_ = 0;
  bool thrown_ = false;
  std::optional<WakeUp> waker_;
  std::optional<Woken> woken_;
};

TEST_F(WaitTest, LastsUntilTheDeadlineAndNoShorter) {
  Spawn(WaitOnce(&waker_, &woken_));
  timers_->Advance(seconds(9));
  Turn();
  EXPECT_FALSE(woken_);
  timers_->Advance(seconds(1));
  Turn();
  EXPECT_EQ(woken_, Woken::kDeadline);
}

TEST_F(WaitTest, DeadlineThatHasPassedEndsItAtOnce) {
  clock_->Advance(seconds(11));
  Spawn(WaitOnce(&waker_, &woken_));
  EXPECT_EQ(woken_, Woken::kDeadline);
}

TEST_F(WaitTest, SignalEndsItAndCallsTheTimerOff) {
  Spawn(WaitOnce(&waker_, &woken_));
  waker_->Wake();
  EXPECT_FALSE(woken_) << "never inside Wake()";
  Turn();
  EXPECT_EQ(woken_, Woken::kSignal);
  EXPECT_EQ(timers_->running(), 0U);
}

TEST_F(WaitTest, SecondSignalAndLateDeadlineDoNothing) {
  Spawn(WaitOnce(&waker_, &woken_));
  waker_->Wake();
  waker_->Wake();
  timers_->Advance(seconds(11));
  Turn();
  EXPECT_EQ(woken_, Woken::kSignal);
  EXPECT_EQ(ended_, 1);
}

TEST_F(WaitTest, CancellationEndsIt) {
  Spawn(WaitOnce(&waker_, &woken_));
  cancel_.emit(asio::cancellation_type::terminal);
  Turn();
  EXPECT_EQ(woken_, Woken::kCancelled);
}

TEST_F(WaitTest, PartialCancellationDoesNot) {
  Spawn(WaitOnce(&waker_, &woken_));
  cancel_.emit(asio::cancellation_type::partial);
  Turn();
  EXPECT_FALSE(woken_);
}

TEST_F(WaitTest, SignalBeforeTheWaitCounts) {
  Spawn(SignalledEarly());
  waker_->Wake();
  Turn();
  EXPECT_EQ(woken_, Woken::kSignal);
}

TEST_F(WaitTest, GoesWithItsContext) {
  Spawn(WaitOnce(&waker_, &woken_));
  context_.reset();
  EXPECT_EQ(ended_, 1);
  EXPECT_FALSE(woken_);
  EXPECT_EQ(timers_->running(), 0U);
}

TEST_F(WaitTest, WakingAfterTheContextDoesNothing) {
  Spawn(WaitOnce(&waker_, &woken_));
  context_.reset();
  waker_->Wake();
  EXPECT_FALSE(woken_);
}

TEST_F(WaitTest, SignalOnItsWayGoesWithTheContext) {
  Spawn(WaitOnce(&waker_, &woken_));
  waker_->Wake();
  context_.reset();
  EXPECT_EQ(ended_, 1);
}

TEST_F(WaitTest, ContextsMayEndWhileOthersWake) {
  for (int round = 0; round < 200; ++round) {
    std::atomic<bool> stop = false;
    Spawn(WaitOnce(&waker_, &woken_));
    std::thread other([&stop, waker = *waker_] {
      while (!stop) waker.Wake();
    });
    if (round % 2 == 0) Turn();
    context_ = std::make_unique<asio::io_context>(1);
    stop = true;
    other.join();
  }
  EXPECT_EQ(ended_, 200);
}

class RunUntilTest : public WaitTest {
 protected:
  Task<void> Run(Task<void> work) { woken_ = co_await RunUntil(std::move(work), At(seconds(5)), *timers_); }
};

TEST_F(RunUntilTest, WorkThatNeverEndsIsLeftAtTheDeadline) {
  std::optional<Woken> inner;
  Spawn(Run(WaitOnce(&waker_, &inner)));
  timers_->Advance(seconds(5));
  Turn();
  EXPECT_EQ(woken_, Woken::kDeadline);
  EXPECT_EQ(inner, Woken::kCancelled) << "it was asked to stop";
}

TEST_F(RunUntilTest, WorkThatIgnoresItsCancellationIsLeftAsWell) {
  std::optional<Woken> inner;
  auto stubborn = [](Task<void> work) -> Task<void> {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    co_await std::move(work);
  };
  Spawn(Run(stubborn(WaitOnce(&waker_, &inner))));
  timers_->Advance(seconds(5));
  Turn();
  EXPECT_EQ(woken_, Woken::kDeadline);
  EXPECT_FALSE(inner);
  waker_->Wake();
  Turn();
  EXPECT_EQ(inner, Woken::kSignal) << "and may end later";
}

TEST_F(RunUntilTest, AbandonedWorkGoesWithItsContext) {
  std::optional<Woken> inner;
  auto stubborn = [](Task<void> work) -> Task<void> {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    co_await std::move(work);
  };
  Spawn(Run(stubborn(WaitOnce(&waker_, &inner))));
  timers_->Advance(seconds(5));
  Turn();
  context_.reset();
  EXPECT_EQ(ended_, 1);
}

TEST_F(RunUntilTest, ContextMayEndWhileBothWait) {
  std::optional<Woken> inner;
  Spawn(Run(WaitOnce(&waker_, &inner)));
  context_.reset();
  EXPECT_EQ(ended_, 1);
  EXPECT_FALSE(woken_);
}

TEST_F(RunUntilTest, ThrowingWorkHasEnded) {
  auto throws = []() -> Task<void> {
    throw std::runtime_error("text");
    co_return;
  };
  Spawn(Run(throws()));
  EXPECT_EQ(woken_, Woken::kSignal);
  EXPECT_FALSE(thrown_);
}

TEST_F(RunUntilTest, CancellationReachesTheWork) {
  std::optional<Woken> inner;
  Spawn(Run(WaitOnce(&waker_, &inner)));
  cancel_.emit(asio::cancellation_type::terminal);
  Turn();
  EXPECT_EQ(woken_, Woken::kCancelled);
  EXPECT_EQ(inner, Woken::kCancelled);
}

TEST_F(RunUntilTest, WorkThatWaitsEndsItself) {
  std::optional<Woken> inner;
  Spawn(Run(WaitOnce(&waker_, &inner)));
  waker_->Wake();
  Turn();
  EXPECT_EQ(woken_, Woken::kSignal);
  EXPECT_EQ(inner, Woken::kSignal);
  EXPECT_EQ(timers_->running(), 0U);
}

TEST_F(RunUntilTest, WorkThatNeverWaitsNeedsNoTimer) {
  bool done = false;
  auto quick = [](bool* flag) -> Task<void> {
    *flag = true;
    co_return;
  };
  Spawn(Run(quick(&done)));
  EXPECT_TRUE(done);
  EXPECT_EQ(woken_, Woken::kSignal);
}

}  // namespace
}  // namespace authtree::inline v0
