#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<std::string> Places(const Diagnostics& diagnostics) {
  std::vector<std::string> places;
  for (const Finding& finding : diagnostics.findings()) {
    EXPECT_EQ(finding.severity, Severity::kError);
    EXPECT_NE(finding.fix, "") << finding.place;
    places.push_back(finding.place);
  }
  return places;
}

TEST(ServiceConfigTest, TheDefaultsHaveFreeLicenses) {
  const ServiceConfig config;
  EXPECT_EQ(config.default_domain, "master");
  EXPECT_THAT(config.licenses, SizeIs(18));
  EXPECT_EQ(config.licenses.back().serial_number, "VDS1000001");
}

TEST(ServiceConfigTest, AnEmptyObjectGivesTheDefaults) {
  const auto parsed = ParseServiceConfig("{}");
  EXPECT_TRUE(parsed.diagnostics.empty()) << parsed.diagnostics.ToText();
  EXPECT_THAT(parsed.config.licenses, SizeIs(18));
}

TEST(ServiceConfigTest, EveryMemberIsRead) {
  const auto parsed = ParseServiceConfig(R"({
    "defaultDomain": "acme",
    "masterSecret": "s3cret",
    "licenses": [{"serialNumber": "ABC0000001", "type": "TID10", "domain": "d", "kind": "SDL",
                  "maxActivations": 3, "activationsUsed": 2, "owner": "bob"}],
    "accounts": [{"userID": "alice", "domain": "d", "staticPassword": "Secret42x", "administrator": true}],
    "authenticatorLimits": {"TYP03": 2, "ABC10": 5},
    "lives": {"onlineRegistrationSeconds": 1, "offlineRegistrationSeconds": 2, "activatedStatusSeconds": 3,
              "activationMessageSeconds": 4},
    "rules": {"strictPayloads": true, "ignoreCase": true, "registerAgain": false, "swapNamedLicense": true,
              "countPendingInstances": true, "waitingTimesOut": false, "expiredTimesOut": true, "wrongCodeTries": 9, "riskResponseCode": 11,
              "maxMessageDigits": 100, "maxCrontoBytes": 50},
    "texts": {"wrongDeviceCode": "a", "wrongSignature": "b", "noFreeLicense": "c"},
    "fidoProtocols": ["FIDO2"],
    "faults": [{"route": "/v1/users/register", "method": "POST", "skip": 1, "times": 2, "status": 429,
                "body": "html", "message": "m", "headers": {"Retry-After": "1"}}],
    "digipass": {"platform": "android", "deviceCodeLength": 26, "signatureLength": 8, "deviceId": "123456789012",
                 "wrongDeviceCodes": 1, "wrongSignatures": 2}})");
  ASSERT_TRUE(parsed.diagnostics.empty()) << parsed.diagnostics.ToText();
  const ServiceConfig& config = parsed.config;
  EXPECT_EQ(config.default_domain, "acme");
  EXPECT_TRUE(config.master_secret == Secret("s3cret"));
  ASSERT_THAT(config.licenses, SizeIs(1));
  EXPECT_EQ(config.licenses[0].kind, LicenseKind::kSingleDevice);
  EXPECT_EQ(config.licenses[0].activations_used, 2);
  EXPECT_EQ(config.licenses[0].owner, "bob");
  ASSERT_THAT(config.accounts, SizeIs(1));
  EXPECT_TRUE(config.accounts[0].administrator);
  EXPECT_EQ(config.authenticator_limits.at("TYP03"), 2);
  EXPECT_EQ(config.authenticator_limits.at("ABC10"), 5);
  EXPECT_EQ(config.authenticator_limits.at("DAL10"), 1);
  EXPECT_EQ(config.lives.activated_status, std::chrono::seconds(3));
  EXPECT_EQ(config.lives.activation_message, std::chrono::seconds(4));
  EXPECT_TRUE(config.rules.strict_payloads);
  EXPECT_FALSE(config.rules.register_again);
  EXPECT_TRUE(config.rules.expired_times_out);
  EXPECT_EQ(config.rules.risk_response_code, 11);
  EXPECT_EQ(config.texts.no_free_license, "c");
  EXPECT_THAT(config.fido_protocols, ::testing::ElementsAre("FIDO2"));
  ASSERT_THAT(config.faults, SizeIs(1));
  EXPECT_EQ(config.faults[0].method, http::Method::kPost);
  EXPECT_EQ(config.faults[0].times, 2);
  EXPECT_EQ(config.faults[0].body, FaultRule::Body::kHtml);
  EXPECT_EQ(config.digipass.platform, DigipassPlatform::kAndroid);
  EXPECT_EQ(config.digipass.device_code_length, 26);
  EXPECT_EQ(config.digipass.wrong_signatures, 2);
}

