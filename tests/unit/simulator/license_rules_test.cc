#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::StartsWith;

constexpr const char* kLicenseLimit = "License activation limit reached.";
constexpr const char* kAuthenticatorLimit = "The authenticator limit has been reached.";

class LicenseRulesTest : public ServiceTest {
 protected:
  Reply Unregister(const std::string& key, const std::string& type = "UnregisterUserInputEx") {
    Json body = {{"objectType", type}};
    if (type == "AdaptiveUnregisterUserInput") {
      body.update(
          {{"cddc", {{"browserCDDC", Json::object()}}}, {"relationshipRef", "alice"}, {"sessionID", "4ED2"}});
    }
    return Post("/v1/users/" + key + "/unregister", body);
  }
  LicenseView License(const std::string& serial) {
    for (const LicenseView& license : service_->Snapshot().licenses) {
      if (license.serial_number == serial) return license;
    }
    ADD_FAILURE() << "no license " << serial;
    return {};
  }
  void ExpectConflict(const Reply& reply, const std::string& message) {
    EXPECT_THAT(reply, HasStatus(409));
    EXPECT_EQ(reply.Text("error"), "Conflict");
    EXPECT_EQ(reply.Text("message"), message);
  }
};

TEST_F(LicenseRulesTest, AnExhaustedNamedLicenseIsTheDocumentedConflict) {
  StartWith(R"({"licenses": [{"serialNumber": "VDS1000001", "maxActivations": 1, "activationsUsed": 1}]})");
  ExpectConflict(Register({{"serialNumber", "VDS1000001"}}), kLicenseLimit);
  EXPECT_TRUE(service_->Snapshot().accounts.empty()) << "a refused registration leaves nothing behind";
}

TEST_F(LicenseRulesTest, MaxActivationsZeroMeansNoneLeft) {
  StartWith(R"({"licenses": [{"serialNumber": "VDS1000001", "maxActivations": 0}]})");
  ExpectConflict(Register({{"serialNumber", "VDS1000001"}}), kLicenseLimit);
  ExpectConflict(Register({{"activationType", "onlineMDL"}}), kLicenseLimit);
}

TEST_F(LicenseRulesTest, OnlineSkipsAnExhaustedLicenseWhenAnotherIsFree) {
  StartWith(R"({"licenses": [{"serialNumber": "VDS1000001", "maxActivations": 0},
                             {"serialNumber": "VDS1000002"}]})");
  EXPECT_EQ(Register({{"activationType", "onlineMDL"}}).Text("serialNumber"), "VDS1000002");
}

TEST_F(LicenseRulesTest, ALicenseIsChosenByType) {
  EXPECT_EQ(Register({{"digipassType", "TID10"}}).Text("serialNumber"), "VDS2000001");
  EXPECT_EQ(Register({{"userID", "bob"}}).Text("serialNumber"), "VDS1000002");
  ExpectConflict(Register({{"userID", "carl"}, {"digipassType", "XXX10"}}),
                 "simulated: no free license of this type");
}

TEST_F(LicenseRulesTest, AnUnknownOrForeignLicenseIsAConflict) {
  StartWith(R"({"licenses": [{"serialNumber": "VDS1000001", "owner": "bob"},
                             {"serialNumber": "VDS1000002", "domain": "elsewhere"},
                             {"serialNumber": "VDS1000003", "kind": "SDL"}]})");
  for (const char* serial : {"VDS9999999", "VDS1000001", "VDS1000002", "VDS1000003"}) {
    EXPECT_THAT(Register({{"serialNumber", serial}}), HasStatus(409)) << serial;
  }
  EXPECT_THAT(Register({{"serialNumber", "VDS1000001"}, {"userID", "bob"}}), HasStatus(200));
  EXPECT_THAT(Register({{"serialNumber", "VDS1000002"}, {"domain", "elsewhere"}}), HasStatus(200));
}

TEST_F(LicenseRulesTest, RegisteringAgainKeepsTheLicense) {
  const std::string serial = Register().Text("serialNumber");
  EXPECT_EQ(Register().Text("serialNumber"), serial);
  EXPECT_EQ(Register({{"activationType", "onlineMDL"}}).Text("serialNumber"), serial);
}

