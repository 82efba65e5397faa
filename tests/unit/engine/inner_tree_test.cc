// Trees inside trees: outcomes, state on the way in and out, prompts, errors.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/session/session_codec.h"

#include "engine_bench.h"

namespace authtree::inline v0::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

constexpr std::string_view kTransientKey = "key";

// Login holds "box", which stands for the tree Inner. Behind it "look" tells whether it sees a key.
class InnerTree : public ::testing::Test {
 protected:
  InnerTree() {
    bench_.On("box/put", [](const StepContext&) {
      return Action::To("outcome").PutTransient(StateKey<std::string>{kTransientKey}, "inner");
    });
    bench_.On("put", [](const StepContext&) {
      return Action::To("outcome").PutTransient(StateKey<std::string>{kTransientKey}, "outer");
    });
    bench_.On("box/fail", [](const StepContext&) -> Result<Action> {
      return tl::unexpected(Error(ErrorCode::kConflict, "It is taken."));
    });
  }

  ExportBuilder& Box(Json connections = {{"true", kSuccess}, {"false", kFailure}}, bool error = false) {
    return bench_.journey().Node("box", "InnerNode", std::move(connections),
                                 {{"tree", "Inner"}, {"error", error}});
  }
  ExportBuilder& Inner() { return inner_; }
  RoundResult Begin() {
    bench_.AddTree(inner_);
    return bench_.Begin();
  }
  static Json Found() { return {{"found", kSuccess}, {"missing", kFailure}}; }
  static Json Writes() { return {{"writes", {"key"}}}; }

  EngineBench bench_;
  ExportBuilder inner_{"Inner"};
};

TEST_F(InnerTree, ItsSuccessIsTrue) {
  Box();
  Inner().Node("a", "TestNode", {{"outcome", kSuccess}});

  EXPECT_EQ(EndOf(Begin()), "succeeded");
  EXPECT_THAT(bench_.observer().Lines(), ElementsAre("box/a -> outcome", "box -> true"));
}

TEST_F(InnerTree, ItsFailureIsFalse) {
  Box({{"true", kFailure}, {"false", kSuccess}});
  Inner().Node("a", "TestNode", {{"outcome", kFailure}});

  EXPECT_EQ(EndOf(Begin()), "succeeded");
  EXPECT_THAT(bench_.observer().Lines(), ElementsAre("box/a -> outcome", "box -> false"));
}

TEST_F(InnerTree, MayBeginAtAnEnd) {
  Box();
  Inner().Entry(kFailure);

  EXPECT_EQ(EndOf(Begin()), "denied");
}

TEST_F(InnerTree, AnEndThatTheJourneyDoesNotConnectFails) {
  Box({{"false", kFailure}});
  Inner().Node("a", "TestNode", {{"outcome", kSuccess}});

  EXPECT_EQ(EndOf(Begin()), "failed internal: The journey took an outcome that leads nowhere.");
}

TEST_F(InnerTree, WritesToTheSharedStateOfTheOuter) {
  Box({{"true", "look"}}).Node("look", "LookNode", Found());
  Inner().Node("ask", "AskNode", {{"outcome", kSuccess}});
  (void)Begin();

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
}

TEST_F(InnerTree, SeesTheTransientStateOfTheOuter) {
  bench_.journey().Node("put", "TestNode", {{"outcome", "box"}}, Writes());
  Box();
  Inner().Node("look", "LookNode", Found(), {{"key", "key"}});

  EXPECT_EQ(EndOf(Begin()), "succeeded");
}

TEST_F(InnerTree, ItsTransientStateDoesNotComeBack) {
  Box({{"true", "look"}}).Node("look", "LookNode", Found(), {{"key", "key"}});
  Inner().Node("put", "TestNode", {{"outcome", kSuccess}}, Writes());

  EXPECT_EQ(EndOf(Begin()), "denied");
}

TEST_F(InnerTree, ItsTransientStateDoesNotComeBackAfterAPromptEither) {
  Box({{"true", "look"}}).Node("look", "LookNode", Found(), {{"key", "key"}});
  Inner()
      .Node("put", "TestNode", {{"outcome", "ask"}}, Writes())
      .Node("ask", "AskNode", {{"outcome", kSuccess}});
  (void)Begin();

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "denied");
}

TEST_F(InnerTree, TheTransientStateOfTheOuterOutlivesIt) {
  bench_.journey().Node("put", "TestNode", {{"outcome", "box"}}, Writes());
  Box({{"true", "look"}}).Node("look", "LookNode", Found(), {{"key", "key"}});
  Inner().Node("ask", "AskNode", {{"outcome", kSuccess}});
  (void)Begin();

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
}