TEST(ServiceConfigTest, EveryFindingComesAtOnceWithItsPlace) {
  const auto parsed = ParseServiceConfig(R"({
    "defaultDomain": "",
    "licences": [],
    "licenses": [{"serialNumber": "nope", "type": "DAL", "kind": "XYZ", "maxActivations": 100},
                 {"type": "DAL10"},
                 {"serialNumber": "VDS1000001"}, {"serialNumber": "VDS1000001"},
                 {"serialNumber": "VDS1000002", "maxActivations": 1, "activationsUsed": 2, "color": "blue"},
                 7],
    "accounts": [{"staticPassword": "short"}, {"userID": 5}],
    "authenticatorLimits": {"TYP03": "many", "X": 1},
    "lives": {"onlineRegistrationSeconds": -1, "other": 1},
    "rules": {"strictPayloads": "yes", "wrongCodeTries": 0, "maxCrontoBytes": 1.5},
    "texts": [],
    "fidoProtocols": ["U2F"],
    "faults": [{"route": "/v1/nothing", "method": "BREW", "times": 0, "status": 99, "body": "xml",
                "headers": {"Bad Name": "x"}}],
    "digipass": {"platform": "windows", "deviceCodeLength": 12, "deviceId": "1", "signatureLength": 5}})");
  const auto places = Places(parsed.diagnostics);
  for (const char* place : {"/defaultDomain",
                            "/licences",
                            "/licenses/0/serialNumber",
                            "/licenses/0/type",
                            "/licenses/0/kind",
                            "/licenses/0/maxActivations",
                            "/licenses/1/serialNumber",
                            "/licenses/3/serialNumber",
                            "/licenses/4/activationsUsed",
                            "/licenses/4/color",
                            "/licenses/5",
                            "/accounts/0/userID",
                            "/accounts/0/staticPassword",
                            "/accounts/1/userID",
                            "/authenticatorLimits/TYP03",
                            "/authenticatorLimits/X",
                            "/lives/onlineRegistrationSeconds",
                            "/lives/other",
                            "/rules/strictPayloads",
                            "/rules/wrongCodeTries",
                            "/rules/maxCrontoBytes",
                            "/texts",
                            "/fidoProtocols/0",
                            "/faults/0/route",
                            "/faults/0/method",
                            "/faults/0/times",
                            "/faults/0/status",
                            "/faults/0/body",
                            "/faults/0/headers/Bad Name",
                            "/digipass/platform",
                            "/digipass/deviceCodeLength",
                            "/digipass/deviceId",
                            "/digipass/signatureLength"}) {
    EXPECT_THAT(places, Contains(place)) << parsed.diagnostics.ToText();
  }
}

TEST(ServiceConfigTest, FindingsDoNotRepeatValues) {
  const auto parsed = ParseServiceConfig(R"({"accounts": [{"userID": "a", "staticPassword": "hush"}]})");
  EXPECT_TRUE(parsed.diagnostics.has_errors());
  EXPECT_THAT(parsed.diagnostics.ToText(), Not(::testing::HasSubstr("hush")));
}

TEST(ServiceConfigTest, TextThatIsNoJsonOrNoObjectIsAFinding) {
  for (const char* text : {"", "{", "[]", "\"x\"", R"({"rules": {}, "rules": {}})"}) {
    EXPECT_TRUE(ParseServiceConfig(text).diagnostics.has_errors()) << text;
  }
}

}  // namespace
}  // namespace authtree::inline v0::simulator
