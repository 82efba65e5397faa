// What happens when a node fails: the declared error outcome, or nobody gets in.
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine_bench.h"

namespace authtree::inline v0::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kCorrelationId = "2f6c1f7e-6a0b-4c55-9d2e-0123456789ab";

class EngineError : public ::testing::Test {
 protected:
  // One node with the outcomes outcome, spare and error; "error" leads to a prompt, so that the state can be
  // seen.
  void Connected(const Json& connections = {{"outcome", kSuccess}, {"error", "ask"}}) {
    bench_.journey()
        .Node("n", "TestNode", connections,
              {{"outcomes", {"outcome", "spare", "error"}}, {"writes", {"declared", "password"}}})
        .Node("ask", "AskNode", {{"outcome", kFailure}});
  }
  void Fails(Error error) {
    bench_.On("n", [error](const StepContext&) -> Result<Action> { return tl::unexpected(error); });
  }

  EngineBench bench_;
};

TEST_F(EngineError, TakesTheErrorOutcome) {
  Connected();
  Fails(Error(ErrorCode::kLicenseLimit, "No license is left."));

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "asked");
  EXPECT_EQ(KeyOf(result, "error_message"), "No license is left.");
  EXPECT_EQ(KeyOf(result, "error_code"), "license_limit");
}

TEST_F(EngineError, TellsTheCorrelationIdWhenItIsAUuid) {
  Connected();
  Fails(Error(ErrorCode::kUnavailable, "Try later.").With(Fact::kCorrelationId, std::string(kCorrelationId)));

  EXPECT_EQ(KeyOf(bench_.Begin(), "error_message"),
            "Try later. (correlation id " + std::string(kCorrelationId) + ")");
}

TEST_F(EngineError, TellsNoOtherFact) {
  Connected();
  Fails(Error(ErrorCode::kUnavailable, "Try later.")
            .With(Fact::kCorrelationId, "<script>")
            .With(Fact::kRoute, "/v1/secret"));

  EXPECT_EQ(KeyOf(bench_.Begin(), "error_message"), "Try later.");
}

struct CodeCase {
  ErrorCode code;
  std::string_view written;
};

class ErrorKey : public ::testing::TestWithParam<CodeCase> {};

TEST_P(ErrorKey, IsOneOfAClosedSet) {
  EngineBench bench;
  bench.journey()
      .Node("n", "TestNode", {{"outcome", kFailure}, {"error", "ask"}}, {{"outcomes", {"outcome", "error"}}})
      .Node("ask", "AskNode", {{"outcome", kFailure}});
  bench.On("n", [](const StepContext&) -> Result<Action> {
    return tl::unexpected(Error(GetParam().code, "It did not work."));
  });

  EXPECT_EQ(KeyOf(bench.Begin(), "error_code"), GetParam().written);
}

INSTANTIATE_TEST_SUITE_P(All, ErrorKey,
                         ::testing::Values(CodeCase{ErrorCode::kInvalidInput, "invalid_input"},
                                           CodeCase{ErrorCode::kMissingState, "invalid_input"},
                                           CodeCase{ErrorCode::kNotFound, "not_found"},
                                           CodeCase{ErrorCode::kConflict, "conflict"},
                                           CodeCase{ErrorCode::kLicenseLimit, "license_limit"},
                                           CodeCase{ErrorCode::kAuthenticatorLimit, "authenticator_limit"},
                                           CodeCase{ErrorCode::kRejected, "rejected"},
                                           CodeCase{ErrorCode::kUnavailable, "unavailable"},
                                           CodeCase{ErrorCode::kTimeout, "timeout"}));

TEST_F(EngineError, WithoutAConnectedErrorOutcomeFailsClosed) {
  Connected({{"outcome", kSuccess}});
  Fails(Error(ErrorCode::kTimeout, "Too late."));

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed timeout: Too late.");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kNode), "n");
}

TEST_F(EngineError, OfATypeWithoutErrorOutcomeFailsClosed) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}});
  Fails(Error(ErrorCode::kRejected, "No."));

  EXPECT_EQ(EndOf(bench_.Begin()), "failed rejected: No.");
}

TEST_F(EngineError, AnUnconnectedOutcomeFailsClosed) {
  Connected();
  bench_.On("n", [](const StepContext&) { return Action::To("spare"); });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed internal: The journey took an outcome that leads nowhere.");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kNode), "n");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kOutcome), "spare");
}

// A mistake in a node is nothing a journey may branch on: the error outcome is connected in all of these.

TEST_F(EngineError, AMistakeOfThisProgramFailsClosed) {
  Connected();
  Fails(Error(ErrorCode::kInternal, "This cannot be."));

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed internal: This cannot be.");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kNode), "n");
  EXPECT_THAT(bench_.observer().Lines(), ElementsAre("n fails"));
}

