#include <string>
#include <string_view>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "register_user_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::string_view kPath = "/v1/users/register";
constexpr std::string_view kFidoReply =
    R"({"registrationID":"r1","supportedFIDOProtocols":["UAF11","FIDO2"]})";

TEST_F(RegisterUserTest, CloudBodyHasNothingButWhatIsNeeded) {
  ReplyJson(200, kOfflineReply);
  ASSERT_TRUE(Register(CloudRegistration()).has_value());
  EXPECT_EQ(LastBody(), (Json{{"objectType", "RegisterUserInputEx"},
                              {"userID", "alice"},
                              {"domain", "demo"},
                              {"activationType", "offlineMDL"}}));
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(RegisterUserTest, CloudBodyKeepsRiskReferencesOut) {
  auto request = CloudRegistration();
  request.risk = FullRisk();
  ReplyJson(200, kOfflineReply);
  ASSERT_TRUE(Register(std::move(request)).has_value());
  EXPECT_EQ(
      LastBody(),
      (Json{{"objectType", "RegisterUserInputEx"},
            {"userID", "alice"},
            {"domain", "demo"},
            {"activationType", "offlineMDL"},
            {"clientIP", "192.0.2.10"},
            {"cddc",
             {{"browserCDDC",
               {{"fingerprintRaw", R"({"screen":"1x1"})"}, {"fingerprintHash", std::string(64, 'a')}}}}}}));
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(RegisterUserTest, AdaptiveBodyIsComplete) {
  auto request = AdaptiveRegistration();
  request.static_password = Secret("Secret42x");
  request.serial_number = "SIM0000001";
  request.extra.push_back(Text("emailAddress", "a@example.org"));
  request.extra.push_back(ExtraField("authentStatus", Value(Json(0))));
  ReplyJson(200, kOnlineReply);
  ASSERT_TRUE(Register(std::move(request)).has_value());
  EXPECT_EQ(
      LastBody(),
      (Json{{"objectType", "AdaptiveRegisterUserInput"},
            {"userID", "alice"},
            {"domain", "demo"},
            {"activationType", "onlineMDL"},
            {"staticPassword", "Secret42x"},
            {"serialNumber", "SIM0000001"},
            {"emailAddress", "a@example.org"},
            {"authentStatus", 0},
            {"applicationRef", "app-7"},
            {"sessionID", "4ed23ea44f23"},
            {"relationshipRef", "alice"},
            {"clientIP", "192.0.2.10"},
            {"cddc",
             {{"browserCDDC",
               {{"fingerprintRaw", R"({"screen":"1x1"})"}, {"fingerprintHash", std::string(64, 'a')}}}}}}));
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(RegisterUserTest, LeavesOutAnEmptyApplicationRefAndAnEmptyDomain) {
  auto options = Options();
  options.application_ref.clear();
  Configure(std::move(options));
  RegisterUserRequest request(Product::kAdaptive, UserId("alice", ""), ActivationType::kOnlineMdl);
  request.risk = FullRisk();
  ReplyJson(200, kOnlineReply);
  ASSERT_TRUE(Register(std::move(request)).has_value());
  EXPECT_FALSE(LastBody().contains("applicationRef"));
  EXPECT_FALSE(LastBody().contains("domain"));
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(RegisterUserTest, SendsOneRequestThatIsNeverRepeated) {
  ReplyJson(200, kOfflineReply);
  ASSERT_TRUE(Register(CloudRegistration()).has_value());
  const auto request = LastRequest();
  EXPECT_EQ(request.method, http::Method::kPost);
  EXPECT_EQ(request.url, "https://acme-bank.sdb.tid.onespan.cloud/v1/users/register");
  EXPECT_EQ(request.route, kPath);
  EXPECT_EQ(request.resend, http::Resend::kNever);
  EXPECT_EQ(request.headers.Find("Content-Type"), "application/json");
  EXPECT_EQ(request.headers.Find("Accept"), "application/json");
  EXPECT_EQ(request.headers.Find("Risk-Analytics-Environment"), "");
}

TEST_F(RegisterUserTest, NamesTheRiskAnalyticsEnvironment) {
  auto options = Options();
  options.risk_analytics_environment = "test_env-1";
  Configure(std::move(options));
  ReplyJson(200, kOfflineReply);
  ASSERT_TRUE(Register(CloudRegistration()).has_value());
  EXPECT_EQ(LastRequest().headers.Find("Risk-Analytics-Environment"), "test_env-1");
}

// --- answers

TEST_F(RegisterUserTest, ReadsAnOnlineAnswer) {
  ASSERT_EQ(ReplyViolations(kPath, 200, kOnlineReply), "");
  ReplyJson(200, kOnlineReply);
  const auto reply = Register(CloudRegistration(ActivationType::kOnlineMdl));
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->activation_password->Expose(), "7Hq2Zk9P");
  EXPECT_EQ(reply->serial_number, "SIM0000001");
  EXPECT_EQ(reply->registration_id, "");
}

TEST_F(RegisterUserTest, ReadsAnOfflineAnswer) {
  ASSERT_EQ(ReplyViolations(kPath, 200, kOfflineReply), "");
  ReplyJson(200, kOfflineReply);
  const auto reply = Register(CloudRegistration());
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->activation_password->Expose(), "0153494DA1");
  EXPECT_EQ(reply->registration_id, "Qk7mZ2pX9aLr4TnB6vYc8WdE");
}

TEST_F(RegisterUserTest, ReadsAFidoAnswer) {
  ASSERT_EQ(ReplyViolations(kPath, 200, kFidoReply), "");
  ReplyJson(200, kFidoReply);
  const auto reply = Register(CloudRegistration(ActivationType::kFido));
  ASSERT_TRUE(reply.has_value());
  EXPECT_FALSE(reply->activation_password.has_value());
  EXPECT_EQ(reply->registration_id, "r1");
  EXPECT_THAT(reply->fido_protocols, ::testing::ElementsAre("UAF11", "FIDO2"));
}

TEST_F(RegisterUserTest, TakesTheAnswersSerialForTheTruth) {
  auto request = CloudRegistration();
  request.serial_number = "SIM0000001";
  ReplyJson(200, R"({"activationPassword":"00ff00","serialNumber":"SIM0000002","registrationID":"r"})");
  EXPECT_EQ(Register(std::move(request))->serial_number, "SIM0000002");
}

TEST_F(RegisterUserTest, ToleratesWhatItDoesNotKnow) {
  ReplyJson(
      200,
      R"({"activationPassword":"7Hq2Zk9P","serialNumber":"SIM0000001","registrationID":null,"new":[{}]})");
  EXPECT_TRUE(Register(CloudRegistration(ActivationType::kOnlineMdl)).has_value());
}

struct BrokenAnswer {
  ActivationType activation;
  std::string body;
  std::string field;
};

class BrokenRegistration : public RegisterUserTest, public ::testing::WithParamInterface<BrokenAnswer> {};

TEST_P(BrokenRegistration, IsRejected) {
  ReplyJson(200, GetParam().body);
  const auto reply = Register(CloudRegistration(GetParam().activation));
  EXPECT_THAT(reply, FailsWith(ErrorCode::kRejected, GetParam().field)) << Described(reply);
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenRegistration,
    ::testing::Values(
        BrokenAnswer{ActivationType::kOnlineMdl, R"({"serialNumber":"SIM0000001"})", "activationPassword"},
        BrokenAnswer{ActivationType::kOnlineMdl, R"({"activationPassword":"x"})", "serialNumber"},
        BrokenAnswer{ActivationType::kOnlineMdl, R"({"activationPassword":"","serialNumber":"SIM0000001"})",
                     "activationPassword"},
        BrokenAnswer{ActivationType::kOnlineMdl, R"({"activationPassword":7,"serialNumber":"SIM0000001"})",
                     "activationPassword"},
        BrokenAnswer{ActivationType::kOnlineMdl, R"({"activationPassword":null,"serialNumber":"SIM0000001"})",
                     "activationPassword"},
        BrokenAnswer{ActivationType::kOnlineMdl,
                     R"({"activationPassword":"a\nb","serialNumber":"SIM0000001"})", "activationPassword"},
        BrokenAnswer{ActivationType::kOnlineMdl, R"({"activationPassword":"x","serialNumber":{}})",
                     "serialNumber"},
        BrokenAnswer{ActivationType::kOnlineMdl,
                     R"({"activationPassword":"x","serialNumber":"SIM0000001000000"})", "serialNumber"},
        BrokenAnswer{ActivationType::kOnlineMdl,
                     R"({"activationPassword":"x","serialNumber":"SIM0000001","registrationID":7})",
                     "registrationID"},
        BrokenAnswer{ActivationType::kOfflineMdl,
                     R"({"activationPassword":"00","serialNumber":"SIM0000001"})", "registrationID"},
        BrokenAnswer{ActivationType::kOfflineMdl,
                     R"({"activationPassword":"000","serialNumber":"SIM0000001","registrationID":"r"})",
                     "activationPassword"},
        BrokenAnswer{ActivationType::kOfflineMdl,
                     R"({"activationPassword":"no hex","serialNumber":"SIM0000001","registrationID":"r"})",
                     "activationPassword"},
        BrokenAnswer{ActivationType::kFido, R"({"supportedFIDOProtocols":["FIDO2"]})", "registrationID"},
        BrokenAnswer{ActivationType::kFido, R"({"registrationID":"r","supportedFIDOProtocols":"FIDO2"})",
                     "supportedFIDOProtocols"},
        BrokenAnswer{ActivationType::kFido, R"({"registrationID":"r","supportedFIDOProtocols":[7]})",
                     "supportedFIDOProtocols"},
        BrokenAnswer{ActivationType::kOnlineMdl, "[]", "body"},
        BrokenAnswer{ActivationType::kOnlineMdl, "{", "body"},
        BrokenAnswer{ActivationType::kOnlineMdl, R"({"serialNumber":"a","serialNumber":"b"})", "body"},
        BrokenAnswer{ActivationType::kOnlineMdl, "", "Content-Type"}));

TEST_F(RegisterUserTest, RejectsAnAnswerOfAnotherKind) {
  transport_->Reply(http::Response(200).WithBody("text/html", Secret(kOnlineReply)));
  EXPECT_THAT(Register(CloudRegistration(ActivationType::kOnlineMdl)),
              FailsWith(ErrorCode::kRejected, "Content-Type"));
}

TEST_F(RegisterUserTest, RejectsAnAnswerThatIsTooLargeOrTooDeep) {
  ReplyJson(200, "{\"a\":\"" + std::string(1024UL * 1024UL, 'x') + "\"}");
  EXPECT_THAT(Register(CloudRegistration()), FailsWith(ErrorCode::kRejected, "body"));
  ReplyJson(200, std::string(200000, '['));
  EXPECT_THAT(Register(CloudRegistration()), FailsWith(ErrorCode::kRejected, "body"));
}

// --- refusals before the call

TEST_F(RegisterUserTest, UserHasOneTo255Characters) {
  ReplyJson(200, kOfflineReply);
  const UserId longest(std::string(255, 'u'), std::string(255, 'd'));
  EXPECT_TRUE(
      Register(RegisterUserRequest(Product::kCloud, longest, ActivationType::kOfflineMdl)).has_value());
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(RegisterUserTest, RefusesUserAndDomainOutsideTheirLimits) {
  const auto request = [](std::string user, std::string domain) {
    return RegisterUserRequest(Product::kCloud, UserId(std::move(user), std::move(domain)),
                               ActivationType::kFido);
  };
  ExpectRefused(request("", "demo"), "userID");
  ExpectRefused(request(std::string(256, 'u'), "demo"), "userID");
  ExpectRefused(request("a\nb", "demo"), "userID");
  ExpectRefused(request("a\xFF", "demo"), "userID");
  ExpectRefused(request("alice", std::string(256, 'd')), "domain");
  ExpectRefused(request("alice", std::string("a\0b", 3)), "domain");
}

TEST_F(RegisterUserTest, PasswordHas8To255Characters) {
  for (const std::size_t length : {8U, 255U}) {
    auto request = CloudRegistration();
    request.static_password = Secret(std::string(length, 'p'));
    ReplyJson(200, kOfflineReply);
    EXPECT_TRUE(Register(std::move(request)).has_value()) << length;
    EXPECT_EQ(ContractViolations(), "");
  }
}

TEST_F(RegisterUserTest, RefusesAPasswordOutsideItsLimits) {
  for (const std::size_t length : {0U, 7U, 256U}) {
    auto request = CloudRegistration();
    request.static_password = Secret(std::string(length, 'p'));
    ExpectRefused(std::move(request), "staticPassword");
  }
}

TEST_F(RegisterUserTest, RefusesASerialNumberOfAnotherForm) {
  for (const std::string serial :
       {"", "SIM000001", "SIM00000001", "sim0000001", "SIM000000X", "SIM0000001-1"}) {
    auto request = CloudRegistration();
    request.serial_number = serial;
    ExpectRefused(std::move(request), "serialNumber");
  }
}

TEST_F(RegisterUserTest, AdaptiveNeedsItsRiskContext) {
  auto no_fingerprint = AdaptiveRegistration();
  no_fingerprint.risk.fingerprint.reset();
  ExpectRefused(std::move(no_fingerprint), "cddc");
  for (const std::string& session :
       {std::string(), std::string("a"), std::string("xyz"), std::string(101, 'a')}) {
    auto request = AdaptiveRegistration();
    request.risk.session_id = session;
    ExpectRefused(std::move(request), "sessionID");
  }
  for (const std::string& reference : {std::string(), std::string(151, 'a'), std::string("a\tb")}) {
    auto request = AdaptiveRegistration();
    request.risk.relationship_ref = reference;
    ExpectRefused(std::move(request), "relationshipRef");
  }
}

TEST_F(RegisterUserTest, RefusesAnEmptyFingerprint) {
  auto request = CloudRegistration();
  request.risk.fingerprint = BrowserFingerprint("", "aa");
  ExpectRefused(std::move(request), "fingerprintRaw");
  auto other = CloudRegistration();
  other.risk.fingerprint = BrowserFingerprint("{}", "");
  ExpectRefused(std::move(other), "fingerprintHash");
}

// --- client address

struct AddressCase {
  std::string given;
  std::string sent;  ///< empty: left out
};

class ClientAddress : public RegisterUserTest, public ::testing::WithParamInterface<AddressCase> {};

TEST_P(ClientAddress, IsSentAsDottedIpv4OnlyIfItIsOne) {
  auto request = CloudRegistration();
  request.risk.client_ip = GetParam().given;
  ReplyJson(200, kOfflineReply);
  ASSERT_TRUE(Register(std::move(request)).has_value());
  EXPECT_EQ(StringMember(LastBody(), "clientIP"), GetParam().sent);
  EXPECT_EQ(ContractViolations(), "");
}

INSTANTIATE_TEST_SUITE_P(
    All, ClientAddress,
    ::testing::Values(AddressCase{"192.0.2.10", "192.0.2.10"}, AddressCase{"::ffff:192.0.2.10", "192.0.2.10"},
                      AddressCase{"::FFFF:c000:020a", "192.0.2.10"}, AddressCase{"::1", ""},
                      AddressCase{"2001:db8::1", ""}, AddressCase{"::192.0.2.10", ""},
                      AddressCase{"192.0.2", ""}, AddressCase{"192.0.2.256", ""},
                      AddressCase{"192.0.2.010", ""}, AddressCase{"", ""}, AddressCase{"192.0.2.10 ", ""},
                      AddressCase{"a\",\"b\":\"c", ""}, AddressCase{std::string("192.0.2.10\0", 11), ""}));

}  // namespace
}  // namespace authtree::inline v0::onespan
