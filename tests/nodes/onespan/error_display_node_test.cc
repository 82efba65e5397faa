#include "error_display_node.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testkit::NodeTester;

std::vector<std::string> Shown(std::string message) {
  NodeTester<ErrorDisplayNode> tester;
  tester.Shared("ostid_error_message", Json(std::move(message)));
  std::vector<std::string> texts;
  for (const Callback& callback : tester.Run().callbacks()) {
    EXPECT_EQ(callback.OutputText("messageType"), "2");
    texts.push_back(callback.OutputText("message"));
  }
  return texts;
}

TEST(ErrorDisplayNode, PassesOnWithoutAMessage) {
  NodeTester<ErrorDisplayNode> tester;
  EXPECT_THAT(tester.Run(), LeavesBy("outcome"));
}

TEST(ErrorDisplayNode, PassesOnWhenTheMessageIsNoText) {
  NodeTester<ErrorDisplayNode> tester;
  tester.Shared("ostid_error_message", Json(5));
  EXPECT_THAT(tester.Run(), LeavesBy("outcome"));
}

TEST(ErrorDisplayNode, D_COR_01_ShowsWhatStandsUnderTheBareKey) {
  EXPECT_THAT(Shown("Something failed"), ElementsAre("Something failed"));
}

TEST(ErrorDisplayNode, ShowsOneTextAPart) {
  EXPECT_THAT(Shown("Error Message: A;<br />Log Correction ID: C;"),
              ElementsAre("Error Message: A;", "Log Correction ID: C;"));
}

TEST(ErrorDisplayNode, SkipsEmptyParts) {
  EXPECT_THAT(Shown("<br />A<br /><br /> <br />"), ElementsAre("A"));
}

TEST(ErrorDisplayNode, EscapesMarkup) {
  EXPECT_THAT(Shown(R"(<script>x("a") && y</script>)"),
              ElementsAre("&lt;script&gt;x(&quot;a&quot;) &amp;&amp; y&lt;/script&gt;"));
}

TEST(ErrorDisplayNode, D_COR_38_PassesOnWhenNothingIsLeftToShow) {
  for (const std::string message : {"", "<br /><br />", "  "}) {
    NodeTester<ErrorDisplayNode> tester;
    tester.Shared("ostid_error_message", Json(message));
    const auto result = tester.Run();
    EXPECT_THAT(result, LeavesBy("outcome")) << message;
    EXPECT_THAT(result.removed(), ElementsAre("ostid_error_message")) << message;
  }
}

TEST(ErrorDisplayNode, RemovesTheMessageAndPassesOnOnceItWasSeen) {
  NodeTester<ErrorDisplayNode> tester;
  tester.Shared("ostid_error_message", Json("A"));
  EXPECT_THAT(tester.Run().removed(), ElementsAre("ostid_error_message"));
  EXPECT_THAT(tester.Run(), LeavesBy("outcome"));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
