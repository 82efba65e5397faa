// T-15 and T-23 to T-28: logins and events.
#include "step_up_facts.h"

namespace authtree::inline v0::conformance {
namespace {

constexpr std::string_view kLogin = "OS_Auth_UserLoginNode";
constexpr std::string_view kEvent = "OS_Auth_ValidateEventNode";

Json LoginProperties(const Json& more = Json::object()) {
  Json properties{{"objectType", "AdaptiveLoginInput"}, {"userNameInSharedData", "username"},
                  {"orchestrationDelivery", "none"},    {"visualCodeMessageOptions", "sessionID"},
                  {"credentialsType", "none"},          {"timeout", 60}};
  properties.update(more);
  return properties;
}

Json EventProperties(const Json& more = Json::object()) {
  Json properties{{"eventType", "SpecifyBelow"},
                  {"specifyEventType", "LoginAttempt"},
                  {"credentialsType", "passKey"},
                  {"passwordInTransientState", "password"}};
  properties.update(more);
  return properties;
}

/// What the vendor's tests of events put into state.
void FillEvent(FactNode& node) {
  node.UserAndFingerprint().Shared("password", Secret(kPassKey)).Transient("password", Secret(kPassKey));
}

TEST(Conformance, T15_UserLoginStepsUp) {
  const LiveWorld world(AsksTheApp("login"));
  ASSERT_NO_FATAL_FAILURE(ActivateApp(world));
  FactNode node(world, kLogin, LoginProperties());
  EXPECT_THAT(node.UserAndFingerprint().Step(), LeavesBy("StepUp"));
  ExpectStepUp(world, node);
  EXPECT_FALSE(world.LastBody().contains("credentials"));
  EXPECT_FALSE(world.LastBody().contains("orchestrationDelivery"));
}

TEST(Conformance, T23_UserLoginWithoutData) {
  const LiveWorld world;
  FactNode node(world, kLogin, LoginProperties());
  ExpectErrorWithoutACall(world, node);
}

TEST(Conformance, T24_UserLoginSendsOptionalAttributes) {
  const LiveWorld world(AsksTheApp("login"));
  ASSERT_NO_FATAL_FAILURE(ActivateApp(world));
  FactNode node(world, kLogin,
                LoginProperties(Json{{"credentialsType", "passKey"},
                                     {"passwordInTransientState", "password"},
                                     {"optionalAttributes", PhoneAndMailMap()}}));
  node.UserAndFingerprint().PhoneAndMail().Transient("password", Secret(kPassKey));
  EXPECT_THAT(node.Step(), LeavesBy("StepUp"));
  ExpectStepUp(world, node);
  EXPECT_EQ(world.LastBody().at("credentials"), (Json{{"passKey", kPassKey}}));
  EXPECT_EQ(world.LastBody().at("mobilePhoneNumber"), kMobilePhone);
  EXPECT_EQ(world.LastBody().at("emailAddress"), kEmail);
}

TEST(Conformance, T25_ValidateEventWithoutData) {
  const LiveWorld world;
  FactNode node(world, kEvent, EventProperties());
  ExpectErrorWithoutACall(world, node);
}

TEST(Conformance, T26_ValidateEventOfAFixedType) {
  const LiveWorld world(AsksTheApp("validate_event"));
  ASSERT_NO_FATAL_FAILURE(ActivateApp(world));
  FactNode node(world, kEvent, EventProperties());
  FillEvent(node);
  EXPECT_THAT(node.Step(), LeavesBy("StepUp"));
  ExpectStepUp(world, node);
  EXPECT_EQ(world.LastBody().at("eventType"), "LoginAttempt");
  EXPECT_EQ(world.LastBody().at("credentials"), (Json{{"passKey", kPassKey}}));
}

TEST(Conformance, T27_ValidateEventOfATypeInState) {
  const LiveWorld world(AsksTheApp("validate_event"));
  ASSERT_NO_FATAL_FAILURE(ActivateApp(world));
  FactNode node(world, kEvent,
                EventProperties(Json{{"eventType", "ReadFromSharedState"},
                                     {"specifyEventType", ""},
                                     {"eventTypeInSharedState", "OSTID_EVENT_TYPE"}}));
  FillEvent(node);
  node.Shared("OSTID_EVENT_TYPE", "LoginAttempt");
  EXPECT_THAT(node.Step(), LeavesBy("StepUp"));
  ExpectStepUp(world, node);
  EXPECT_EQ(world.LastBody().at("eventType"), "LoginAttempt");
}

TEST(Conformance, T28_ValidateEventSendsOptionalAttributes) {
  const LiveWorld world(AsksTheApp("validate_event"));
  ASSERT_NO_FATAL_FAILURE(ActivateApp(world));
  FactNode node(world, kEvent, EventProperties(Json{{"optionalAttributes", PhoneAndMailMap()}}));
  FillEvent(node);
  EXPECT_THAT(node.PhoneAndMail().Step(), LeavesBy("StepUp"));
  ExpectStepUp(world, node);
  EXPECT_EQ(world.LastBody().at("mobilePhoneNumber"), kMobilePhone);
  EXPECT_EQ(world.LastBody().at("emailAddress"), kEmail);
}

}  // namespace
}  // namespace authtree::inline v0::conformance
