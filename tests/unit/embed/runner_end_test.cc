// How rounds end before their time: cancelled, too late, or with their runner.
#include <filesystem>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "runner_world.h"

namespace authtree::inline v0::embed {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kNoTime{0};
constexpr milliseconds kAnyTime{100'000};  // never waited for in full

void ExpectFailure(const JourneyResult& result, FailureCause cause, ErrorCode code) {
  ASSERT_NE(FailureOf(result), nullptr);
  EXPECT_EQ(FailureOf(result)->cause, cause);
  EXPECT_EQ(FailureOf(result)->error.code(), code) << FailureOf(result)->error.Describe();
}

// For a thread that nobody can join. Else the process may end before the thread has freed what it has.
void AwaitEndOfThread(pid_t thread) {
  const auto task = std::filesystem::path("/proc/self/task") / std::to_string(thread);
  while (std::filesystem::exists(task)) std::this_thread::yield();
}

/// A runner, its gate, and one round on it.
class RunnerEnd : public ::testing::Test {
 protected:
  void Make(RunnerOptions options) { runner_ = MakeRunner(std::move(options)); }
  RoundHandle Start(const std::string& journey) { return runner_->Start(journey, RequestContext(), done_); }

  std::shared_ptr<Gate> gate_ = std::make_shared<Gate>();
  std::shared_ptr<Told<JourneyResult>> told_ = std::make_shared<Told<JourneyResult>>();
  OnResult done_ = [told = told_](JourneyResult result) { told->Tell(std::move(result)); };
  std::unique_ptr<Runner> runner_;
};

TEST_F(RunnerEnd, CancelEndsARoundThatWaits) {
  Make(TestOptions(gate_));
  const RoundHandle handle = Start("Silent");
  gate_->AwaitArrivals(1);
  handle.Cancel();
  ASSERT_NE(runner_, nullptr);
  ExpectFailure(told_->Await(), FailureCause::kRound, ErrorCode::kUnavailable);
}

TEST_F(RunnerEnd, CancelKeepsARoundFromBeginningAndItsReferenceStaysGood) {
  Make(TestOptions(gate_));
  const std::string reference = ReferenceOf(runner_->StartAndWait("Login", RequestContext()));
  (void)runner_->Start("Blocking", RequestContext(), nullptr);
  gate_->AwaitArrivals(1);
  runner_->Submit(reference, RequestContext(), LoginAnswers(), done_).Cancel();
  gate_->Open();
  ExpectFailure(told_->Await(), FailureCause::kRefused, ErrorCode::kUnavailable);
  const JourneyResult result = runner_->SubmitAndWait(reference, RequestContext(), LoginAnswers());
  EXPECT_TRUE(std::holds_alternative<JourneySucceeded>(result));
}

TEST_F(RunnerEnd, CancelAfterTheEndDoesNothing) {
  RoundHandle().Cancel();
  Make(TestOptions(gate_));
  const RoundHandle handle = Start("Login");
  EXPECT_NE(ReferenceOf(told_->Await()), "");
  handle.Cancel();
  runner_ = nullptr;
  handle.Cancel();
  EXPECT_EQ(told_->count(), 1U);
}

TEST_F(RunnerEnd, ARoundThatWaitsTooLongIsCutOff) {
  RunnerOptions options = TestOptions(gate_);
  options.limits.round = milliseconds(20);
  options.limits.reserve = milliseconds(5);
  Make(std::move(options));
  const JourneyResult result = runner_->StartAndWait("Silent", RequestContext());
  ASSERT_NE(FailureOf(result), nullptr);
  EXPECT_EQ(FailureOf(result)->cause, FailureCause::kRound);
}

TEST_F(RunnerEnd, ANodeThatCannotBeCancelledIsAbandoned) {
  RunnerOptions options = TestOptions(gate_);
  options.limits.round = milliseconds(20);
  options.limits.reserve = milliseconds(5);
  options.stop_timeout = kNoTime;
  Make(std::move(options));
  (void)Start("Deaf");
  ExpectFailure(told_->Await(), FailureCause::kRound, ErrorCode::kTimeout);
  runner_ = nullptr;
  EXPECT_EQ(told_->count(), 1U);
}

TEST_F(RunnerEnd, ACallThatWaitsGivesUpWhenAllThreadsAreBusy) {
  RunnerOptions options = TestOptions(gate_);
  options.limits.round = milliseconds(20);
  options.limits.reserve = milliseconds(5);
  Make(std::move(options));
  (void)runner_->Start("Blocking", RequestContext(), nullptr);
  gate_->AwaitArrivals(1);
  const JourneyResult result = runner_->StartAndWait("Login", RequestContext());
  gate_->Open();
  ExpectFailure(result, FailureCause::kRound, ErrorCode::kTimeout);
}

TEST_F(RunnerEnd, DestructionTellsRoundsThatWait) {
  Make(TestOptions(gate_));
  (void)Start("Silent");
  gate_->AwaitArrivals(1);
  runner_ = nullptr;
  ASSERT_EQ(told_->count(), 1U);
  ExpectFailure(told_->Await(), FailureCause::kRound, ErrorCode::kUnavailable);
}

TEST_F(RunnerEnd, DestructionAbandonsRoundsThatCannotBeCancelled) {
  RunnerOptions options = TestOptions(gate_);
  options.stop_timeout = kNoTime;
  Make(std::move(options));
  (void)Start("Deaf");
  gate_->AwaitArrivals(1);
  runner_ = nullptr;
  ASSERT_EQ(told_->count(), 1U);
  ExpectFailure(told_->Await(), FailureCause::kRound, ErrorCode::kUnavailable);
}

TEST_F(RunnerEnd, DestructionTellsRoundsThatHaveNotBegun) {
  Make(TestOptions(gate_));
  (void)runner_->Start("Blocking", RequestContext(), nullptr);
  gate_->AwaitArrivals(1);
  (void)Start("Login");
  std::thread opener([this] { gate_->Open(); });
  runner_ = nullptr;
  opener.join();
  // Whether the round got its turn before the end is open; that it is told once is not.
  EXPECT_EQ(told_->count(), 1U);
}

TEST_F(RunnerEnd, GraceLetsARoundEnd) {
  Make(TestOptions(gate_));
  (void)Start("Blocking");
  gate_->AwaitArrivals(1);
  std::thread opener([this] { gate_->Open(); });
  runner_->Stop(kAnyTime);
  opener.join();
  ASSERT_EQ(told_->count(), 1U);
  EXPECT_TRUE(std::holds_alternative<JourneySucceeded>(told_->Await()));
}

TEST_F(RunnerEnd, AStoppedRunnerRefuses) {
  Make(TestOptions(gate_));
  runner_->Stop(kNoTime);
  (void)Start("Login");
  ASSERT_EQ(told_->count(), 1U);
  ExpectFailure(told_->Await(), FailureCause::kRefused, ErrorCode::kUnavailable);
  ExpectFailure(runner_->StartAndWait("Login", RequestContext()), FailureCause::kRefused,
                ErrorCode::kUnavailable);
}

TEST_F(RunnerEnd, ACallbackThatSubmitsDuringTheEndIsToldAtOnce) {
  Make(TestOptions(gate_));
  (void)runner_->Start("Silent", RequestContext(), [this](const JourneyResult&) { (void)Start("Login"); });
  gate_->AwaitArrivals(1);
  runner_->Stop(kNoTime);
  ASSERT_EQ(told_->count(), 1U);
  ExpectFailure(told_->Await(), FailureCause::kRefused, ErrorCode::kUnavailable);
}

TEST_F(RunnerEnd, ACallbackMayStopTheRunner) {
  RunnerOptions options = TestOptions(gate_);
  options.threads = 2;
  Make(std::move(options));
  (void)Start("Silent");
  gate_->AwaitArrivals(1);
  auto [stopped, tell] = Told<bool>::Make();
  (void)runner_->Start("Login", RequestContext(), [this, tell = tell](const JourneyResult&) {
    runner_->Stop(kNoTime);
    tell(true);
  });
  (void)stopped->Await();
  runner_ = nullptr;
  EXPECT_EQ(told_->count(), 1U);
}

TEST_F(RunnerEnd, ACallbackMayDestroyTheRunner) {
  RunnerOptions options = TestOptions(gate_);
  options.threads = 2;
  Make(std::move(options));
  for (int i = 0; i < 4; ++i) (void)runner_->Start("Silent", RequestContext(), nullptr);
  gate_->AwaitArrivals(4);
  auto [destroyed, tell] = Told<pid_t>::Make();
  (void)runner_->Start("Login", RequestContext(), [this, tell = tell](const JourneyResult&) {
    runner_ = nullptr;
    tell(gettid());
  });
  AwaitEndOfThread(destroyed->Await());
}

TEST_F(RunnerEnd, SeveralThreadsMayStopAtOnce) {
  Make(TestOptions(gate_));
  (void)Start("Silent");
  gate_->AwaitArrivals(1);
  std::vector<std::thread> stoppers;
  for (int i = 0; i < 3; ++i) stoppers.emplace_back([this] { runner_->Stop(kNoTime); });
  for (std::thread& stopper : stoppers) stopper.join();
  EXPECT_EQ(told_->count(), 1U);
}

// Runners that end with rounds under way, again and again: nothing leaks, and nobody is told twice.
TEST_F(RunnerEnd, ManyEndsWithManyRounds) {
  for (int i = 0; i < 20; ++i) {
    RunnerOptions options = TestOptions(gate_);
    options.threads = 2;
    options.stop_timeout = kNoTime;
    Make(std::move(options));
    auto [told, done] = Told<JourneyResult>::Make();
    for (int k = 0; k < 20; ++k) {
      (void)runner_->Start(k % 2 == 0 ? "Silent" : "Deaf", RequestContext(), done);
    }
    runner_ = nullptr;
    ASSERT_EQ(told->count(), 20U);
  }
}

// Threads that start rounds while another one ends the runner: every callback is called once.
TEST_F(RunnerEnd, StartsThatRaceWithTheEndAreAllTold) {
  RunnerOptions options = TestOptions(gate_);
  options.threads = 2;
  Make(std::move(options));
  std::vector<std::thread> hosts;
  for (int host = 0; host < 3; ++host) {
    hosts.emplace_back([this] {
      for (int i = 0; i < 50; ++i) {
        const RoundHandle handle = Start(i % 2 == 0 ? "Silent" : "Login");
        if (i % 3 == 0) handle.Cancel();
      }
    });
  }
  gate_->AwaitArrivals(1);
  runner_->Stop(kNoTime);
  for (std::thread& host : hosts) host.join();
  EXPECT_EQ(told_->count(), 150U);
}

}  // namespace
}  // namespace authtree::inline v0::embed
