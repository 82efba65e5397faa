// Registrations: every product, activation type, password and direction of the map.
#include <ostream>
#include <string>
#include <tuple>

#include "authtree/core/encoding.h"

#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::IsEmpty;

/// Product, activation type, whether there is a password, whether request fields come first in the map.
using Registration = std::tuple<std::string, std::string, bool, bool>;

class RegistrationCase : public testing::TestWithParam<Registration> {
 protected:
  [[nodiscard]] static const std::string& product() { return std::get<0>(GetParam()); }
  [[nodiscard]] static const std::string& activation() { return std::get<1>(GetParam()); }
  [[nodiscard]] static bool has_password() { return std::get<2>(GetParam()); }
  [[nodiscard]] static bool fields_first() { return std::get<3>(GetParam()); }

  FactNode Node() const {
    Json map = PhoneAndMailMap();
    if (!fields_first()) {
      map = {{"mobile_phone_number", "mobilePhoneNumber"}, {"email_address", "emailAddress"}};
    }
    FactNode node(
        world_, "OS_Auth_UserRegisterNode",
        Json{{"objectType", product()}, {"activationType", activation()}, {"optionalAttributes", map}});
    node.UserAndFingerprint().PhoneAndMail().Shared("ostid_session_id", kSessionId);
    if (has_password()) node.Transient("password", Secret(kPassKey));
    return node;
  }

  LiveWorld world_;
};

TEST_P(RegistrationCase, SendsThisBodyAndNoOther) {
  FactNode node = Node();
  ASSERT_THAT(node.Step(), LeavesBy("Success"));
  const bool adaptive = product() == "IAA";
  Json expected{
      {"objectType", adaptive ? "AdaptiveRegisterUserInput" : "RegisterUserInputEx"},
      {"userID", kUser},
      {"domain", "master"},
      {"activationType", activation()},
      {"clientIP", kCddcIp},
      {"cddc", {{"browserCDDC", {{"fingerprintHash", kSubmittedCddcHash}, {"fingerprintRaw", kCddcJson}}}}},
      {"mobilePhoneNumber", kMobilePhone},
      {"emailAddress", kEmail}};
  if (has_password()) expected["staticPassword"] = kPassKey;
  if (adaptive) {
    expected["applicationRef"] = kApplicationRef;
    expected["relationshipRef"] = kUser;
    expected["sessionID"] = kSessionId;
  }
  EXPECT_EQ(world_.LastBody(), expected);
  EXPECT_THAT(world_.wire().violations(), IsEmpty());
}

TEST_P(RegistrationCase, KeepsWhatTheActivationTypeNeeds) {
  FactNode node = Node();
  ASSERT_THAT(node.Step(), LeavesBy("Success"));
  const Json reply = world_.wire().exchanges().back().Reply();
  EXPECT_EQ(node.Text("ostid_session_id"), kSessionId);
  EXPECT_TRUE(node.Has("ostid_event_expiry_date"));
  if (activation() == "fido") {
    EXPECT_FALSE(node.Has("ostid_cronto_msg"));
    EXPECT_EQ(node.Text("ostid_fido_protocols"), DumpJson(reply.at("supportedFIDOProtocols")));
    EXPECT_EQ(node.Text("ostid_registration_id"), reply.at("registrationID").get<std::string>());
    return;
  }
  const auto password = reply.at("activationPassword").get<std::string>();
  EXPECT_EQ(node.Text("ostid_activationPassword"), password);
  EXPECT_EQ(node.Text("activationPassword"), password);
  EXPECT_EQ(node.Text("ostid_digi_serial"), reply.at("serialNumber").get<std::string>());
  const bool online = activation() == "onlineMDL";
  EXPECT_EQ(node.Text("ostid_cronto_msg"),
            online ? HexEncode("02;tyler4;0;master;" + password + ";tylergelinas-forgero") : password);
}

std::string NameOf(const testing::TestParamInfo<Registration>& info) {
  const auto& [product, activation, password, fields_first] = info.param;
  return product + "_" + activation + (password ? "_WithPassword" : "_WithoutPassword") +
         (fields_first ? "_FieldsFirst" : "_KeysFirst");
}

INSTANTIATE_TEST_SUITE_P(All, RegistrationCase,
                         testing::Combine(testing::Values("IAA", "OCA"),
                                          testing::Values("onlineMDL", "offlineMDL", "fido"), testing::Bool(),
                                          testing::Bool()),
                         NameOf);

}  // namespace
}  // namespace authtree::inline v0::conformance
