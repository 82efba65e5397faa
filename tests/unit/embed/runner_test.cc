// What a round of a runner tells its caller.
#include <atomic>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/node/well_known_keys.h"

#include "runner_world.h"

namespace authtree::inline v0::embed {
namespace {

using ::testing::SizeIs;

void ExpectFailure(const JourneyResult& result, FailureCause cause, ErrorCode code) {
  ASSERT_NE(FailureOf(result), nullptr);
  EXPECT_EQ(FailureOf(result)->cause, cause);
  EXPECT_EQ(FailureOf(result)->error.code(), code) << FailureOf(result)->error.Describe();
}

TEST(Runner, AJourneyThatIsNotThereFails) {
  const auto runner = MakeRunner(TestOptions());
  ExpectFailure(runner->StartAndWait("Nobody", RequestContext()), FailureCause::kNoJourney,
                ErrorCode::kNotFound);
}

TEST(Runner, AReferenceIsGoodOnce) {
  const auto runner = MakeRunner(TestOptions());
  const std::string reference = ReferenceOf(runner->StartAndWait("Login", RequestContext()));
  (void)runner->SubmitAndWait(reference, RequestContext(), LoginAnswers());
  ExpectFailure(runner->SubmitAndWait(reference, RequestContext(), LoginAnswers()), FailureCause::kNoSession,
                ErrorCode::kNotFound);
}

TEST(Runner, AnswersThatDoNotFitLeaveTheReferenceGood) {
  const auto runner = MakeRunner(TestOptions());
  const std::string reference = ReferenceOf(runner->StartAndWait("Login", RequestContext()));
  const JourneyResult bad = runner->SubmitAndWait(reference, RequestContext(), Answers());
  EXPECT_TRUE(std::holds_alternative<BadAnswers>(bad));
  const JourneyResult good = runner->SubmitAndWait(reference, RequestContext(), LoginAnswers());
  EXPECT_TRUE(std::holds_alternative<JourneySucceeded>(good));
}

TEST(Runner, ANodeThatThrowsFailsTheRound) {
  const auto runner = MakeRunner(TestOptions());
  ExpectFailure(runner->StartAndWait("Throwing", RequestContext()), FailureCause::kRound,
                ErrorCode::kInternal);
}

TEST(Runner, APromptShowsItsCallbacks) {
  const auto runner = MakeRunner(TestOptions());
  const JourneyResult result = runner->StartAndWait("Login", RequestContext());
  const auto* prompt = std::get_if<JourneyPrompt>(&result);
  ASSERT_NE(prompt, nullptr);
  EXPECT_EQ(prompt->header, "Sign in");
  ASSERT_THAT(prompt->callbacks, SizeIs(2));
  EXPECT_EQ(prompt->callbacks[0].prompt(), "User Name");
}

TEST(Runner, ASuccessHasUserNameAndStateWithItsSecrets) {
  const auto runner = MakeRunner(TestOptions());
  const std::string reference = ReferenceOf(runner->StartAndWait("Login", RequestContext()));
  const JourneyResult result = runner->SubmitAndWait(reference, RequestContext(), LoginAnswers("alice"));
  const auto* succeeded = std::get_if<JourneySucceeded>(&result);
  ASSERT_NE(succeeded, nullptr);
  EXPECT_EQ(succeeded->username, "alice");
  const Value* password = succeeded->state.Find(keys::kPassword.name);
  ASSERT_TRUE(password != nullptr && password->is_secret());
  EXPECT_EQ(password->secret()->Expose(), "let-me-in");
}

TEST(Runner, ACallbackMayBeLeftOut) {
  const auto runner = MakeRunner(TestOptions());
  (void)runner->Start("Login", RequestContext(), nullptr);
  EXPECT_NE(ReferenceOf(runner->StartAndWait("Login", RequestContext())), "");
}

TEST(Runner, ACallbackRunsOnAThreadOfTheRunner) {
  const auto runner = MakeRunner(TestOptions());
  auto [told, tell] = Told<std::thread::id>::Make();
  (void)runner->Start("Login", RequestContext(),
                      [tell = tell](const JourneyResult&) { tell(std::this_thread::get_id()); });
  EXPECT_NE(told->Await(), std::this_thread::get_id());
}

TEST(Runner, ACallbackMaySubmit) {
  const auto runner = MakeRunner(TestOptions());
  auto [told, done] = Told<JourneyResult>::Make();
  (void)runner->Start("Login", RequestContext(), [&runner, done = done](const JourneyResult& result) {
    (void)runner->Submit(ReferenceOf(result), RequestContext(), LoginAnswers(), done);
  });
  EXPECT_TRUE(std::holds_alternative<JourneySucceeded>(told->Await()));
}

TEST(Runner, WaitingOnAThreadOfTheRunnerIsRefused) {
  const auto runner = MakeRunner(TestOptions());
  auto [told, done] = Told<JourneyResult>::Make();
  (void)runner->Start("Login", RequestContext(), [&runner, done = done](const JourneyResult&) {
    done(runner->StartAndWait("Login", RequestContext()));
  });
  ExpectFailure(told->Await(), FailureCause::kRefused, ErrorCode::kInvalidInput);
}

TEST(Runner, WaitingOnAThreadOfAnotherRunnerIsNot) {
  const auto one = MakeRunner(TestOptions());
  const auto other = MakeRunner(TestOptions());
  auto [told, done] = Told<JourneyResult>::Make();
  (void)one->Start("Login", RequestContext(), [&other, done = done](const JourneyResult&) {
    done(other->StartAndWait("Login", RequestContext()));
  });
  EXPECT_NE(ReferenceOf(told->Await()), "");
}

TEST(Runner, WhatACallbackThrowsGoesToTheHost) {
  auto [told, tell] = Told<std::string>::Make();
  RunnerOptions options = TestOptions();
  options.on_callback_exception = [tell = tell](const std::exception_ptr& thrown) {
    try {
      std::rethrow_exception(thrown);
    } catch (const std::runtime_error& error) {
      tell(error.what());
    }
  };
  const auto runner = MakeRunner(std::move(options));
  (void)runner->Start("Login", RequestContext(),
                      [](JourneyResult) { throw std::runtime_error("the host's"); });
  EXPECT_EQ(told->Await(), "the host's");
}

TEST(Runner, GoesOnAfterACallbackAndItsHandlerThrew) {
  RunnerOptions options = TestOptions();
  options.on_callback_exception = [](const std::exception_ptr&) { throw std::runtime_error("again"); };
  const auto runner = MakeRunner(std::move(options));
  (void)runner->Start("Login", RequestContext(),
                      [](JourneyResult) { throw std::runtime_error("the host's"); });
  EXPECT_NE(ReferenceOf(runner->StartAndWait("Login", RequestContext())), "");
  EXPECT_EQ(runner->Status().callback_exceptions, 2U);
}

TEST(Runner, IsFullWithTheRoundsItMayHave) {
  const auto gate = std::make_shared<Gate>();
  RunnerOptions options = TestOptions(gate);
  options.max_rounds = 1;
  const auto runner = MakeRunner(std::move(options));
  auto [silent, done] = Told<JourneyResult>::Make();
  (void)runner->Start("Silent", RequestContext(), done);
  gate->AwaitArrivals(1);
  EXPECT_EQ(runner->Status().rounds_under_way, 1U);
  ExpectFailure(runner->StartAndWait("Login", RequestContext()), FailureCause::kRefused,
                ErrorCode::kUnavailable);
}

// Many journeys at once, from many threads: every callback is called once, and every journey ends well.
TEST(RunnerThreads, ManyJourneysFromManyThreads) {
  constexpr int kHosts = 6;
  constexpr int kJourneysEach = 20;
  RunnerOptions options = TestOptions();
  options.threads = 3;
  const auto runner = MakeRunner(std::move(options));
  std::atomic<int> calls{0};
  std::atomic<int> successes{0};
  std::vector<std::shared_ptr<Told<int>>> ends(kHosts * kJourneysEach);
  for (auto& end : ends) end = std::make_shared<Told<int>>();
  auto journey = [&](std::size_t index) {
    (void)runner->Start("Login", RequestContext("192.0.2.1"), [&, index](const JourneyResult& first) {
      ++calls;
      (void)runner->Submit(ReferenceOf(first), RequestContext("192.0.2.2"), LoginAnswers(),
                           [&, index](const JourneyResult& second) {
                             ++calls;
                             if (std::holds_alternative<JourneySucceeded>(second)) ++successes;
                             ends[index]->Tell(1);
                           });
    });
  };
  std::vector<std::thread> hosts;
  for (std::size_t host = 0; host < kHosts; ++host) {
    hosts.emplace_back([&, host] {
      for (std::size_t i = 0; i < kJourneysEach; ++i) journey(host * kJourneysEach + i);
    });
  }
  for (std::thread& host : hosts) host.join();
  for (const auto& end : ends) (void)end->Await();
  runner->Stop(std::chrono::milliseconds(0));
  EXPECT_EQ(calls, 2 * kHosts * kJourneysEach);
  EXPECT_EQ(successes, kHosts * kJourneysEach);
}

TEST(RunnerThreads, ManyThreadsMayWait) {
  RunnerOptions options = TestOptions();
  options.threads = 2;
  const auto runner = MakeRunner(std::move(options));
  std::atomic<int> successes{0};
  std::vector<std::thread> hosts;
  for (int host = 0; host < 6; ++host) {
    hosts.emplace_back([&] {
      const std::string reference = ReferenceOf(runner->StartAndWait("Login", RequestContext()));
      const JourneyResult result = runner->SubmitAndWait(reference, RequestContext(), LoginAnswers());
      if (std::holds_alternative<JourneySucceeded>(result)) ++successes;
    });
  }
  for (std::thread& host : hosts) host.join();
  EXPECT_EQ(successes, 6);
}

// Of any number of submissions of one reference one is carried out.
TEST(RunnerThreads, OneReferenceIsTakenOnce) {
  RunnerOptions options = TestOptions();
  options.threads = 2;
  const auto runner = MakeRunner(std::move(options));
  const std::string reference = ReferenceOf(runner->StartAndWait("Login", RequestContext()));
  std::atomic<int> successes{0};
  std::vector<std::thread> hosts;
  for (int host = 0; host < 4; ++host) {
    hosts.emplace_back([&] {
      const JourneyResult result = runner->SubmitAndWait(reference, RequestContext(), LoginAnswers());
      if (std::holds_alternative<JourneySucceeded>(result)) ++successes;
    });
  }
  for (std::thread& host : hosts) host.join();
  EXPECT_EQ(successes, 1);
}

}  // namespace
}  // namespace authtree::inline v0::embed
