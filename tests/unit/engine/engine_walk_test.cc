// How a round walks: from entry to end, over prompts, and who sees what on the way.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine_bench.h"

namespace authtree::inline v0::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class EngineWalk : public ::testing::Test {
 protected:
  EngineBench bench_;
};

TEST(RoundResult, IsAFailureWhenNobodyMadeIt) { EXPECT_TRUE(std::holds_alternative<Failed>(RoundResult())); }

TEST_F(EngineWalk, AnEntryAtFailureIsDenied) {
  bench_.journey().Entry(kFailure);

  EXPECT_EQ(EndOf(bench_.Begin()), "denied");
}

TEST_F(EngineWalk, AnEntryAtSuccessSucceedsForNobody) {
  bench_.journey().Entry(kSuccess);

  const RoundResult result = bench_.Begin();

  ASSERT_EQ(EndOf(result), "succeeded");
  EXPECT_EQ(std::get<Succeeded>(result).username, "");
}

TEST_F(EngineWalk, StartsWithRealmAndAuthLevel) {
  bench_.journey().Entry(kSuccess);

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(KeyOf(result, "realm"), "/");
  EXPECT_EQ(KeyOf(result, "authLevel"), "0");
}

TEST_F(EngineWalk, FollowsTheConnectionOfTheOutcome) {
  bench_.journey()
      .Node("a", "TestNode", {{"left", kFailure}, {"right", "b"}}, {{"outcomes", {"left", "right"}}})
      .Node("b", "TestNode", {{"outcome", kSuccess}});
  bench_.On("a", [](const StepContext&) { return Action::To("right"); });

  EXPECT_EQ(EndOf(bench_.Begin()), "succeeded");
  EXPECT_THAT(bench_.observer().Lines(), ElementsAre("a -> right", "b -> outcome"));
}

TEST_F(EngineWalk, AsksAndGoesOnWithTheAnswer) {
  bench_.journey().Node("ask", "AskNode", {{"outcome", kSuccess}});

  ASSERT_EQ(EndOf(bench_.Begin()), "asked");
  ASSERT_THAT(bench_.prompt().callbacks(), SizeIs(1));
  EXPECT_EQ(bench_.prompt().session.node, "ask");
  EXPECT_EQ(bench_.prompt().session.journey, "Login");

  const RoundResult result = bench_.SubmitTexts({"bob"});

  ASSERT_EQ(EndOf(result), "succeeded");
  EXPECT_EQ(std::get<Succeeded>(result).username, "bob");
}

TEST_F(EngineWalk, ANodeMayAskAgain) {
  bench_.journey().Node("ask", "AskNode", {{"outcome", kSuccess}});
  (void)bench_.Begin();

  EXPECT_EQ(EndOf(bench_.SubmitTexts({""})), "asked");
  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
}

TEST_F(EngineWalk, AnswersAreSeenByTheNodeThatAskedAndByNoOther) {
  bench_.journey()
      .Node("first", "AskNode", {{"outcome", "second"}}, {{"key", "one"}})
      .Node("second", "AskNode", {{"outcome", kSuccess}}, {{"key", "two"}});
  (void)bench_.Begin();

  const RoundResult result = bench_.SubmitTexts({"answer"});

  ASSERT_EQ(EndOf(result), "asked");
  EXPECT_EQ(bench_.prompt().session.node, "second");
  EXPECT_EQ(KeyOf(result, "one"), "answer");
  EXPECT_EQ(KeyOf(result, "two"), "(none)");
}

TEST_F(EngineWalk, APromptHasTheTextsOfTheAction) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}});
  bench_.On("n", [](const StepContext&) {
    return Action::Ask(Callback::Name("User")).Header("Sign in").Description("Please").Stage("One");
  });

  (void)bench_.Begin();

  EXPECT_EQ(bench_.prompt().header, "Sign in");
  EXPECT_EQ(bench_.prompt().description, "Please");
  EXPECT_EQ(bench_.prompt().stage, "One");
}

TEST_F(EngineWalk, WritesOfAnAskingStepAreKept) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}}, {{"writes", {"tries"}}});
  bench_.On("n", [](const StepContext&) {
    return Action::Ask(Callback::Name("User")).Put(StateKey<std::int64_t>{"tries"}, 1);
  });

  EXPECT_EQ(KeyOf(bench_.Begin(), "tries"), "1");
}

TEST_F(EngineWalk, TheLastErrorMessageIsToldWhenTheJourneyIsDenied) {
  bench_.journey()
      .Node("a", "TestNode", {{"outcome", "ask"}})
      .Node("ask", "AskNode", {{"outcome", "b"}})
      .Node("b", "TestNode", {{"outcome", kFailure}});
  bench_.On("a", [](const StepContext&) { return Action::To("outcome").ErrorMessage("Ask the help desk."); });
  (void)bench_.Begin();

  const RoundResult result = bench_.SubmitTexts({"bob"});

  ASSERT_EQ(EndOf(result), "denied");
  EXPECT_EQ(std::get<Denied>(result).message, "Ask the help desk.");
}

