#include "user_register_node.h"

#include "user_register_fixture.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::ActivationType;
using onespan::Product;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

const Json kOffline{{"objectType", "OCA"}, {"activationType", "offlineMDL"}};
const Json kCloud{{"objectType", "OCA"}};

class UserRegisterNodeTest : public UserRegisterFixture {};

TEST_F(UserRegisterNodeTest, FailsWithoutAUserName) {
  testkit::NodeTester<UserRegisterNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
}

TEST_F(UserRegisterNodeTest, FailsForAnEmptyUserName) {
  Tester tester = Ready();
  tester.Shared("username", Json(""));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
}

TEST_F(UserRegisterNodeTest, G_09_AdaptiveFailsWithoutAFingerprintAndNamesTheNodeThatMakesOne) {
  Tester tester = WithoutFingerprint();
  const auto result = tester.Run();
  ASSERT_THAT(result, FailsFor(ErrorCode::kMissingState, "ostid_cddc_json"));
  EXPECT_THAT(std::string(result.error()->message()), HasSubstr("OS_Risk_CDDCNode"));
  EXPECT_THAT(api_->register_user.requests(), IsEmpty());
}

TEST_F(UserRegisterNodeTest, G_09_AdaptiveFailsWithoutHashOrAddress) {
  for (const char* key : {"ostid_cddc_hash", "ostid_cddc_ip"}) {
    Tester tester = WithoutFingerprint();
    for (const char* other : {"ostid_cddc_json", "ostid_cddc_hash", "ostid_cddc_ip"}) {
      if (std::string_view(other) != key) tester.Shared(other, Json("{\"a\":1}"));
    }
    EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, key));
  }
}

TEST_F(UserRegisterNodeTest, G_09_CloudGoesOnWithoutAFingerprint) {
  Tester tester = WithoutFingerprint(kCloud);
  EXPECT_THAT(Register(tester), LeavesBy("Success"));
  EXPECT_FALSE(request().risk.fingerprint.has_value());
  EXPECT_FALSE(request().risk.client_ip.has_value());
}

TEST_F(UserRegisterNodeTest, G_09_CloudSendsTheFingerprintThatIsThere) {
  Tester tester = Ready(kCloud);
  Register(tester);
  ASSERT_TRUE(request().risk.fingerprint.has_value());
  EXPECT_EQ(request().risk.fingerprint->hash(), "c0ffee00");
  EXPECT_EQ(request().risk.client_ip, "198.51.100.9");
}

TEST_F(UserRegisterNodeTest, G_15_HandsOnTheErrorOfTheService) {
  Tester tester = Ready();
  api_->register_user.Fail(Error(ErrorCode::kLicenseLimit, "No license left."));
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kLicenseLimit));
}

TEST_F(UserRegisterNodeTest, D_SEC_10_KeepsNothingOfAFailedStep) {
  Tester tester = Ready();
  api_->register_user.Fail(Error(ErrorCode::kLicenseLimit, "No license left."));
  EXPECT_THAT(tester.Run().written(), IsEmpty());
}

TEST_F(UserRegisterNodeTest, D_SEC_16_FailsWhenTheAnswerHasNoActivationPassword) {
  for (const char* activation : {"onlineMDL", "offlineMDL"}) {
    Tester tester = Ready({{"activationType", activation}});
    api_->register_user.Reply({});
    EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kRejected)) << activation;
  }
}

TEST_F(UserRegisterNodeTest, AdaptiveIsTheDefault) {
  Tester tester = Ready();
  Register(tester);
  EXPECT_EQ(request().product(), Product::kAdaptive);
  EXPECT_EQ(request().activation(), ActivationType::kOnlineMdl);
  EXPECT_EQ(request().user().user(), "alice");
}