TEST_F(LicenseRulesTest, RegisteringAgainCanBeRefused) {
  StartWith(R"({"rules": {"registerAgain": false}})");
  ASSERT_THAT(Register(), HasStatus(200));
  EXPECT_THAT(Register(), HasStatus(409));
}

TEST_F(LicenseRulesTest, AWrongStaticPasswordIsAConflict) {
  ASSERT_THAT(Register({{"staticPassword", "Secret42x"}}), HasStatus(200));
  EXPECT_THAT(Register({{"staticPassword", "Secret42y"}}), HasStatus(409));
  EXPECT_THAT(Register({{"staticPassword", "Secret42x"}}), HasStatus(200));
  EXPECT_THAT(Register(), HasStatus(200));
}

TEST_F(LicenseRulesTest, AnAccountMadeWithoutPasswordHasOneNobodyKnows) {
  ASSERT_THAT(Register(), HasStatus(200));
  EXPECT_FALSE(service_->Snapshot().accounts[0].password_set);
  EXPECT_THAT(Register({{"staticPassword", "Secret42x"}}), HasStatus(409));
}

TEST_F(LicenseRulesTest, TheAnswerMayNameAnotherLicense) {
  StartWith(R"({"rules": {"swapNamedLicense": true}})");
  const Reply reply = Register({{"serialNumber", "VDS1000001"}});
  ASSERT_THAT(reply, HasStatus(200));
  EXPECT_EQ(reply.Text("serialNumber"), "VDS1000002");
}

TEST_F(LicenseRulesTest, AMissingDomainIsTheDefaultDomain) {
  StartWith(R"({"defaultDomain": "acme"})");
  VirtualDigipass device;
  EXPECT_EQ(Walk(device).Text("domain"), "acme");
  EXPECT_EQ(Status("alice", {{"domain", "acme"}}), "activated");
}

TEST_F(LicenseRulesTest, UserIdsAreComparedExactlyUnlessConfiguredOtherwise) {
  ASSERT_THAT(Register(), HasStatus(200));
  EXPECT_EQ(Status("ALICE"), "unknown");
  StartWith(R"({"rules": {"ignoreCase": true}})");
  ASSERT_THAT(Register(), HasStatus(200));
  EXPECT_EQ(Status("ALICE", {{"domain", "Master"}}), "pending");
  EXPECT_EQ(service_->Snapshot().accounts[0].user_id, "alice");
}

TEST_F(LicenseRulesTest, AdaptiveRegistrationAnswersARiskCode) {
  StartWith(R"({"rules": {"riskResponseCode": 11}})");
  const Reply reply =
      Register({{"objectType", "AdaptiveRegisterUserInput"},
                {"cddc", {{"browserCDDC", {{"fingerprintHash", "x"}, {"fingerprintRaw", "y"}}}}},
                {"relationshipRef", "alice"},
                {"sessionID", "4ED23EA44F23"}});
  ASSERT_THAT(reply, HasStatus(200));
  EXPECT_EQ(reply.body["riskResponseCode"], 11);
}

TEST_F(LicenseRulesTest, TheEleventhInstanceOfAPlatformIsOverTheLimit) {
  for (int i = 0; i < 10; ++i) {
    VirtualDigipass phone(DigipassConfig{.platform = DigipassPlatform::kIos});
    ASSERT_THAT(Walk(phone), HasStatus(200)) << i;
  }
  VirtualDigipass one_more(DigipassConfig{.platform = DigipassPlatform::kIos});
  ExpectConflict(Walk(one_more), kAuthenticatorLimit);
  VirtualDigipass android(DigipassConfig{.platform = DigipassPlatform::kAndroid});
  EXPECT_THAT(Walk(android), HasStatus(200)) << "each type has its own limit";
}

TEST_F(LicenseRulesTest, ASecondLicenseOfATypeIsOverTheLimit) {
  StartWith(R"({"licenses": [{"serialNumber": "VDS1000001", "owner": "alice"}, {"serialNumber": "VDS1000002"},
                             {"serialNumber": "VDS2000001", "type": "TID10"}]})");
  VirtualDigipass device;
  ExpectConflict(Walk(device, {{"serialNumber", "VDS1000002"}}), kAuthenticatorLimit);
  EXPECT_THAT(Walk(device, {{"serialNumber", "VDS2000001"}}), HasStatus(200));
}

