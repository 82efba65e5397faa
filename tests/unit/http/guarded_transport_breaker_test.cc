// When calls to a host that fails are given up, and how they come back.
#include <utility>

#include <gmock/gmock.h>

#include "guarded_transport_fixture.h"

namespace authtree::inline v0::http::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Writes down the changes of breakers: "closed>open (failures)".
class StateLog final : public TransportObserver {
 public:
  void OnBreaker(const BreakerChange& event) override {
    std::string line(BreakerStateName(event.from));
    line.append(">").append(BreakerStateName(event.to));
    line.append(" (").append(BreakerCauseName(event.cause)).append(")");
    lines.push_back(std::move(line));
    host = std::string(event.host);
    open_for = event.open_for;
  }
  std::vector<std::string> lines;
  std::string host;
  std::chrono::steady_clock::duration open_for{};
};

class GuardedTransportBreakerTest : public GuardedTransportTest {
 protected:
  GuardedTransportBreakerTest() { UseBreaker(BreakerOf(3)); }

  static BreakerOptions BreakerOf(std::size_t failures) {
    BreakerOptions options;
    options.failures = failures;
    options.window = seconds(10);
    options.open_for = seconds(5);
    return options;
  }
  void UseBreaker(BreakerOptions breaker, LimitOptions limit = {}) {
    GuardOptions options;
    options.breaker = std::move(breaker);
    options.limit = limit;
    options.observer = log_;
    Use(std::move(options));
  }

  /// A call that ends at once with this.
  std::string Call(Result<Response> answer) {
    const GuardedCall& call = Start("x");
    if (call.verdict().empty()) Answer(held_->size() - 1, std::move(answer));
    return call.verdict();
  }
  void Fail(int times) {
    for (int i = 0; i < times; ++i) Call(Response(503));
  }
  bool IsOpen() {
    const std::size_t sent = held_->size();
    return Call(Response(200)) == "unavailable: circuit open" && held_->size() == sent;
  }

  std::shared_ptr<StateLog> log_ = std::make_shared<StateLog>();
};

Result<Response> Failure(ErrorCode code, std::string reason = {}) {
  return tl::unexpected(Error(code, "It failed.").With(Fact::kReason, std::move(reason)));
}

TEST_F(GuardedTransportBreakerTest, OpensAtTheNumberOfFailuresAndNotBefore) {
  Fail(2);
  EXPECT_FALSE(IsOpen());
  Fail(1);
  const GuardedCall& call = Start("x");
  EXPECT_EQ(call.verdict(), "unavailable: circuit open");
  EXPECT_THAT(std::string(call.error().message()), HasSubstr("Try again later"));
  EXPECT_EQ(call.error().Find(Fact::kRoute), "/thing");
  EXPECT_THAT(log_->lines, ElementsAre("closed>open (failures)"));
  EXPECT_EQ(log_->host, "host");
  EXPECT_EQ(log_->open_for, seconds(5));
}

TEST_F(GuardedTransportBreakerTest, FailuresThatAreFewAmongManyCallsDoNotOpen) {
  for (int i = 0; i < 4; ++i) Call(Response(200));
  Fail(3);
  EXPECT_EQ(State().failures, 3U);
  EXPECT_EQ(State().calls, 7U);
  EXPECT_EQ(State().breaker, BreakerState::kClosed);
  Fail(1);
  EXPECT_EQ(State().breaker, BreakerState::kOpen);
}

