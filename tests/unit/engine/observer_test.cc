#include "authtree/engine/observer.h"

#include <chrono>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine_bench.h"

namespace authtree::inline v0::testing {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ObserverTest : public ::testing::Test {
 protected:
  const std::vector<RecordingObserver::Step>& Steps() { return bench_.observer().steps; }
  const std::vector<RoundEvent>& Rounds() { return bench_.observer().rounds; }

  EngineBench bench_;
};

TEST_F(ObserverTest, IsToldEachStepInOrder) {
  bench_.journey()
      .Node("a", "TestNode", {{"outcome", "ask"}})
      .Node("ask", "AskNode", {{"outcome", kSuccess}});
  (void)bench_.Begin();
  (void)bench_.SubmitTexts({"bob"});

  EXPECT_THAT(bench_.observer().Lines(), ElementsAre("a -> outcome", "ask asks", "ask -> outcome"));
  EXPECT_EQ(Steps()[0].journey, "Login");
  EXPECT_EQ(Steps()[0].node_type, "TestNode");
  EXPECT_EQ(Steps()[0].display_name, "The a");
}

TEST_F(ObserverTest, IsToldKeysWithTheirTier) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}}, {{"writes", {"a", "b", "password"}}});
  bench_.On("n", [](const StepContext&) {
    return Action::To("outcome")
        .Put(StateKey<std::string>{"a"}, "value")
        .PutTransient(StateKey<Secret>{"password"}, Secret("hunter2"))
        .Remove("b");
  });
  (void)bench_.Begin();

  const std::vector<WrittenKey>& written = Steps().at(0).written;
  ASSERT_THAT(written, SizeIs(3));
  EXPECT_EQ(written[0].key, "a");
  EXPECT_EQ(written[0].tier, Tier::kShared);
  EXPECT_FALSE(written[0].removed);
  EXPECT_EQ(written[1].key, "password");
  EXPECT_EQ(written[1].tier, Tier::kTransient);
  EXPECT_EQ(written[2].key, "b");
  EXPECT_TRUE(written[2].removed);
}

TEST_F(ObserverTest, IsToldTheErrorThatBecameAnOutcome) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}, {"error", kFailure}},
                        {{"outcomes", {"outcome", "error"}}});
  bench_.On("n", [](const StepContext&) -> Result<Action> {
    return tl::unexpected(Error(ErrorCode::kLicenseLimit, "No license is left."));
  });
  (void)bench_.Begin();

  ASSERT_THAT(bench_.observer().Lines(), ElementsAre("n -> error"));
  ASSERT_TRUE(Steps()[0].error.has_value());
  EXPECT_EQ(Steps()[0].error->code(), ErrorCode::kLicenseLimit);
  ASSERT_THAT(Steps()[0].written, SizeIs(2));
  EXPECT_EQ(Steps()[0].written[0].key, "error_message");
  EXPECT_EQ(Steps()[0].written[1].key, "error_code");
}

TEST_F(ObserverTest, AFailedStepHasWrittenNothing) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}});
  bench_.On("n", [](const StepContext&) {
    return Action::To("outcome").Put(StateKey<std::string>{"undeclared"}, "x");
  });
  (void)bench_.Begin();

  ASSERT_THAT(bench_.observer().Lines(), ElementsAre("n fails"));
  EXPECT_THAT(Steps()[0].written, IsEmpty());
  EXPECT_TRUE(Steps()[0].error.has_value());
}

TEST_F(ObserverTest, IsToldHowLongAStepTook) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}});
  bench_.On("n", [this](const StepContext&) {
    bench_.clock().Advance(milliseconds(250));
    return Action::To("outcome");
  });
  (void)bench_.Begin();

  EXPECT_EQ(Steps().at(0).took, milliseconds(250));
  EXPECT_EQ(Rounds().at(0).took, milliseconds(250));
}

TEST_F(ObserverTest, IsToldHowEachRoundEnded) {
  bench_.journey().Node("ask", "AskNode", {{"outcome", kSuccess}});
  (void)bench_.Begin();
  (void)bench_.SubmitTexts({"bob"});
  bench_.journey().Entry(kFailure);
  (void)bench_.Begin();

  ASSERT_THAT(Rounds(), SizeIs(3));
  EXPECT_EQ(Rounds()[0].end, RoundEnd::kAsked);
  EXPECT_EQ(Rounds()[0].steps, 1U);
  EXPECT_EQ(Rounds()[1].end, RoundEnd::kSucceeded);
  EXPECT_EQ(Rounds()[2].end, RoundEnd::kDenied);
  EXPECT_EQ(Rounds()[2].steps, 0U);
  EXPECT_FALSE(Rounds()[2].error.has_value());
}

TEST_F(ObserverTest, IsToldWhyARoundFailed) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}});
  bench_.On("n", [](const StepContext&) -> Result<Action> {
    return tl::unexpected(Error(ErrorCode::kUnavailable, "Try later."));
  });
  (void)bench_.Begin();

  ASSERT_THAT(Rounds(), SizeIs(1));
  EXPECT_EQ(Rounds()[0].end, RoundEnd::kFailed);
  EXPECT_EQ(Rounds()[0].error->code(), ErrorCode::kUnavailable);
}

TEST_F(ObserverTest, IsToldOfARoundThatDidNotGetAsFarAsANode) {
  bench_.journey().Node("ask", "AskNode", {{"outcome", kSuccess}});
  (void)bench_.Begin();
  (void)bench_.SubmitTexts({"bob", "extra"});
  (void)bench_.Begin();
  bench_.clock().Advance(std::chrono::hours(1));
  (void)bench_.SubmitTexts({"bob"});

  ASSERT_THAT(Rounds(), SizeIs(4));
  EXPECT_EQ(Rounds()[1].end, RoundEnd::kFailed);
  EXPECT_EQ(Rounds()[1].error->code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(Rounds()[3].end, RoundEnd::kExpired);
  EXPECT_EQ(Rounds()[3].error->code(), ErrorCode::kTimeout);
}

TEST(RoundEndName, IsStable) {
  EXPECT_EQ(RoundEndName(RoundEnd::kAsked), "asked");
  EXPECT_EQ(RoundEndName(RoundEnd::kSucceeded), "succeeded");
  EXPECT_EQ(RoundEndName(RoundEnd::kDenied), "denied");
  EXPECT_EQ(RoundEndName(RoundEnd::kFailed), "failed");
}

}  // namespace
}  // namespace authtree::inline v0::testing
