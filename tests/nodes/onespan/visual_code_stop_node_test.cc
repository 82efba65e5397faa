#include "visual_code_stop_node.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testkit::NodeTester;

TEST(VisualCodeStopNode, PassesOnWithoutAPrompt) {
  NodeTester<VisualCodeStopNode> tester;
  EXPECT_THAT(tester.Run(), LeavesBy("Next"));
}

TEST(VisualCodeStopNode, D_COR_18_DoesTheSameOnEveryVisit) {
  NodeTester<VisualCodeStopNode> tester;
  EXPECT_THAT(tester.Run().written(), IsEmpty());
  tester.Shared("os_tid_visualcodestop", Json(true));
  EXPECT_THAT(tester.Run(), LeavesBy("Next"));
  EXPECT_THAT(tester.Run().written(), IsEmpty());
}

TEST(VisualCodeStopNode, PassesOnWhenNoScriptHasShownACode) {
  NodeTester<VisualCodeStopNode> tester(PageScripts::kSent);
  EXPECT_THAT(tester.Run(), LeavesBy("Next"));
}

TEST(VisualCodeStopNode, HidesTheCodeThatAScriptHasShown) {
  NodeTester<VisualCodeStopNode> tester(PageScripts::kSent);
  tester.Shared("ostid_cronto_in_page", Json(true));
  const auto result = tester.Run();
  ASSERT_THAT(result, Asks(1));
  EXPECT_EQ(ScriptOf(result.callbacks()[0]), SourceText("src/browser/scripts/hide_visual_code.js"));
  EXPECT_THAT(tester.Run(), LeavesBy("Next"));
}

TEST(VisualCodeStopNode, D_COR_18_HidesEveryCodeOnce) {
  NodeTester<VisualCodeStopNode> tester(PageScripts::kSent);
  for (int visit = 0; visit < 2; ++visit) {
    tester.Shared("ostid_cronto_in_page", Json(true));
    EXPECT_THAT(tester.Run(), Asks(1));
    EXPECT_THAT(tester.Run().removed(), ElementsAre("ostid_cronto_in_page"));
  }
  EXPECT_THAT(tester.Run(), LeavesBy("Next"));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