TEST_F(UserRegisterNodeTest, AdaptiveSendsTheRiskInputs) {
  Tester tester = Ready();
  Register(tester);
  EXPECT_EQ(request().risk.session_id, kSession);
  EXPECT_EQ(request().risk.relationship_ref, "alice");
  ASSERT_TRUE(request().risk.fingerprint.has_value());
  EXPECT_EQ(request().risk.fingerprint->raw(), R"({"browser":"Fx","n":1})");
}

TEST_F(UserRegisterNodeTest, AdaptiveTakesTheRelationshipFromState) {
  Tester tester = Ready();
  tester.Shared("relationshipRef", Json("rel-9"));
  Register(tester);
  EXPECT_EQ(request().risk.relationship_ref, "rel-9");
}

TEST_F(UserRegisterNodeTest, MakesASessionIdOfSeventyTwoHexDigits) {
  testkit::NodeTester<UserRegisterNode> tester(kCloud, api_);
  tester.Shared("username", Json("alice"));
  Register(tester);
  EXPECT_THAT(tester.Text("ostid_session_id").value_or(""), AllOf(SizeIs(72), MatchesRegex("[0-9a-f]+")));
}

TEST_F(UserRegisterNodeTest, TakesTheUserNameFromTheConfiguredKey) {
  Tester tester = Ready({{"userNameInSharedData", "login"}});
  tester.Shared("login", Json("bob"));
  Register(tester);
  EXPECT_EQ(request().user().user(), "bob");
  EXPECT_EQ(tester.Text("ostid_username_in_shared_state"), "login");
}

TEST_F(UserRegisterNodeTest, D_COR_14_SendsTheDomain) {
  Tester tester = Ready({{"domain", "sales"}});
  Register(tester);
  EXPECT_EQ(request().user().domain(), "sales");
}

TEST_F(UserRegisterNodeTest, D_USE_04_AnEmptyDomainIsTheTenantInASandbox) {
  api_->set_sandbox(true);
  Tester tester = Ready({{"domain", ""}});
  Register(tester);
  EXPECT_EQ(request().user().domain(), "acme");
}

TEST_F(UserRegisterNodeTest, G_03_AnEmptyDomainIsMasterElsewhere) {
  Tester tester = Ready({{"domain", ""}});
  Register(tester);
  EXPECT_EQ(request().user().domain(), "master");
}

Diagnostics FindingsWithApi(std::shared_ptr<const onespan::Api> api, const Json& properties) {
  NodeRegistry registry;
  registry.Register<UserRegisterNode>(std::move(api));
  Diagnostics diagnostics;
  (void)registry.Make(UserRegisterNode::kType, properties, "/nodes/r", diagnostics);
  return diagnostics;
}

TEST_F(UserRegisterNodeTest, G_03_WarnsOfTheDomainMasterInASandbox) {
  api_->set_sandbox(true);
  const Diagnostics diagnostics = FindingsWithApi(api_, {{"domain", "master"}});
  ASSERT_THAT(diagnostics.findings(), testing::SizeIs(1));
  EXPECT_EQ(diagnostics.findings()[0].severity, Severity::kWarning);
  EXPECT_EQ(diagnostics.findings()[0].place, "/nodes/r/domain");
  EXPECT_THAT(diagnostics.findings()[0].fix, testing::HasSubstr("'acme'"));
}

TEST_F(UserRegisterNodeTest, G_03_WarnsOfNoOtherDomainAndNowhereElse) {
  EXPECT_TRUE(FindingsWithApi(api_, {{"domain", "master"}}).empty());
  EXPECT_TRUE(FindingsWithApi(nullptr, {{"domain", "master"}}).empty());
  api_->set_sandbox(true);
  EXPECT_TRUE(FindingsWithApi(api_, {{"domain", ""}}).empty());
  EXPECT_TRUE(FindingsWithApi(api_, {{"domain", "acme"}}).empty());
}

