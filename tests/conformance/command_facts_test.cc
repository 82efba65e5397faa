// T-36 and T-37: the command for the user's app.
#include <string>

#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::IsEmpty;

constexpr std::string_view kStore = "OS_Sample_StoreCommandNode";

TEST(Conformance, T36_StoreCommandWithoutData) {
  ScriptedWorld world;
  FactNode node(world, kStore, Json{{"javascript", kCommandUrl}});
  EXPECT_THAT(node.Step(), LeavesBy("Error"));
  EXPECT_TRUE(node.Has("ostid_error_message"));
  EXPECT_THAT(world.commands().sent(), IsEmpty());
}

TEST(Conformance, T37_StoreCommandSendsTheCommand) {
  ScriptedWorld world;
  world.commands().Reply(200, "{}");
  FactNode node(world, kStore, Json{{"javascript", kCommandUrl}});
  node.Shared("ostid_session_id", kSessionId)
      .Shared("ostid_request_id", "test_request_id")
      .Shared("ostid_irm_response", Json(0))
      .Shared("ostid_command", "test_command");
  EXPECT_THAT(node.Step(), LeavesBy("Success"));
  const testkit::SentRequest sent = world.commands().sent().at(0);
  EXPECT_EQ(sent.method, http::Method::kPost);
  EXPECT_EQ(sent.url, "https://osgs-firestore-to-rest.herokuapp.com/tylergelinas-forgero/" +
                          std::string(kSessionId) + "/commands");
  EXPECT_EQ(*ParseJson(sent.body),
            (Json{{"commandString", "test_command"}, {"irmResponse", "0"}, {"sessionId", kSessionId}}));
}

}  // namespace
}  // namespace authtree::inline v0::conformance