TEST_F(GuardedTransportBreakerTest, CountsWhatSaysThatTheHostIsOutOfOrder) {
  const auto opens = [this](const auto& answer) {
    UseBreaker(BreakerOf(1));
    Call(answer());
    return State().breaker == BreakerState::kOpen;
  };
  EXPECT_TRUE(opens([] { return Failure(ErrorCode::kUnavailable, "connect refused"); }));
  EXPECT_TRUE(opens([] { return Failure(ErrorCode::kTimeout, "deadline"); }));
  for (const int status : {502, 503, 504, 429}) {
    EXPECT_TRUE(opens([status] { return Result<Response>(Response(status)); })) << status;
  }
  for (const int status : {200, 204, 302, 400, 401, 403, 404, 408, 409, 413, 500, 501}) {
    EXPECT_FALSE(opens([status] { return Result<Response>(Response(status)); })) << status;
  }
  EXPECT_FALSE(opens([] { return Failure(ErrorCode::kRejected, "tls verify"); }));
  EXPECT_FALSE(opens([] { return Failure(ErrorCode::kInvalidInput, "request"); }));
  EXPECT_FALSE(opens([] { return Failure(ErrorCode::kInternal, "internal"); }));
  EXPECT_FALSE(opens([] { return Failure(ErrorCode::kUnavailable, "cancelled"); }));
  EXPECT_FALSE(opens([] { return Failure(ErrorCode::kUnavailable, "limit"); }));
  EXPECT_FALSE(opens([] { return Failure(ErrorCode::kUnavailable, "circuit open"); }));
}

TEST_F(GuardedTransportBreakerTest, CountsACallThatTheTransportForgot) {
  UseBreaker(BreakerOf(1));
  Start("x");
  Advance(seconds(4));
  EXPECT_EQ(State().breaker, BreakerState::kOpen);
}

TEST_F(GuardedTransportBreakerTest, DoesNotCountACallThatHadNoTimeLeft) {
  UseBreaker(BreakerOf(1));
  Start("x", milliseconds(499));
  Advance(seconds(1));
  EXPECT_EQ(State().calls, 0U);
  Start("y", milliseconds(500));
  Advance(seconds(1));
  EXPECT_EQ(State().breaker, BreakerState::kOpen);
}

TEST_F(GuardedTransportBreakerTest, StatusesThatCountAreConfigured) {
  BreakerOptions options = BreakerOf(1);
  options.failure_statuses = {500};
  UseBreaker(options);
  Call(Response(503));
  EXPECT_EQ(State().breaker, BreakerState::kClosed);
  Call(Response(500));
  EXPECT_EQ(State().breaker, BreakerState::kOpen);
}

TEST_F(GuardedTransportBreakerTest, NoneIsOpenedWhereNoNumberIsGiven) {
  UseBreaker(BreakerOf(0));
  Fail(100);
  EXPECT_EQ(State().breaker, BreakerState::kClosed);
}

