// Every node whose call fails: the user reads why, and nothing secret.
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using testkit::StepResult;

constexpr std::string_view kMark = "canary";

/// Everything that a node of the pack may want, each secret with a mark in it.
void FillEverything(FactNode& node) {
  node.UserAndFingerprint().PhoneAndMail();
  for (const char* key : {"password", "OTP", "deviceCode", "signature", "ostid_activationPassword",
                          "activationPassword", "authenticationResponse", "registrationResponse"}) {
    node.Shared(key, Secret("canary1234"));
  }
  const std::map<std::string, std::string> texts{{"ostid_username_in_shared_state", "username"},
                                                 {"ostid_session_id", std::string(kSessionId)},
                                                 {"ostid_request_id", "735946c1-2c5c-4d8e-9b1e-6f7a8b9c0d1e"},
                                                 {"ostid_registration_id", "reg-1"},
                                                 {"ostid_cronto_msg", std::string(kCrontoMessage)},
                                                 {"ostid_command", "test_command"},
                                                 {"fidoProtocol", "FIDO2"},
                                                 {"accountRef", "Ref123123"},
                                                 {"amount", "66.66"},
                                                 {"currency", "CAD"},
                                                 {"transactionType", "ExternalTransfer"},
                                                 {"emailAddress", std::string(kEmail)},
                                                 {"givenName", "Tyler"},
                                                 {"sn", "Four"},
                                                 {"telephoneNumber", std::string(kMobilePhone)},
                                                 {"mail", std::string(kEmail)}};
  for (const auto& [key, text] : texts) node.Shared(key, text);
  node.ExpiresIn(std::chrono::seconds(60));
}

Json PropertiesOf(const std::string& type) {
  if (type == "OS_Auth_ValidateEventNode") return {{"specifyEventType", "LoginAttempt"}};
  if (type == "OS_Auth_UserLoginNode") return {{"credentialsType", "passKey"}};
  if (type == "OS_IDV_IdentityVerificationNode") return {{"url", kIdentityUrl}};
  if (type == "OS_Sample_StoreCommandNode") return {{"javascript", kCommandUrl}};
  return Json::object();
}

/// The types that call somebody: all with an outcome for errors, but the one that only passes on.
std::vector<std::string> CallingTypes() {
  const ScriptedWorld world;
  std::vector<std::string> types;
  for (const NodeDescriptor* type : world.registry().Descriptors()) {
    const bool may_fail = !type->error_reporting.outcome.empty();
    if (may_fail && type->type != "OS_Auth_VisualCodeStopNode") types.push_back(type->type);
  }
  return types;
}

class ErrorCase : public testing::TestWithParam<std::string> {};

TEST_P(ErrorCase, IsShownAndHoldsNothingSecret) {
  ScriptedWorld world;
  // A service that repeats what it was sent.
  const std::string echo = DumpJson(Json{{"status", 500}, {"message", "canary1234 tyler4"}});
  world.service().Reply(500, echo);
  world.commands().Reply(500, echo);
  FactNode node(world, GetParam(), PropertiesOf(GetParam()));
  FillEverything(node);
  const StepResult failed = node.Step();
  EXPECT_EQ(failed.outcome(), world.registry().Find(GetParam())->error_reporting.outcome);
  EXPECT_EQ(world.service().sent().size() + world.commands().sent().size(), 1U);
  EXPECT_THAT(failed.callbacks(), IsEmpty());

  FactNode display(world, "OS_Sample_ErrorDisplayNode");
  const StepResult shown = display.After(node).Step();
  ASSERT_THAT(shown, Asks(1));
  const std::string text = shown.callbacks()[0].OutputText("message");
  EXPECT_EQ(text, node.Text("ostid_error_message"));
  EXPECT_THAT(text, Not(IsEmpty()));
  EXPECT_THAT(text, Not(HasSubstr(kMark)));
  EXPECT_THAT(text, Not(HasSubstr(kUser)));
  for (const std::string& key : node.SharedKeys()) {
    // Where the journey itself had put a secret it still is one.
    if (node.Text(key).value_or("").find(kMark) == std::string::npos) continue;
    EXPECT_TRUE(node.IsSecret(key)) << key;
  }
}

INSTANTIATE_TEST_SUITE_P(AllThatCall, ErrorCase, testing::ValuesIn(CallingTypes()),
                         [](const auto& type) { return type.param; });

TEST(ErrorCases, AreAllThatCall) { EXPECT_THAT(CallingTypes(), SizeIs(Ge(20U))); }

}  // namespace
}  // namespace authtree::inline v0::conformance