TEST_F(EngineError, AThrowingNodeFailsClosedAndItsTextIsNowhere) {
  Connected();
  bench_.On("n", [](const StepContext&) -> Result<Action> { throw std::runtime_error("hunter2"); });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed internal: A node threw an exception.");
  EXPECT_THAT(ErrorOf(result).Describe(), Not(HasSubstr("hunter2")));
  EXPECT_THAT(bench_.observer().steps.at(0).error->Describe(), Not(HasSubstr("hunter2")));
  EXPECT_THAT(bench_.observer().rounds.at(0).error->Describe(), Not(HasSubstr("hunter2")));
}

TEST_F(EngineError, ANodeThatThrowsNoExceptionObjectFailsClosed) {
  Connected();
  bench_.On("n", [](const StepContext&) -> Result<Action> { throw 42; });

  EXPECT_EQ(ErrorOf(bench_.Begin()).code(), ErrorCode::kInternal);
}

TEST_F(EngineError, AThrowingTaskFailsClosed) {
  bench_.journey().Node("n", "TestTaskNode", {{"outcome", kSuccess}, {"error", kSuccess}},
                        {{"outcomes", {"outcome", "error"}}});
  bench_.OnTask("n", [](const StepContext&) -> Task<Result<Action>> {
    throw std::runtime_error("hunter2");
    co_return Action::To("outcome");
  });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed internal: A node threw an exception.");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kNode), "n");
}

TEST_F(EngineError, AnUndeclaredWriteFailsClosed) {
  Connected();
  bench_.On("n", [](const StepContext&) {
    return Action::To("outcome").Put(StateKey<std::string>{"username"}, "admin");
  });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed internal: A node wrote a state key that it does not declare.");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kStateKey), "username");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kNode), "n");
}

TEST_F(EngineError, AnUndeclaredRemovalFailsClosed) {
  Connected();
  bench_.On("n", [](const StepContext&) { return Action::To("outcome").Remove("authLevel"); });

  EXPECT_EQ(ErrorOf(bench_.Begin()).Find(Fact::kStateKey), "authLevel");
}

TEST_F(EngineError, AnUndeclaredWriteBesideAPromptFailsClosed) {
  Connected();
  bench_.On("n", [](const StepContext&) {
    return Action::Ask(Callback::Name("User")).Put(StateKey<std::string>{"username"}, "admin");
  });

  EXPECT_EQ(ErrorOf(bench_.Begin()).Find(Fact::kStateKey), "username");
}

TEST_F(EngineError, TheKeysOfAnotherNodeAreUndeclared) {
  Connected();
  bench_.On("n", [](const StepContext&) {
    return Action::To("outcome").Put(StateKey<std::string>{"ask.note"}, "forged");
  });

  EXPECT_EQ(ErrorOf(bench_.Begin()).Find(Fact::kStateKey), "ask.note");
}

TEST_F(EngineError, AnUndeclaredOutcomeFailsClosed) {
  Connected();
  bench_.On("n", [](const StepContext&) { return Action::To("success"); });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed internal: A node took an outcome that it does not declare.");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kOutcome), "success");
}

TEST_F(EngineError, TheIdOfSuccessIsNoOutcome) {
  Connected();
  bench_.On("n", [](const StepContext&) { return Action::To(kSuccess); });

  EXPECT_EQ(ErrorOf(bench_.Begin()).code(), ErrorCode::kInternal);
}

TEST_F(EngineError, AskingNothingFailsClosed) {
  Connected();
  bench_.On("n", [](const StepContext&) { return Action::Ask(std::vector<Callback>()); });

  EXPECT_EQ(ErrorOf(bench_.Begin()).code(), ErrorCode::kInternal);
}

TEST_F(EngineError, ANodeMayTakeItsErrorOutcomeByItself) {
  Connected();
  bench_.On("n", [](const StepContext&) {
    return Action::To("error").Put(StateKey<std::string>{"declared"}, "kept");
  });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(KeyOf(result, "declared"), "kept");
  EXPECT_EQ(KeyOf(result, "error_message"), "(none)");
}

TEST_F(EngineError, AnErrorOnSubmitUsesTheSessionUp) {
  bench_.journey().Node("n", "TestNode", {{"outcome", kSuccess}}, {{"outcomes", {"outcome", "error"}}});
  bench_.On("n", [](const StepContext& step) -> Result<Action> {
    if (!step.answered()) return Action::Ask(Callback::Name("User"));
    return tl::unexpected(Error(ErrorCode::kRejected, "No."));
  });
  (void)bench_.Begin();

  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "failed rejected: No.");
  EXPECT_FALSE(bench_.prompted());
}

}  // namespace
}  // namespace authtree::inline v0::testing
