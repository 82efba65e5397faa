// Values of a user that would mean something in an address or a body, if they were pasted there.
#include <string>
#include <utility>
#include <vector>

#include "authtree/http/url.h"

#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::SizeIs;

std::vector<std::string> HostileNames() {
  return {R"(a"b)", R"(a\b)", "a/../b", "a?b=c", "a#b",
          "a%2Fb",  "a@b",    "a b",    "žofie", R"(x","objectType":"LoginInput)"};
}

Json EventType() { return {{"specifyEventType", "LoginAttempt"}}; }

void Prepare(FactNode& node, const std::string& user) {
  node.UserAndFingerprint()
      .Shared("username", user)
      .Shared("ostid_username_in_shared_state", "username")
      .Shared("accountRef", "Ref123123")
      .Shared("amount", "66.66")
      .Shared("currency", "CAD")
      .Shared("transactionType", "ExternalTransfer")
      .ExpiresIn(std::chrono::seconds(60));
}

TEST(EscapingCase, AUserNameStaysInItsPartOfThePath) {
  const std::vector<std::pair<std::string, Json>> nodes{
      {"OS_Auth_UserLoginNode", Json::object()},
      {"OS_Auth_ValidateEventNode", EventType()},
      {"OS_Auth_ValidateTransactionNode", Json::object()},
      {"OS_Auth_GenerateChallengeNode", Json::object()},
      {"OS_Auth_UserRegisterNode", Json{{"nodeFunction", "UserUnregister"}}}};
  for (const auto& [type, properties] : nodes) {
    for (const std::string& name : HostileNames()) {
      SCOPED_TRACE(type + " " + name);
      ScriptedWorld world;
      world.service().Reply(500, "{}");
      FactNode node(world, type, properties);
      Prepare(node, name);
      EXPECT_THAT(node.Step().outcome(), testing::AnyOf("Error", "error"));
      ASSERT_THAT(world.service().sent(), SizeIs(1));
      const std::string target = world.LastRequest().target;
      EXPECT_EQ(target.find_first_of("?# "), std::string::npos) << target;
      const auto segments = http::PathSegments(target);
      ASSERT_TRUE(segments.has_value()) << target;
      ASSERT_GE(segments->size(), 4U) << target;
      EXPECT_EQ(segments->at(1), "users");
      EXPECT_EQ(segments->at(2), name + "@master");
    }
  }
}

TEST(EscapingCase, AUserNameIsOneTextInABody) {
  for (const std::string& name : HostileNames()) {
    ScriptedWorld world;
    world.service().Reply(500, "{}").Reply(500, "{}");
    FactNode registration(world, "OS_Auth_UserRegisterNode");
    Prepare(registration, name);
    EXPECT_THAT(registration.Step(), LeavesBy("Error"));
    EXPECT_EQ(world.LastBody().at("userID"), name);
    EXPECT_EQ(world.LastBody().at("objectType"), "AdaptiveRegisterUserInput");
    FactNode activation(world, "OS_Auth_CheckActivationNode");
    Prepare(activation, name);
    EXPECT_THAT(activation.Step(), LeavesBy("error"));
    EXPECT_EQ(world.LastBody(), (Json{{"login", name}, {"timeoutSeconds", 0}}));
  }
}

TEST(EscapingCase, AnAttributeIsOneTextInABody) {
  const std::string hostile = R"(x","objectType":"LoginInput)";
  const std::vector<std::pair<std::string, Json>> nodes{{"OS_Auth_UserRegisterNode", Json::object()},
                                                        {"OS_Auth_UserLoginNode", Json::object()},
                                                        {"OS_Auth_ValidateEventNode", EventType()},
                                                        {"OS_Auth_ValidateTransactionNode", Json::object()}};
  for (const auto& [type, more] : nodes) {
    SCOPED_TRACE(type);
    ScriptedWorld world;
    world.service().Reply(500, "{}");
    Json properties = more;
    properties["optionalAttributes"] = Json{{"email_address", "emailAddress"}};
    FactNode node(world, type, properties);
    Prepare(node, std::string(kUser));
    EXPECT_THAT(node.Shared("email_address", hostile).Step(), LeavesBy("Error"));
    EXPECT_EQ(world.LastBody().at("emailAddress"), hostile);
    EXPECT_NE(world.LastBody().value("objectType", ""), "LoginInput");
  }
}

}  // namespace
}  // namespace authtree::inline v0::conformance