TEST_F(UserRegisterNodeTest, G_02_SendsAStaticPasswordThatIsThere) {
  Tester tester = Ready();
  tester.Transient("password", Secret("s3cret-s3cret"));
  Register(tester);
  ASSERT_TRUE(request().static_password.has_value());
  EXPECT_EQ(request().static_password->Expose(), "s3cret-s3cret");
}

TEST_F(UserRegisterNodeTest, G_02_SendsNoStaticPasswordWithoutOne) {
  Tester tester = Ready();
  Register(tester);
  EXPECT_FALSE(request().static_password.has_value());
}

TEST_F(UserRegisterNodeTest, G_02_AMappedStaticPasswordWins) {
  Tester tester = Ready({{"optionalAttributes", {{"staticpassword", "pw"}}}});
  tester.Transient("password", Secret("one-one-one")).Transient("pw", Secret("two-two-two"));
  Register(tester);
  EXPECT_EQ(request().static_password->Expose(), "two-two-two");
  EXPECT_THAT(request().extra, IsEmpty());
}

TEST_F(UserRegisterNodeTest, G_02_WarnsOfTwoSourcesForTheStaticPassword) {
  const Diagnostics findings =
      FindingsOf<UserRegisterNode>(Json{{"optionalAttributes", {{"staticPassword", "pw"}}}});
  EXPECT_FALSE(findings.has_errors());
  EXPECT_TRUE(findings.has_warnings());
}

TEST_F(UserRegisterNodeTest, G_01_TellsHowAMapIsRead) {
  const Diagnostics findings =
      FindingsOf<UserRegisterNode>(Json{{"optionalAttributes", {{"emailAddress", "mail"}}}});
  EXPECT_THAT(findings.ToText(), HasSubstr("note at /optionalAttributes"));
}

TEST_F(UserRegisterNodeTest, NeedsTheJourneyAsLongAsTheEventLives) {
  UserRegisterNode::Config config;
  config.event_expiry_seconds = 301;
  EXPECT_EQ(UserRegisterNode::Lifetime(config)->length, std::chrono::seconds(301));
  config.function = UserRegisterNode::Function::kUnregister;
  EXPECT_FALSE(UserRegisterNode::Lifetime(config).has_value());
}

TEST_F(UserRegisterNodeTest, D_COR_22_DeclaresItsPasswordSoThatItOutlivesAPrompt) {
  Tester tester = Ready({{"passwordInTransientState", "pw"}});
  EXPECT_TRUE(tester.contract().MayRead("pw"));
  tester.Secure("pw", Secret("s3cret-s3cret"));
  Register(tester);
  EXPECT_TRUE(request().static_password.has_value());
}

TEST_F(UserRegisterNodeTest, G_13_SendsTheSerialNumberFromState) {
  Json properties = kOffline;
  properties["serialNumberInSharedState"] = "serial";
  Tester tester = Ready(properties);
  tester.Shared("serial", Json("VDS1000002"));
  Register(tester);
  EXPECT_EQ(request().serial_number, "VDS1000002");
}

TEST_F(UserRegisterNodeTest, G_13_SendsNoSerialNumberWithoutOne) {
  Json properties = kOffline;
  properties["serialNumberInSharedState"] = "serial";
  Tester tester = Ready(properties);
  EXPECT_THAT(Register(tester), LeavesBy("Success"));
  EXPECT_FALSE(request().serial_number.has_value());
}

TEST_F(UserRegisterNodeTest, G_13_TakesAMappedSerialNumber) {
  Tester tester = Ready({{"optionalAttributes", {{"serial", "serialNumber"}}}});
  tester.Shared("serial", Json("VDS1000003"));
  Register(tester);
  EXPECT_EQ(request().serial_number, "VDS1000003");
}

std::map<std::string, std::string> ExtraOf(const onespan::RegisterUserRequest& request) {
  std::map<std::string, std::string> extra;
  for (const onespan::ExtraField& field : request.extra) {
    const Secret* secret = field.value().secret();
    extra[field.name()] =
        secret != nullptr ? "secret " + std::string(secret->Expose()) : DumpJson(*field.value().json());
  }
  return extra;
}

