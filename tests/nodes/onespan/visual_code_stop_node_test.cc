#include "visual_code_stop_node.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::IsEmpty;
using testkit::NodeTester;

TEST(VisualCodeStopNode, PassesOnWithoutAPrompt) {
  NodeTester<VisualCodeStopNode> tester;
  EXPECT_THAT(tester.Run(), LeavesBy("Next"));
}

TEST(VisualCodeStopNode, D_COR_18_DoesTheSameOnEveryVisit) {
  NodeTester<VisualCodeStopNode> tester;
  tester.Shared("os_tid_visualcodestop", Json(true));
  EXPECT_THAT(tester.Run(), LeavesBy("Next"));
  EXPECT_THAT(tester.Run().written(), IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0::nodes