TEST_F(GuardedTransportBreakerTest, FailureCountsForNineTenthsOfTheWindowAtLeast) {
  Fail(2);
  Advance(milliseconds(9'999));
  EXPECT_EQ(State().failures, 2U);
  Fail(1);
  EXPECT_TRUE(IsOpen());
}

TEST_F(GuardedTransportBreakerTest, FailureCountsNoLongerThanTheWindow) {
  Advance(milliseconds(999));
  Fail(2);
  Advance(milliseconds(9'001));
  Fail(1);
  EXPECT_EQ(State().failures, 1U);
  EXPECT_FALSE(IsOpen());
}

TEST_F(GuardedTransportBreakerTest, OldFailuresLeaveTheWindowOneTenthAfterTheOther) {
  Fail(1);
  Advance(seconds(1));
  Fail(1);
  Advance(seconds(9));
  Call(Response(200));
  EXPECT_EQ(State().failures, 1U);
  Advance(seconds(1));
  Call(Response(200));
  EXPECT_EQ(State().failures, 0U);
}

TEST_F(GuardedTransportBreakerTest, StaysOpenForItsTimeAndNoLonger) {
  Fail(3);
  Advance(milliseconds(4'999));
  EXPECT_TRUE(IsOpen());
  Advance(milliseconds(1));
  EXPECT_EQ(Call(Response(200)), "200");
  EXPECT_EQ(State().breaker, BreakerState::kClosed);
  EXPECT_THAT(log_->lines, ElementsAre("closed>open (failures)", "open>half_open (elapsed)",
                                       "half_open>closed (recovered)"));
}

TEST_F(GuardedTransportBreakerTest, StartsToCountAnewWhenItCloses) {
  Fail(3);
  Advance(seconds(5));
  Call(Response(200));
  Fail(2);
  EXPECT_FALSE(IsOpen());
}

TEST_F(GuardedTransportBreakerTest, LetsOneTrialThroughAtATime) {
  Fail(3);
  Advance(seconds(5));
  const GuardedCall& trial = Start("trial");
  EXPECT_EQ(trial.verdict(), "");
  EXPECT_EQ(State().breaker, BreakerState::kHalfOpen);
  EXPECT_TRUE(IsOpen()) << "for all others";
  Answer(held_->size() - 1);
  EXPECT_EQ(trial.verdict(), "200");
  EXPECT_FALSE(IsOpen());
}

TEST_F(GuardedTransportBreakerTest, FailedTrialOpensItForItsTimeAgain) {
  Fail(3);
  Advance(seconds(5));
  EXPECT_EQ(Call(Response(503)), "503");
  Advance(milliseconds(4'999));
  EXPECT_TRUE(IsOpen());
  Advance(milliseconds(1));
  EXPECT_EQ(Call(Response(200)), "200");
}

TEST_F(GuardedTransportBreakerTest, CancelledTrialMakesRoomForAnother) {
  Fail(3);
  Advance(seconds(5));
  Start("trial").Cancel();
  Turn(*context_);
  EXPECT_EQ(State().breaker, BreakerState::kHalfOpen);
  EXPECT_EQ(Call(Response(200)), "200");
}

TEST_F(GuardedTransportBreakerTest, TrialThatGoesWithItsContextMakesRoomForAnother) {
  Fail(3);
  Advance(seconds(5));
  {
    boost::asio::io_context other(1);
    StartOn(other, Post("trial"), seconds(4));
    EXPECT_TRUE(IsOpen());
  }
  EXPECT_EQ(Call(Response(200)), "200");
}

TEST_F(GuardedTransportBreakerTest, FirstTrialToEndDecides) {
  BreakerOptions options = BreakerOf(3);
  options.trials = 2;
  UseBreaker(options);
  Fail(3);
  Advance(seconds(5));
  Start("one");
  Start("two");
  EXPECT_TRUE(IsOpen()) << "for a third";
  const std::size_t two = held_->size() - 1;
  Answer(two, Response(200));
  EXPECT_EQ(State().breaker, BreakerState::kClosed);
  Answer(two - 1, Response(503));
  EXPECT_EQ(State().breaker, BreakerState::kClosed);
  EXPECT_EQ(State().calls, 0U) << "a trial that came too late is not counted";
}

TEST_F(GuardedTransportBreakerTest, CallFromBeforeItOpenedDoesNotCloseIt) {
  Start("early");
  const std::size_t early = held_->size() - 1;
  Fail(3);
  Answer(early, Response(200));
  EXPECT_TRUE(IsOpen());
  EXPECT_EQ(calls_[0]->verdict(), "200") << "but has its reply";
}

TEST_F(GuardedTransportBreakerTest, WaitersEndWhenItOpens) {
  LimitOptions limit;
  limit.calls = 1;
  UseBreaker(BreakerOf(1), limit);
  Start("a");
  const GuardedCall& b = Start("b");
  const GuardedCall& c = Start("c");
  Answer(0, Response(503));
  EXPECT_EQ(b.verdict(), "unavailable: circuit open");
  EXPECT_EQ(c.verdict(), "unavailable: circuit open");
  EXPECT_EQ(State().waiting, 0U);
  EXPECT_EQ(held_->size(), 1U);
}

TEST_F(GuardedTransportBreakerTest, HostsHaveBreakersOfTheirOwn) {
  Fail(3);
  const GuardedCall& other = StartOn(*context_, Post("x", "https://other"), seconds(4));
  EXPECT_EQ(other.verdict(), "");
}

TEST_F(GuardedTransportBreakerTest, RequestIsHandedOnOnceWhateverItsResend) {
  UseBreaker(BreakerOf(1));
  StartOn(*context_, Post("otp").WithResend(Resend::kSafe), seconds(4));
  Answer(0, Failure(ErrorCode::kUnavailable, "no reply"));
  EXPECT_EQ(calls_.back()->verdict(), "unavailable: no reply");
  Advance(minutes(10));
  EXPECT_EQ(held_->size(), 1U);
}

// 429 with Retry-After

class GuardedTransportPauseTest : public GuardedTransportBreakerTest {
 protected:
  static Response TooMany(std::string retry_after) {
    return Response(429).WithHeader("Retry-After", std::move(retry_after));
  }
  /// How long calls are refused after this answer, in seconds; 100 for longer.
  int PauseAfter(Response answer) {
    Call(std::move(answer));
    int pause = 0;
    while (pause < 100 && IsOpen()) {
      Advance(seconds(1));
      ++pause;
    }
    return pause;
  }
};

TEST_F(GuardedTransportPauseTest, SecondsAreHonoured) {
  EXPECT_EQ(PauseAfter(TooMany("7")), 7);
  EXPECT_THAT(log_->lines, ElementsAre("closed>open (rate_limited)", "open>half_open (elapsed)",
                                       "half_open>closed (recovered)"));
}

TEST_F(GuardedTransportPauseTest, DateIsHonoured) {
  EXPECT_EQ(PauseAfter(TooMany("Thu, 01 Jan 2026 00:00:12 GMT")), 12);
}

TEST_F(GuardedTransportPauseTest, DateThatHasPassedIsNoPause) {
  EXPECT_EQ(PauseAfter(TooMany("Wed, 31 Dec 2025 23:59:59 GMT")), 0);
}

TEST_F(GuardedTransportPauseTest, NoPauseIsLongerThanTheLongest) {
  EXPECT_EQ(PauseAfter(TooMany("86400")), 60);
}

TEST_F(GuardedTransportPauseTest, WhatIsNoTimeIsAFailureLikeOthers) {
  EXPECT_EQ(PauseAfter(TooMany("soon")), 0);
  EXPECT_EQ(State().failures, 1U);
}

TEST_F(GuardedTransportPauseTest, NoneIsGrantedWhereNoneIsAllowed) {
  BreakerOptions options = BreakerOf(3);
  options.longest_pause = milliseconds(0);
  UseBreaker(options);
  EXPECT_EQ(PauseAfter(TooMany("7")), 0);
}

TEST_F(GuardedTransportPauseTest, LongerPauseOfALateReplyCounts) {
  Start("late");
  Call(TooMany("7"));
  Answer(0, TooMany("9"));
  Advance(seconds(8));
  EXPECT_TRUE(IsOpen());
  Advance(seconds(1));
  EXPECT_FALSE(IsOpen());
}

TEST_F(GuardedTransportPauseTest, ShorterPauseOfALateReplyDoesNot) {
  Start("late");
  Call(TooMany("7"));
  Answer(0, TooMany("2"));
  Advance(seconds(6));
  EXPECT_TRUE(IsOpen());
}

TEST_F(GuardedTransportPauseTest, TrialThatIsToldToPauseOpensAgain) {
  Fail(3);
  Advance(seconds(5));
  EXPECT_EQ(PauseAfter(TooMany("9")), 9);
}

// Clocks that go backwards

TEST_F(GuardedTransportBreakerTest, ClockThatGoesBackwardsDoesNotKeepItOpen) {
  Advance(minutes(10));
  Fail(3);
  clock_->Advance(-minutes(9));
  EXPECT_TRUE(IsOpen());
  Advance(milliseconds(4'999));
  EXPECT_TRUE(IsOpen());
  Advance(milliseconds(1));
  EXPECT_FALSE(IsOpen());
}

TEST_F(GuardedTransportBreakerTest, ClockThatGoesBackwardsForgetsWhatWasCounted) {
  Advance(minutes(10));
  Fail(2);
  clock_->Advance(-minutes(11));
  Fail(2);
  EXPECT_EQ(State().failures, 2U);
  EXPECT_FALSE(IsOpen());
}

TEST_F(GuardedTransportPauseTest, CalendarThatGoesBackwardsGivesNoLongerPauseThanTheLongest) {
  Advance(minutes(10));
  clock_->Advance(-minutes(5));
  EXPECT_EQ(PauseAfter(TooMany("Thu, 01 Jan 2026 00:10:00 GMT")), 60);
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