TEST_F(EngineWalk, EveryRoundHasItsOwnRequest) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}});
  std::vector<std::string> addresses;
  bench_.On("n", [&addresses](const StepContext& step) {
    addresses.push_back(step.request().client_ip());
    return step.answered() ? Action::To("outcome") : Action::Ask(Callback::Name("User"));
  });
  (void)bench_.Begin(RequestContext("192.0.2.1"));
  (void)bench_.Submit(Answers::Untouched(), RequestContext("192.0.2.2"));

  EXPECT_THAT(addresses, ElementsAre("192.0.2.1", "192.0.2.2"));
}

TEST_F(EngineWalk, ASecretIsNotTheUsername) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}}, {{"writes", {"username"}}});
  bench_.On("n", [](const StepContext&) {
    return Action::To("outcome").Put(StateKey<Secret>{"username"}, Secret("hidden"));
  });

  const RoundResult result = bench_.Begin();

  ASSERT_EQ(EndOf(result), "succeeded");
  EXPECT_EQ(std::get<Succeeded>(result).username, "");
}

TEST_F(EngineWalk, ANodeSeesItsOwnKeysOnly) {
  bench_.journey().Node("a", "TestNode", {{"outcome", "b"}}).Node("b", "TestNode", {{"outcome", kSuccess}});
  bench_.On("a", [](const StepContext&) {
    return Action::To("outcome").Put(StateKey<std::string>{"a.note"}, "mine");
  });
  bool seen = true;
  bench_.On("b", [&seen](const StepContext& step) {
    seen = step.state().Find("a.note") != nullptr;
    return Action::To("outcome");
  });

  EXPECT_EQ(EndOf(bench_.Begin()), "succeeded");
  EXPECT_FALSE(seen);
}

TEST_F(EngineWalk, AnAnswerThatDoesNotFitEndsTheRound) {
  bench_.journey().Node("ask", "AskNode", {{"outcome", kSuccess}});
  (void)bench_.Begin();

  const RoundResult result = bench_.SubmitTexts({"bob", "extra"});

  EXPECT_EQ(ErrorOf(result).code(), ErrorCode::kInvalidInput);
  EXPECT_THAT(bench_.observer().Lines(), ElementsAre("ask asks"));
}

class ForeignSession : public EngineWalk {
 protected:
  RoundResult SubmitChanged(const std::function<void(JourneySession&)>& change) {
    bench_.journey()
        .Node("ask", "AskNode", {{"outcome", kSuccess}})
        .Node("box", "BoxNode", {{"outcome", kSuccess}}, {{"nodes", {ChildEntry("child", "TestNode")}}})
        .Child("child");
    RoundResult begun = bench_.Begin();
    auto session = std::make_unique<JourneySession>(std::move(std::get<Prompt>(begun).session));
    change(*session);
    const auto journey = bench_.Load();
    const Engine engine = bench_.MakeEngine();
    Answers answers;
    answers.Add(Answer(CallbackType::kName, Value(Json("bob"))));
    return RunRound(engine.Submit(journey, std::move(session), RequestContext(), std::move(answers)));
  }
};

TEST_F(ForeignSession, ItsOwnSessionGoesOn) {
  EXPECT_EQ(EndOf(SubmitChanged([](JourneySession&) {})), "succeeded");
}

TEST_F(ForeignSession, OfAnotherJourneyIsRefused) {
  const RoundResult result = SubmitChanged([](JourneySession& session) { session.journey = "Other"; });

  EXPECT_EQ(ErrorOf(result).code(), ErrorCode::kInvalidInput);
}

TEST_F(ForeignSession, AtAnUnknownNodeIsRefused) {
  const RoundResult result = SubmitChanged([](JourneySession& session) { session.node = "gone"; });

  EXPECT_EQ(ErrorOf(result).code(), ErrorCode::kInvalidInput);
}

TEST_F(ForeignSession, AtAnEndIsRefused) {
  const RoundResult result = SubmitChanged([](JourneySession& session) { session.node = kSuccess; });

  EXPECT_EQ(ErrorOf(result).code(), ErrorCode::kInvalidInput);
}

TEST_F(ForeignSession, AtTheChildOfAPageIsRefused) {
  const RoundResult result = SubmitChanged([](JourneySession& session) { session.node = "child"; });

  EXPECT_EQ(ErrorOf(result).code(), ErrorCode::kInvalidInput);
}

}  // namespace
}  // namespace authtree::inline v0::testing
