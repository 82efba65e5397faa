#include "authtree/core/clock.h"

#include <gtest/gtest.h>

#include "authtree/core/call_context.h"
#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0 {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(ManualClock, StandsStillUntilItIsMoved) {
  const testkit::ManualClock clock;
  const auto now = clock.Now();
  const auto steady = clock.SteadyNow();

  EXPECT_EQ(clock.Now(), now);
  EXPECT_EQ(clock.SteadyNow(), steady);
}

TEST(ManualClock, MovesBothTimesByTheSameStep) {
  testkit::ManualClock clock;
  const auto now = clock.Now();
  const auto steady = clock.SteadyNow();

  clock.Advance(seconds(90));

  EXPECT_EQ(clock.Now() - now, seconds(90));
  EXPECT_EQ(clock.SteadyNow() - steady, seconds(90));
}

TEST(SystemClock, SteadyTimeNeverGoesBack) {
  const auto clock = SystemClock();
  const auto before = clock->SteadyNow();

  EXPECT_GE(clock->SteadyNow(), before);
}

TEST(SystemClock, TellsATimeAfterTheProjectBegan) {
  using std::chrono::sys_days;
  using std::chrono::year;

  EXPECT_GT(SystemClock()->Now(), sys_days(year(2024) / 1 / 1));
}

TEST(CallContext, NotAfterTakesTheEarlierDeadline) {
  const CallContext call(CallContext::TimePoint(milliseconds(1000)));

  EXPECT_EQ(call.NotAfter(CallContext::TimePoint(milliseconds(400))).deadline().time_since_epoch(),
            milliseconds(400));
  EXPECT_EQ(call.NotAfter(CallContext::TimePoint(milliseconds(4000))).deadline().time_since_epoch(),
            milliseconds(1000));
}

}  // namespace
}  // namespace authtree::inline v0
