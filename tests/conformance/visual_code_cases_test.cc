// Visual codes: replies that are no picture, the longest message, and texts of the page that could end a
// script.
#include <string>
#include <utility>

#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using testkit::StepResult;

constexpr std::string_view kVisualCode = "OS_Auth_VisualCodeNode";
// Hex digits of a Cronto image, as the vendor publishes it.
constexpr std::size_t kLongestMessage = 1070;

TEST(VisualCodeCase, AReplyThatIsNoPictureIsNotShown) {
  const std::pair<int, std::string_view> replies[] = {
      {404, "image/png"}, {500, "image/png"}, {200, "text/html"}, {200, "image/png"}};
  for (const auto& [status, media_type] : replies) {
    ScriptedWorld world;
    world.service().Reply(
        http::Response(status).WithBody(std::string(media_type), Secret("<html>out of order</html>")));
    FactNode node(world, kVisualCode);
    node.Shared("ostid_cronto_msg", kCrontoMessage);
    EXPECT_THAT(node.Step(), LeavesBy("Error")) << status << ' ' << media_type;
    EXPECT_TRUE(node.Has("ostid_error_message"));
    EXPECT_FALSE(node.Has("ostid_cronto"));
  }
}

TEST(VisualCodeCase, TextsOfThePageAreNotSent) {
  LiveWorld world;
  const std::string hostile = R"("'</script><script>alert(1)</script>)";
  FactNode node(world, kVisualCode,
                Json{{"renderVisualCodeInCallback", true},
                     {"altTextOfVisualCode", hostile},
                     {"textForPleaseScan", hostile},
                     {"cssForPleaseScan", hostile},
                     {"textForExpired", hostile},
                     {"cssForExpired", hostile},
                     {"domIdRenderVisualCode", hostile}});
  node.Shared("ostid_cronto_msg", kCrontoMessage);
  const StepResult result = node.Step();
  ASSERT_THAT(result, Asks(3));
  for (const Callback& callback : result.callbacks()) {
    EXPECT_THAT(HiddenValueOf(callback), Not(HasSubstr("script"))) << callback.hidden_id();
  }
}

TEST(VisualCodeCase, TheLongestMessageIsShown) {
  LiveWorld world;
  FactNode node(world, kVisualCode);
  node.Shared("ostid_cronto_msg", std::string(kLongestMessage, 'a'));
  EXPECT_THAT(node.Step(), Asks(3));
  EXPECT_EQ(world.LastBody().at("type"), "HEXSTRING");
}

TEST(VisualCodeCase, ALongerMessageIsAnError) {
  for (const std::size_t digits : {kLongestMessage + 1, kLongestMessage + 2}) {
    LiveWorld world;
    FactNode node(world, kVisualCode);
    node.Shared("ostid_cronto_msg", std::string(digits, 'a'));
    EXPECT_THAT(node.Step(), LeavesBy("Error")) << digits;
    EXPECT_TRUE(node.Has("ostid_error_message")) << digits;
  }
}

TEST(VisualCodeCase, ALaterVisitShowsTheSame) {
  LiveWorld world;
  FactNode node(world, kVisualCode, Json{{"renderVisualCodeInCallback", true}});
  node.Shared("ostid_cronto_msg", kCrontoMessage);
  const StepResult first = node.Step();
  ASSERT_THAT(first, Asks(3));
  // A client that has touched nothing: the vendor's node has one script less to send.
  const StepResult again = node.Submit({}).Step();
  ASSERT_THAT(again, Asks(3));
  EXPECT_EQ(HiddenValueOf(again.callbacks()[0]), HiddenValueOf(first.callbacks()[0]));
  EXPECT_THAT(world.wire().exchanges(), SizeIs(1));
}

TEST(VisualCodeStopCase, EveryVisitPassesOn) {
  const LiveWorld world;
  FactNode node(world, "OS_Auth_VisualCodeStopNode");
  EXPECT_THAT(node.Step(), LeavesBy("Next"));
  EXPECT_THAT(node.Step(), LeavesBy("Next"));
  EXPECT_THAT(node.SharedKeys(), IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0::conformance