TEST_F(LicenseRulesTest, SingleDeviceLicensesCountAsWell) {
  StartWith(R"({"licenses": [{"serialNumber": "VDS1000001", "owner": "alice", "kind": "SDL"},
                             {"serialNumber": "VDS1000002"}]})");
  VirtualDigipass device;
  ExpectConflict(Walk(device), kAuthenticatorLimit);
}

TEST_F(LicenseRulesTest, LimitsAreConfigurableAndMayCountPendingInstances) {
  StartWith(R"({"authenticatorLimits": {"TYP00": 1}})");
  VirtualDigipass device;
  const auto add = [&] {
    const Reply opened = Register();
    return AddDevice(opened.Text("registrationID"), Scan(device, opened.Text("activationPassword")));
  };
  EXPECT_THAT(add(), HasStatus(200));
  EXPECT_THAT(add(), HasStatus(200)) << "the first one is not active yet";
  StartWith(R"({"authenticatorLimits": {"TYP00": 1}, "rules": {"countPendingInstances": true}})");
  EXPECT_THAT(add(), HasStatus(200));
  ExpectConflict(add(), kAuthenticatorLimit);
}

TEST_F(LicenseRulesTest, UnregisterFreesTheLicenseAndEndsEverything) {
  VirtualDigipass device;
  const std::string serial = Register().Text("serialNumber");
  ASSERT_THAT(Walk(device), HasStatus(200));
  const std::string pending = Register().Text("registrationID");
  const Reply reply = Unregister("alice@master");
  EXPECT_THAT(reply, HasStatus(204));
  EXPECT_EQ(reply.text, "");
  EXPECT_EQ(License(serial).owner, "");
  EXPECT_EQ(License(serial).activations_used, 1) << "an activation is not given back";
  EXPECT_TRUE(service_->Snapshot().instances.empty());
  EXPECT_THAT(AddDevice(pending, "0000000000"), HasStatus(404));
  EXPECT_EQ(Status("alice"), "unknown");
  EXPECT_EQ(Register({{"userID", "bob"}}).Text("serialNumber"), serial);
}

TEST_F(LicenseRulesTest, UnregisterAnswersByPayload) {
  ASSERT_THAT(Register(), HasStatus(200));
  const Reply reply = Unregister("alice@master", "AdaptiveUnregisterUserInput");
  EXPECT_THAT(reply, HasStatus(200));
  EXPECT_EQ(reply.body, Json({{"riskResponseCode", 0}}));
  EXPECT_THAT(Unregister("alice@master"), HasStatus(404));
}

TEST_F(LicenseRulesTest, UnregisterUnderstandsEveryFormOfTheUserSegment) {
  const std::vector<std::pair<std::string, std::string>> users = {{"j doe/x", "j%20doe%2Fx@master"},
                                                                  {"a@b.example", "a%40b.example@master"},
                                                                  {"a@b.example", "a%40b.example%40master"},
                                                                  {"a@b.example", "a@b.example@master"},
                                                                  {"50%+", "50%25+%40master"},
                                                                  {"\xC3\xBC", "%C3%BC@master"}};
  for (const auto& [user, segment] : users) {
    ASSERT_THAT(Register({{"userID", user}}), HasStatus(200)) << user;
    EXPECT_THAT(Unregister(segment), HasStatus(204)) << segment;
  }
}

TEST_F(LicenseRulesTest, TheAdministratorsAccountIsForbidden) {
  StartWith(R"({"accounts": [{"userID": "admin", "staticPassword": "Secret42x", "administrator": true}]})");
  EXPECT_THAT(Register({{"userID", "admin"}}), HasStatus(403));
  EXPECT_THAT(Register({{"userID", "admin"}, {"activationType", "fido"}}), HasStatus(403));
  EXPECT_THAT(Unregister("admin@master"), HasStatus(403));
}

}  // namespace
}  // namespace authtree::inline v0::simulator
