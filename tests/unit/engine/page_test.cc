// What the engine promises to container nodes.
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine_bench.h"

namespace authtree::inline v0::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class Page : public ::testing::Test {
 protected:
  // A container of `type` with the children c1 and c2, and a prompt behind both of its outcomes.
  void Build(const std::string& type, const Json& connections = {{"outcome", "after"}, {"error", "after"}}) {
    bench_.journey()
        .Node("box", type, connections,
              {{"nodes", {ChildEntry("c1", "TestNode"), ChildEntry("c2", "TestNode")}}})
        .Child("c1", {{"writes", {"one"}}})
        .Child("c2", {{"reads", {"one"}}, {"writes", {"two"}}, {"outcomes", {"outcome", "error"}}})
        .Node("after", "AskNode", {{"outcome", kSuccess}});
    bench_.On("c1", [](const StepContext&) {
      return Action::To("outcome")
          .Put(StateKey<std::string>{"one"}, "1")
          .Put(StateKey<std::string>{"c1.note"}, "x");
    });
  }

  EngineBench bench_;
};

TEST_F(Page, ShowsTheCallbacksOfAllChildrenAndHandsEachItsOwn) {
  bench_.journey()
      .Node("box", "BoxNode", {{"outcome", kSuccess}},
            {{"nodes", {ChildEntry("c1", "AskNode"), ChildEntry("c2", "AskNode")}}})
      .Child("c1", {{"key", "one"}})
      .Child("c2", {{"key", "two"}});
  (void)bench_.Begin();
  ASSERT_THAT(bench_.prompt().callbacks(), SizeIs(2));

  const RoundResult result = bench_.SubmitTexts({"1", "2"});

  ASSERT_EQ(EndOf(result), "succeeded");
  EXPECT_EQ(KeyOf(result, "one"), "1");
  EXPECT_EQ(KeyOf(result, "two"), "2");
}

TEST_F(Page, AChildSeesWhatTheOneBeforeWrote) {
  Build("BoxNode");
  std::string seen;
  bench_.On("c2", [&seen](const StepContext& step) {
    seen = step.state().Get(StateKey<std::string>{"one"}).value_or("(none)");
    return Action::To("outcome");
  });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(seen, "1");
  EXPECT_EQ(KeyOf(result, "one"), "1");
  EXPECT_EQ(KeyOf(result, "c1.note"), "x");
}

TEST_F(Page, AnErrorOfTheLastChildTakesTheOutcomeThatThePageConnects) {
  Build("BoxNode");
  bench_.On("c2", [](const StepContext&) -> Result<Action> {
    return tl::unexpected(Error(ErrorCode::kRejected, "No."));
  });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "asked");
  EXPECT_EQ(KeyOf(result, "error_code"), "rejected");
}

TEST_F(Page, AnErrorOfAChildWithoutConnectedOutcomeFailsClosed) {
  Build("BoxNode", {{"outcome", "after"}});
  bench_.On("c2", [](const StepContext&) -> Result<Action> {
    return tl::unexpected(Error(ErrorCode::kRejected, "No."));
  });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed rejected: No.");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kNode), "c2");
}

TEST_F(Page, AFailedPageKeepsNothingButItsErrorKeys) {
  Build("FailingBoxNode");

  const RoundResult result = bench_.Begin();

  ASSERT_EQ(EndOf(result), "asked");
  EXPECT_EQ(KeyOf(result, "one"), "(none)");
  EXPECT_EQ(KeyOf(result, "c1.note"), "(none)");
  EXPECT_EQ(KeyOf(result, "box_message"), "The box is broken.");
  EXPECT_EQ(KeyOf(result, "box_code"), "conflict");
}

TEST_F(Page, AMistakeOfAChildFailsClosedEvenIfThePageTakesNoNotice) {
  Build("CarelessBoxNode");
  bench_.On("c2", [](const StepContext&) -> Result<Action> { throw std::runtime_error("hunter2"); });

  const RoundResult result = bench_.Begin();

  EXPECT_EQ(EndOf(result), "failed internal: A node threw an exception.");
  EXPECT_EQ(ErrorOf(result).Find(Fact::kNode), "c2");
}

TEST_F(Page, AMistakeOfAChildFailsClosedEvenIfThePageHasAnErrorOutcome) {
  Build("FailingBoxNode");
  bench_.On("c2", [](const StepContext&) {
    return Action::To("outcome").Put(StateKey<std::string>{"undeclared"}, "x");
  });

  EXPECT_EQ(ErrorOf(bench_.Begin()).Find(Fact::kStateKey), "undeclared");
}

TEST_F(Page, AskingForAChildThatIsNotThereIsAnError) {
  Build("CarelessBoxNode");

  EXPECT_EQ(EndOf(bench_.Begin()), "asked");  // the careless box takes no notice of that either
}

TEST_F(Page, AChildMayNotWriteTheKeysOfItsPageOrItsSiblings) {
  Build("BoxNode");
  bench_.On("c2", [](const StepContext&) {
    return Action::To("outcome").Put(StateKey<std::string>{"one"}, "forged");
  });

  EXPECT_EQ(ErrorOf(bench_.Begin()).Find(Fact::kStateKey), "one");
}

TEST_F(Page, StepsOfChildrenAreToldAsInsideAPage) {
  Build("BoxNode");

  (void)bench_.Begin();

  EXPECT_THAT(bench_.observer().Lines(),
              ElementsAre("c1 -> outcome", "c2 -> outcome", "box -> outcome", "after asks"));
  EXPECT_TRUE(bench_.observer().steps[0].inside_page);
  EXPECT_TRUE(bench_.observer().steps[1].inside_page);
  EXPECT_FALSE(bench_.observer().steps[2].inside_page);
}

}  // namespace
}  // namespace authtree::inline v0::testing
