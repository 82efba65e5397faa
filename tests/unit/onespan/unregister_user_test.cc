#include <string>

#include <gtest/gtest.h>

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

class UnregisterUserTest : public RestApiTest {
 protected:
  Result<UnregisterUserReply> Unregister(UnregisterUserRequest request) {
    return testkit::Drive(api_->UnregisterUser(Call(), std::move(request)));
  }
  void ExpectRefused(UnregisterUserRequest request, const std::string& field) {
    EXPECT_THAT(Unregister(std::move(request)), FailsWith(ErrorCode::kInvalidInput, field));
    EXPECT_TRUE(transport_->sent().empty());
  }
};

UnregisterUserRequest CloudRemoval(std::string user = "alice", std::string domain = "demo") {
  return UnregisterUserRequest(Product::kCloud, UserId(std::move(user), std::move(domain)));
}

TEST_F(UnregisterUserTest, CloudBodyIsNothingButItsType) {
  transport_->Reply(204);
  ASSERT_TRUE(Unregister(CloudRemoval()).has_value());
  EXPECT_EQ(LastBody(), (Json{{"objectType", "UnregisterUserInputEx"}}));
  EXPECT_EQ(LastRequest().target, "/v1/users/alice@demo/unregister");
  EXPECT_EQ(LastRequest().route, "/v1/users/{userID@domain}/unregister");
  EXPECT_EQ(LastRequest().resend, http::Resend::kIfUnsent);
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(UnregisterUserTest, AdaptiveBodyIsComplete) {
  auto request = AdaptiveRemoval();
  request.extra.emplace_back("serialNumber", Value(Json("SIM0000001-12")));
  ReplyJson(200, R"({"riskResponseCode":0})");
  ASSERT_TRUE(Unregister(std::move(request)).has_value());
  EXPECT_EQ(
      LastBody(),
      (Json{{"objectType", "AdaptiveUnregisterUserInput"},
            {"serialNumber", "SIM0000001-12"},
            {"applicationRef", "app-7"},
            {"sessionID", "4ed23ea44f23"},
            {"relationshipRef", "alice"},
            {"clientIP", "192.0.2.10"},
            {"cddc",
             {{"browserCDDC",
               {{"fingerprintRaw", R"({"screen":"1x1"})"}, {"fingerprintHash", std::string(64, 'a')}}}}}}));
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(UnregisterUserTest, NamesTheRiskAnalyticsEnvironment) {
  auto options = Options();
  options.risk_analytics_environment = "env";
  Configure(std::move(options));
  transport_->Reply(204);
  ASSERT_TRUE(Unregister(CloudRemoval()).has_value());
  EXPECT_EQ(LastRequest().headers.Find("Risk-Analytics-Environment"), "env");
}

TEST_F(UnregisterUserTest, EncodesUserAndDomainInThePath) {
  transport_->Reply(204);
  ASSERT_TRUE(Unregister(CloudRemoval("a/b @c%+é;?#", "de.mo/../x")).has_value());
  EXPECT_EQ(LastRequest().target, "/v1/users/a%2Fb%20%40c%25%2B%C3%A9%3B%3F%23@de.mo%2F..%2Fx/unregister");
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(UnregisterUserTest, Reads204And200) {
  ASSERT_EQ(ReplyViolations("/v1/users/a@b/unregister", 200, R"({"riskResponseCode":-3})"), "");
  transport_->Reply(204);
  EXPECT_FALSE(Unregister(CloudRemoval())->risk_response_code.has_value());
  ReplyJson(200, R"({"riskResponseCode":-3})");
  EXPECT_EQ(Unregister(CloudRemoval())->risk_response_code, -3);
  ReplyJson(200, "{}");
  EXPECT_FALSE(Unregister(CloudRemoval())->risk_response_code.has_value());
  transport_->Reply(200);
  EXPECT_TRUE(Unregister(CloudRemoval()).has_value());
}

TEST_F(UnregisterUserTest, RejectsAnAnswerOfAnotherKind) {
  transport_->Reply(http::Response(200).WithBody("text/html", Secret("<p>Please log in</p>")));
  EXPECT_THAT(Unregister(CloudRemoval()), FailsWith(ErrorCode::kRejected, "Content-Type"));
  ReplyJson(200, R"({"riskResponseCode":"0"})");
  EXPECT_THAT(Unregister(CloudRemoval()), FailsWith(ErrorCode::kRejected, "riskResponseCode"));
  ReplyJson(200, R"({"riskResponseCode":18446744073709551615})");
  EXPECT_THAT(Unregister(CloudRemoval()), FailsWith(ErrorCode::kRejected, "riskResponseCode"));
}

TEST_F(UnregisterUserTest, NeedsUserAndDomain) {
  ExpectRefused(CloudRemoval("", "demo"), "userID");
  ExpectRefused(CloudRemoval(std::string(256, 'u'), "demo"), "userID");
  ExpectRefused(CloudRemoval("alice", ""), "domain");
  ExpectRefused(CloudRemoval("alice", std::string(256, 'd')), "domain");
}

TEST_F(UnregisterUserTest, AdaptiveNeedsItsRiskContext) {
  ExpectRefused(UnregisterUserRequest(Product::kAdaptive, UserId("alice", "demo")), "cddc");
}

TEST_F(UnregisterUserTest, HasNoPassword) {
  auto request = CloudRemoval();
  request.extra.emplace_back("staticPassword", Value(Secret("long enough")));
  ExpectRefused(std::move(request), "staticPassword");
}

}  // namespace
}  // namespace authtree::inline v0::onespan
