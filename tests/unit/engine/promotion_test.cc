// Which transient values survive a prompt: those that a node which can still run declares by name.
#include <string>

#include <gtest/gtest.h>

#include "engine_bench.h"

namespace authtree::inline v0::testing {
namespace {

// put writes a transient key; ask prompts; look tells whether it still sees the key.
class Promotion : public ::testing::Test {
 protected:
  Promotion() {
    bench_.On("put", [](const StepContext&) {
      return Action::To("outcome").PutTransient(StateKey<std::string>{"key"}, "kept");
    });
  }
  ExportBuilder& Put(const std::string& next) {
    return bench_.journey().Node("put", "TestNode", {{"outcome", next}}, {{"writes", {"key"}}});
  }
  static Json Found() { return {{"found", kSuccess}, {"missing", kFailure}}; }
  static Json ByName() { return {{"key", "key"}}; }
  static Json ByNoName() { return {{"key", "key"}, {"everything", true}}; }

  EngineBench bench_;
};

TEST_F(Promotion, IsNotNeededWithinARound) {
  Put("look").Node("look", "LookNode", Found(), ByNoName());

  EXPECT_EQ(EndOf(bench_.Begin()), "succeeded");
}

TEST_F(Promotion, ADownstreamNodeThatNamesTheKeySeesIt) {
  Put("ask").Node("ask", "AskNode", {{"outcome", "look"}}).Node("look", "LookNode", Found(), ByName());
  (void)bench_.Begin();

  const JourneyState& kept = bench_.prompt().session.state;
  EXPECT_EQ(kept.tier(Tier::kSecure).count("key"), 1U);
  EXPECT_TRUE(kept.tier(Tier::kTransient).empty());
  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
}

TEST_F(Promotion, AKeyThatNobodyNamesIsDropped) {
  Put("ask").Node("ask", "AskNode", {{"outcome", kSuccess}});

  EXPECT_EQ(KeyOf(bench_.Begin(), "key"), "(none)");
}

TEST_F(Promotion, ReadingEverythingIsNotNamingTheKey) {
  Put("ask").Node("ask", "AskNode", {{"outcome", "look"}}).Node("look", "LookNode", Found(), ByNoName());
  (void)bench_.Begin();

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "denied");
}

TEST_F(Promotion, ANodeThatRanBeforeAndCannotRunAgainDoesNotCount) {
  Put("look").Node("look", "LookNode", {{"found", "ask"}, {"missing", kFailure}}, ByName());
  bench_.journey().Node("ask", "AskNode", {{"outcome", kSuccess}});

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "asked");
  EXPECT_EQ(KeyOf(result, "key"), "(none)");
}

TEST_F(Promotion, ANodeThatALoopLeadsBackToCounts) {
  Put("look").Node("look", "LookNode", {{"found", "ask"}, {"missing", kFailure}}, ByName());
  bench_.journey().Node("ask", "AskNode", {{"outcome", "look"}});
  (void)bench_.Begin();

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "asked");
}

TEST_F(Promotion, ANodeBehindTheErrorOutcomeCounts) {
  Put("n").Node("n", "TestNode", {{"outcome", kSuccess}, {"error", "look"}},
                {{"outcomes", {"outcome", "error"}}});
  bench_.journey().Node("look", "LookNode", Found(), ByName());
  bench_.On("n", [](const StepContext&) { return Action::Ask(Callback::Name("User")); });

  EXPECT_EQ(KeyOf(bench_.Begin(), "key"), "kept");
}

TEST_F(Promotion, TheAskingNodeItselfCounts) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}},
                        {{"reads", {"nonce"}}, {"writes", {"nonce"}}});
  std::string seen;
  bench_.On("n", [&seen](const StepContext& step) {
    const StateKey<std::string> nonce{"nonce"};
    if (!step.answered()) return Action::Ask(Callback::Name("User")).PutTransient(nonce, "n-1");
    seen = step.state().Get(nonce).value_or("(none)");
    return Action::To("outcome");
  });
  (void)bench_.Begin();
  (void)bench_.SubmitTexts({"bob"});

  EXPECT_EQ(seen, "n-1");
}

TEST_F(Promotion, LastsOverSeveralPrompts) {
  Put("ask1").Node("ask1", "AskNode", {{"outcome", "ask2"}}).Node("ask2", "AskNode", {{"outcome", "look"}});
  bench_.journey().Node("look", "LookNode", Found(), ByName());
  (void)bench_.Begin();
  (void)bench_.SubmitTexts({"one"});

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"two"})), "succeeded");
}

TEST_F(Promotion, AnAnswerPutIntoTransientStateIsThereWithoutAnotherPrompt) {
  bench_.journey()
      .Node("ask", "AskNode", {{"outcome", "look"}}, {{"key", "key"}, {"tier", "transient"}})
      .Node("look", "LookNode", Found(), ByNoName());
  (void)bench_.Begin();

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"typed"})), "succeeded");
}

TEST_F(Promotion, TheChildOfADownstreamPageCounts) {
  Put("ask").Node("ask", "AskNode", {{"outcome", "box"}});
  bench_.journey()
      .Node("box", "BoxNode", Found(), {{"nodes", {ChildEntry("look", "LookNode")}}})
      .Child("look", ByName());
  (void)bench_.Begin();

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
}

TEST_F(Promotion, TheChildOfTheAskingPageCounts) {
  Put("box")
      .Node("box", "BoxNode", Found(),
            {{"nodes", {ChildEntry("ask", "AskNode"), ChildEntry("look", "LookNode")}}})
      .Child("ask")
      .Child("look", ByName());
  (void)bench_.Begin();

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
}

TEST_F(Promotion, APasswordStaysASecret) {
  bench_.journey()
      .Node("put", "TestNode", {{"outcome", "ask"}}, {{"writes", {"password"}}})
      .Node("ask", "AskNode", {{"outcome", "look"}})
      .Node("look", "LookNode", Found(), {{"key", "password"}});
  bench_.On("put", [](const StepContext&) {
    return Action::To("outcome").PutTransient(StateKey<std::string>{"password"}, "hunter2");
  });

  EXPECT_EQ(KeyOf(bench_.Begin(), "password"), "(secret)");
}

TEST_F(Promotion, SharedAndSecureValuesNeedNone) {
  bench_.journey()
      .Node("a", "AskNode", {{"outcome", "b"}}, {{"key", "one"}, {"tier", "shared"}})
      .Node("b", "AskNode", {{"outcome", "c"}}, {{"key", "two"}, {"tier", "secure"}})
      .Node("c", "AskNode", {{"outcome", kSuccess}});
  (void)bench_.Begin();
  (void)bench_.SubmitTexts({"1"});

  const RoundResult result = bench_.SubmitTexts({"2"});

  EXPECT_EQ(KeyOf(result, "one"), "1");
  EXPECT_EQ(KeyOf(result, "two"), "2");
}

}  // namespace
}  // namespace authtree::inline v0::testing
