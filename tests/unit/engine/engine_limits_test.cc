// Steps, time and the life of a session.
#include <chrono>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine_bench.h"

namespace authtree::inline v0::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class EngineBudget : public ::testing::Test {
 protected:
  // Two nodes that lead to each other for ever, by their error outcome as well.
  void Loop() {
    const Json properties = {{"outcomes", {"outcome", "error"}}};
    bench_.journey()
        .Node("a", "TestNode", {{"outcome", "b"}, {"error", "b"}}, properties)
        .Node("b", "TestNode", {{"outcome", "a"}, {"error", kSuccess}}, properties);
  }

  EngineBench bench_;
};

TEST_F(EngineBudget, ALoopThatNeverAsksEnds) {
  Loop();
  bench_.limits().steps = 20;

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed internal: The round took more steps than allowed.");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kLimit), "20");
  EXPECT_EQ(bench_.observer().steps.size(), 20U);
}

TEST_F(EngineBudget, ALoopThatNeverAsksEndsWithoutALimitOfTheHost) {
  Loop();

  EXPECT_EQ(ErrorOf(bench_.Begin()).code(), ErrorCode::kInternal);
}

TEST_F(EngineBudget, ExactlyTheLastStepIsAllowed) {
  bench_.journey().Node("a", "TestNode", {{"outcome", "b"}}).Node("b", "TestNode", {{"outcome", kSuccess}});
  bench_.limits().steps = 2;
  EXPECT_EQ(EndOf(bench_.Begin()), "succeeded");

  bench_.limits().steps = 1;
  EXPECT_EQ(ErrorOf(bench_.Begin()).code(), ErrorCode::kInternal);
}

TEST_F(EngineBudget, EveryRoundHasItsOwnSteps) {
  bench_.journey().Node("ask", "AskNode", {{"outcome", kSuccess}});
  bench_.limits().steps = 1;
  (void)bench_.Begin();
  (void)bench_.SubmitTexts({""});

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
}

TEST_F(EngineBudget, ChildrenOfAPageCount) {
  bench_.journey()
      .Node("box", "BoxNode", {{"outcome", kSuccess}},
            {{"nodes", {ChildEntry("c1", "TestNode"), ChildEntry("c2", "TestNode")}}})
      .Child("c1")
      .Child("c2");
  bench_.limits().steps = 3;
  EXPECT_EQ(EndOf(bench_.Begin()), "succeeded");

  bench_.limits().steps = 2;
  EXPECT_EQ(EndOf(bench_.Begin()), "failed internal: The round took more steps than allowed.");
}

TEST_F(EngineBudget, ASpentTimeBudgetFailsClosedWhateverIsConnected) {
  Loop();
  bench_.On("a", [this](const StepContext&) {
    bench_.clock().Advance(milliseconds(4001));
    return Action::To("outcome");
  });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed timeout: The round took longer than allowed.");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kNode), "b");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kLimit), "4000 ms");
}

TEST_F(EngineBudget, TheWholeTimeBudgetMayBeUsed) {
  bench_.journey().Node("a", "TestNode", {{"outcome", "b"}}).Node("b", "TestNode", {{"outcome", kSuccess}});
  bench_.On("a", [this](const StepContext&) {
    bench_.clock().Advance(milliseconds(4000));
    return Action::To("outcome");
  });

  EXPECT_EQ(EndOf(bench_.Begin()), "succeeded");
}

TEST_F(EngineBudget, ACallsDeadlineLeavesTheReserve) {
  bench_.journey().Node("a", "TestNode", {{"outcome", "b"}}).Node("b", "TestNode", {{"outcome", kSuccess}});
  const auto begin = bench_.clock().SteadyNow();
  bench_.On("a", [this](const StepContext&) {
    bench_.clock().Advance(seconds(1));
    return Action::To("outcome");
  });
  CallContext::TimePoint deadline;
  bench_.On("b", [&deadline](const StepContext& step) {
    deadline = step.call().deadline();
    return Action::To("outcome");
  });

  (void)bench_.Begin();

  EXPECT_EQ(deadline - begin, milliseconds(3800));
}

TEST_F(EngineBudget, AfterACallTookAllItMayTheErrorBranchStillRuns) {
  bench_.journey()
      .Node("a", "TestNode", {{"outcome", kSuccess}, {"error", "ask"}}, {{"outcomes", {"outcome", "error"}}})
      .Node("ask", "AskNode", {{"outcome", kFailure}});
  bench_.On("a", [this](const StepContext&) -> Result<Action> {
    bench_.clock().Advance(milliseconds(3800));
    return tl::unexpected(Error(ErrorCode::kTimeout, "The service did not answer in time."));
  });

  EXPECT_EQ(EndOf(bench_.Begin()), "asked");
}

class SessionLife : public ::testing::Test {
 protected:
  SessionLife() { bench_.journey().Node("ask", "AskNode", {{"outcome", kSuccess}}); }

  EngineBench bench_;
};

TEST_F(SessionLife, EndsAfterFiveMinutes) {
  (void)bench_.Begin();
  bench_.clock().Advance(minutes(5));

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "failed timeout: The journey took too long. Start it again.");
}

TEST_F(SessionLife, LastsUntilThen) {
  (void)bench_.Begin();
  bench_.clock().Advance(minutes(5) - milliseconds(1));

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
}

TEST_F(SessionLife, IsNotProlongedByAnswers) {
  (void)bench_.Begin();
  bench_.clock().Advance(minutes(4));
  (void)bench_.SubmitTexts({""});
  bench_.clock().Advance(minutes(1));

  EXPECT_EQ(ErrorOf(bench_.SubmitTexts({"bob"})).code(), ErrorCode::kTimeout);
}

TEST_F(SessionLife, IsWhatTheTreeSays) {
  bench_.journey().tree()["treeTimeout"] = 30;
  (void)bench_.Begin();
  bench_.clock().Advance(minutes(29));

  EXPECT_EQ(EndOf(bench_.SubmitTexts({""})), "asked");
  bench_.clock().Advance(minutes(1));
  EXPECT_EQ(ErrorOf(bench_.SubmitTexts({"bob"})).code(), ErrorCode::kTimeout);
}

TEST_F(SessionLife, IsWhatTheHostSaysWhenTheTreeSaysNothing) {
  bench_.limits().journey = minutes(1);
  (void)bench_.Begin();

  EXPECT_EQ(bench_.prompt().session.expires, bench_.clock().Now() + minutes(1));
}

}  // namespace
}  // namespace authtree::inline v0::testing