TEST_F(InnerTree, LeavesNoBookkeepingBehind) {
  Box();
  Inner().Node("a", "TestNode", {{"outcome", kSuccess}});

  const RoundResult result = Begin();

  ASSERT_TRUE(std::holds_alternative<Succeeded>(result));
  EXPECT_EQ(std::get<Succeeded>(result).state.tier(Tier::kShared).count("box.kept"), 0U);
}

TEST_F(InnerTree, ItsPromptOutlivesTheStore) {
  Box();
  Inner().Node("ask", "AskNode", {{"outcome", kSuccess}});
  ASSERT_EQ(EndOf(Begin()), "asked");

  const Result<SecretBuffer> encoded = EncodeSession(bench_.prompt().session);
  ASSERT_TRUE(encoded);
  const auto decoded = DecodeSession(Secret(std::string_view(encoded->data(), encoded->size())));
  ASSERT_TRUE(decoded);
  EXPECT_EQ((*decoded)->node, "box/ask");
  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
}

TEST_F(InnerTree, MayHoldAnother) {
  Box();
  Inner().Node("deep", "InnerNode", {{"true", kFailure}, {"false", kSuccess}}, {{"tree", "Deep"}});
  bench_.AddTree(ExportBuilder("Deep").Node("ask", "AskNode", {{"outcome", kFailure}}));
  ASSERT_EQ(EndOf(Begin()), "asked");

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
  EXPECT_THAT(bench_.observer().Lines(), ElementsAre("box/deep/ask asks", "box/deep/ask -> outcome",
                                                     "box/deep -> false", "box -> true"));
}

TEST_F(InnerTree, MayBeUsedTwice) {
  Box({{"true", "again"}, {"false", kFailure}});
  bench_.journey().Node("again", "InnerNode", {{"true", kSuccess}}, {{"tree", "Inner"}});
  Inner().Node("ask", "AskNode", {{"outcome", kSuccess}});
  (void)Begin();
  (void)bench_.SubmitTexts({"bob"});

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
  EXPECT_THAT(bench_.observer().Lines(), Contains("again/ask -> outcome"));
}

TEST_F(InnerTree, MayHoldAPage) {
  Box();
  Inner()
      .Node("page", "BoxNode", {{"outcome", kSuccess}}, {{"nodes", {ChildEntry("c", "TestNode")}}})
      .Child("c");

  EXPECT_EQ(EndOf(Begin()), "succeeded");
  EXPECT_THAT(bench_.observer().Lines(), Contains("box/c -> outcome"));
}

TEST_F(InnerTree, AnErrorWithoutAnOutcomeFailsTheRound) {
  Box();
  Inner().Node("fail", "TestNode", {{"outcome", kSuccess}});

  EXPECT_EQ(EndOf(Begin()), "failed conflict: It is taken.");
}

TEST_F(InnerTree, AnErrorTakesTheErrorOutcomeOfTheOuter) {
  Box({{"true", kFailure}, {"false", kFailure}, {"error", kSuccess}}, true);
  Inner().Node("fail", "TestNode", {{"outcome", kSuccess}});

  const RoundResult result = Begin();

  EXPECT_EQ(KeyOf(result, "errorMessage"), "It is taken.");
  EXPECT_EQ(KeyOf(result, "errorNode"), R"({"displayName":"The fail","id":"box/fail","type":"TestNode"})");
}

TEST_F(InnerTree, AnErrorLeavesSeveralTreesAtOnce) {
  Box({{"true", kFailure}, {"false", kFailure}, {"error", kSuccess}}, true);
  Inner().Node("deep", "InnerNode", {{"true", kFailure}}, {{"tree", "Deep"}});
  bench_.AddTree(ExportBuilder("Deep").Node("fail", "TestNode", {{"outcome", kFailure}}));
  bench_.On("box/deep/fail", [](const StepContext&) -> Result<Action> {
    return tl::unexpected(Error(ErrorCode::kConflict, "It is taken."));
  });

  EXPECT_EQ(EndOf(Begin()), "succeeded");
  EXPECT_THAT(bench_.observer().Lines(), ElementsAre("box/deep/fail fails", "box -> error"));
}

TEST_F(InnerTree, AMistakeOfTheProgramTakesNoErrorOutcome) {
  Box({{"true", kFailure}, {"false", kFailure}, {"error", kSuccess}}, true);
  Inner().Node("a", "TestNode", {{"outcome", kSuccess}});
  bench_.On("box/a", [](const StepContext&) -> Result<Action> { return Action::To("nowhere"); });

  EXPECT_EQ(ErrorOf(Begin()).code(), ErrorCode::kInternal);
}

TEST_F(InnerTree, CyclesThatNeverAskAreEnded) {
  Box({{"true", "box"}, {"false", kFailure}});
  Inner().Entry(kSuccess);

  EXPECT_EQ(EndOf(Begin()), "failed internal: The round took more steps than allowed.");
}

}  // namespace
}  // namespace authtree::inline v0::testing
