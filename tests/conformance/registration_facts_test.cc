// T-20 to T-22: registrations.
#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::IsEmpty;

constexpr std::string_view kRegister = "OS_Auth_UserRegisterNode";

Json Properties(const Json& more = Json::object()) {
  Json properties{{"objectType", "IAA"},
                  {"nodeFunction", "UserRegister"},
                  {"userNameInSharedData", "username"},
                  {"passwordInTransientState", "password"},
                  {"activationType", "onlineMDL"}};
  properties.update(more);
  return properties;
}

void ExpectRegistered(const LiveWorld& world, const FactNode& node) {
  for (const std::string_view key : {"ostid_session_id", "ostid_activationPassword", "ostid_cronto_msg",
                                     "ostid_digi_serial", "ostid_event_expiry_date"}) {
    EXPECT_TRUE(node.Has(key)) << key;
    EXPECT_EQ(node.TierOf(key), Tier::kShared) << key;
  }
  EXPECT_EQ(world.LastBody().at("userID"), kUser);
  EXPECT_EQ(world.LastBody().at("staticPassword"), kPassKey);
  EXPECT_EQ(world.LastBody().at("applicationRef"), kApplicationRef);
  EXPECT_THAT(world.wire().violations(), IsEmpty());
}

TEST(Conformance, T20_UserRegisterWithoutData) {
  const LiveWorld world;
  FactNode node(world, kRegister,
                Json{{"nodeFunction", "UserRegister"}, {"userNameInSharedData", "username"}});
  EXPECT_THAT(node.Step(), LeavesBy("Error"));
  EXPECT_TRUE(node.Has("ostid_error_message"));
  EXPECT_THAT(world.wire().exchanges(), IsEmpty());
}

TEST(Conformance, T21_UserRegisterSucceeds) {
  const LiveWorld world;
  FactNode node(world, kRegister, Properties());
  node.UserAndFingerprint().Transient("password", Secret(kPassKey));
  EXPECT_THAT(node.Step(), LeavesBy("Success"));
  ExpectRegistered(world, node);
}

TEST(Conformance, T22_UserRegisterSendsOptionalAttributes) {
  const LiveWorld world;
  FactNode node(world, kRegister, Properties(Json{{"optionalAttributes", PhoneAndMailMap()}}));
  node.UserAndFingerprint().PhoneAndMail().Transient("password", Secret(kPassKey));
  EXPECT_THAT(node.Step(), LeavesBy("Success"));
  ExpectRegistered(world, node);
  EXPECT_EQ(world.LastBody().at("mobilePhoneNumber"), kMobilePhone);
  EXPECT_EQ(world.LastBody().at("emailAddress"), kEmail);
}

}  // namespace
}  // namespace authtree::inline v0::conformance