TEST_F(UserRegisterNodeTest, G_01_ReadsAttributesInTheDirectionOfTheVendorsPage) {
  Tester tester = Ready({{"optionalAttributes", {{"emailAddressInSharedState", "emailAddress"}}}});
  tester.Shared("emailAddressInSharedState", Json("a@b.c"));
  Register(tester);
  EXPECT_THAT(ExtraOf(request()), ElementsAre(testing::Pair("emailAddress", "\"a@b.c\"")));
}

TEST_F(UserRegisterNodeTest, G_01_ReadsAttributesInTheOtherDirectionWhenTheNamesSaySo) {
  Tester tester = Ready({{"optionalAttributes", {{"emailAddress", "mail"}}}});
  tester.Shared("mail", Json("a@b.c"));
  Register(tester);
  EXPECT_THAT(ExtraOf(request()), ElementsAre(testing::Pair("emailAddress", "\"a@b.c\"")));
}

TEST_F(UserRegisterNodeTest, D_COR_23_LeavesOutAttributesThatAreAbsentOrEmpty) {
  Tester tester =
      Ready({{"optionalAttributes", {{"mail", "emailAddress"}, {"phone", "phoneNumber"}, {"x", "userRef"}}}});
  tester.Shared("phone", Json("")).Shared("x", Json(nullptr));
  EXPECT_THAT(Register(tester), LeavesBy("Success"));
  EXPECT_THAT(request().extra, IsEmpty());
}

TEST_F(UserRegisterNodeTest, D_COR_23_SendsNumbersAndFlagsAsWhatTheyAre) {
  Tester tester = Ready({{"optionalAttributes", {{"age", "age"}, {"vip", "vip"}}}});
  tester.Shared("age", Json(30)).Shared("vip", Json(true));
  Register(tester);
  EXPECT_THAT(ExtraOf(request()), ElementsAre(testing::Pair("age", "30"), testing::Pair("vip", "true")));
}

TEST_F(UserRegisterNodeTest, KeepsASecretAttributeSecret) {
  Tester tester = Ready({{"optionalAttributes", {{"PIN", "pin"}}}});
  tester.Shared("PIN", Secret("1234"));
  Register(tester);
  EXPECT_THAT(ExtraOf(request()), ElementsAre(testing::Pair("pin", "secret 1234")));
}

TEST_F(UserRegisterNodeTest, FailsForAnAttributeThatIsAnObject) {
  Tester tester = Ready({{"optionalAttributes", {{"mail", "emailAddress"}}}});
  tester.Shared("mail", Json{{"home", "a@b.c"}});
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kInvalidInput, "mail"));
}

TEST_F(UserRegisterNodeTest, D_SEC_03_IsRefusedWhenAnAttributeNamesABuiltInField) {
  for (const char* field : {"objectType", "userID", "domain", "relationshipRef", "CDDC"}) {
    const Json properties{{"optionalAttributes", {{"x", field}}},
                          {"optionalAttributesDirection", "stateToPayload"}};
    EXPECT_TRUE(FindingsOf<UserRegisterNode>(properties).has_errors()) << field;
  }
}

TEST_F(UserRegisterNodeTest, D_SEC_03_IsRefusedWhenAFieldIsMappedTwice) {
  EXPECT_TRUE(FindingsOf<UserRegisterNode>(
                  Json{{"optionalAttributes", {{"a", "emailAddress"}, {"b", "emailAddress"}}}})
                  .has_errors());
}

TEST_F(UserRegisterNodeTest, IsRefusedWithAnExpiryThatIsNoTime) {
  EXPECT_TRUE(FindingsOf<UserRegisterNode>(Json{{"activationTokenExpiry", -5}}).has_errors());
}

}  // namespace
}  // namespace authtree::inline v0::nodes
