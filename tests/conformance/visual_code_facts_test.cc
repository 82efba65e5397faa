// T-06 to T-08: the visual code of a message that stands in state.
#include <string>

#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Property;
using ::testing::StartsWith;
using testkit::StepResult;

constexpr std::string_view kVisualCode = "OS_Auth_VisualCodeNode";

Json Properties(bool renders) {
  return {{"visualCodeMessageOption", "DemoMobileApp"},
          {"visualCodeHiddenValueId", "ostid_cronto"},
          {"renderVisualCodeInCallback", renders},
          {"visualCodeType", "Cronto"}};
}

// The picture of the fixture's message, and the two values beside it; no script.
void ExpectThreeHiddenValues(const LiveWorld& world, const StepResult& result) {
  EXPECT_EQ(result.outcome(), "");
  ASSERT_THAT(result, Asks(3));
  EXPECT_THAT(result.callbacks(), Each(Property(&Callback::type, CallbackType::kHiddenValue)));
  EXPECT_THAT(HiddenIdsOf(result.callbacks()),
              ElementsAre("ostid_cronto", "ostid_event_expiry_date", "ostid_cronto_has_rendered"));
  EXPECT_THAT(HiddenValueOf(result.callbacks()[0]), StartsWith("data:image/png;base64,"));
  EXPECT_EQ(world.LastBody().at("message"), kCrontoMessage);
  EXPECT_EQ(world.LastBody().at("format"), "CRONTO");
  EXPECT_THAT(world.wire().violations(), IsEmpty());
}

TEST(Conformance, T06_VisualCodeWithoutScripts) {
  const LiveWorld world;
  FactNode node(world, kVisualCode, Properties(false));
  node.Shared("ostid_cronto_msg", kCrontoMessage);
  ExpectThreeHiddenValues(world, node.Step());
}

TEST(Conformance, T07_VisualCodeOfACustomMessage) {
  const LiveWorld world;
  Json properties = Properties(false);
  properties["visualCodeMessageOption"] = "CustomCrontoMessage";
  properties["customMessageInSharedState"] = "my_custom_cronto_msg";
  FactNode node(world, kVisualCode, properties);
  node.Shared("my_custom_cronto_msg", kCrontoMessage);
  ExpectThreeHiddenValues(world, node.Step());
}

TEST(Conformance, T08_VisualCodeThatThePageShows) {
  const LiveWorld world;
  Json properties = Properties(true);
  properties["domIdRenderVisualCode"] = "dialog";
  properties["sizeOfVisualCode"] = 210;
  properties["altTextOfVisualCode"] = "OneSpan TID Cronto Image";
  properties["textForPleaseScan"] = "Please Scan the Visual Code within:";
  properties["textForExpired"] = "Your Activation Code has been expired!";
  properties["cssForPleaseScan"] = ":";
  properties["cssForExpired"] = ":";
  FactNode node(world, kVisualCode, properties);
  node.Shared("ostid_cronto_msg", kCrontoMessage);
  // No scripts: D-PERF-04.
  ExpectThreeHiddenValues(world, node.Step());
  EXPECT_EQ(world.LastBody().at("imageSize"), 210);
}

}  // namespace
}  // namespace authtree::inline v0::conformance
