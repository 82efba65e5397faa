#include "authentication_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

class RiskTest : public AuthenticationTest {
 protected:
  void Script(int code, const std::string& times = "") {
    DigipassConfig device;
    device.platform = DigipassPlatform::kAndroid;
    Restart(R"({"risk": [{"operation": "login", "code": )" + std::to_string(code) + times + "}]}", device);
  }
  [[nodiscard]] Reply Event(const std::string& type) {
    return Post("/v1/users/alice@master/events/validate",
                {{"cddc", {{"browserCDDC", {{"fingerprintHash", "h"}}}}},
                 {"relationshipRef", "alice"},
                 {"sessionID", "4ED23EA44F23"},
                 {"eventType", type}});
  }
};

TEST_F(RiskTest, ADeclinedLoginIsRefused) {
  Script(1);
  const Reply reply = AdaptiveLogin();
  EXPECT_THAT(reply, IsAt("refused"));
  EXPECT_EQ(reply.body["riskResponseCode"], 1);
}

TEST_F(RiskTest, PlainLoginsAskNoRiskEngine) {
  Script(1);
  const Reply reply = LoginWithOtp(Otp());
  EXPECT_THAT(reply, IsAt("accepted"));
  EXPECT_FALSE(reply.body.contains("riskResponseCode"));
}

TEST_F(RiskTest, WrongCredentialsFailBeforeTheRiskEngineIsAsked) {
  Script(0);
  EXPECT_THAT(AdaptiveLogin({{"credentials", {{"passKey", "wrong"}}}}), IsRefused("Authentication failed"));
}

TEST_F(RiskTest, AStepUpByOtpEndsWithTheOtp) {
  Script(5);
  const Reply first = AdaptiveLogin();
  ASSERT_THAT(first, IsAt("pending"));
  const Reply second = AdaptiveLogin(
      {{"requestID", first.Text("requestID")}, {"credentials", {{"authenticator", {{"OTP", Otp()}}}}}});
  EXPECT_THAT(second, IsAt("accepted"));
  EXPECT_EQ(second.body["riskResponseCode"], 0);
  EXPECT_EQ(Session(first.Text("requestID")), "accepted");
}

TEST_F(RiskTest, AStepUpByChallengeGivesTheChallenge) {
  Script(10);
  const Reply first = AdaptiveLogin({{"challengeResponse", {{"length", 9}}}});
  ASSERT_EQ(first.Text("challenge").size(), 9U);
  const std::string response = Text(device_.Response(first.Text("challenge")));
  EXPECT_THAT(AdaptiveLogin({{"requestID", first.Text("requestID")},
                             {"credentials", {{"authenticator", {{"OTP", response}}}}}}),
              IsAt("accepted"));
}

TEST_F(RiskTest, AStepUpByVisualCodeGivesAMessageForTheDevice) {
  Script(11);
  const Reply first = AdaptiveLogin();
  const auto reading = device_.Scan(Picture(first.Text("requestMessage")));
  ASSERT_TRUE(reading) << reading.error().Describe();
  EXPECT_THAT(AdaptiveLogin({{"requestID", first.Text("requestID")},
                             {"credentials", {{"authenticator", {{"OTP", reading->code}}}}}}),
              IsAt("accepted"));
}

TEST_F(RiskTest, ACountedRuleEnds) {
  Script(1, R"(, "times": 1)");
  ASSERT_THAT(AdaptiveLogin(), IsAt("refused"));
  EXPECT_THAT(AdaptiveLogin(), IsAt("accepted"));
}

TEST_F(RiskTest, ARuleHoldsForItsEventTypeOnly) {
  StartWith(R"({"accounts": [{"userID": "alice"}],
                "risk": [{"operation": "validate_event", "type": "ChangePasswordAttempt", "code": 1}]})");
  EXPECT_THAT(Event("ChangePasswordAttempt"), IsAt("refused"));
  EXPECT_THAT(Event("LoginAttempt"), IsAt("accepted"));
}

TEST_F(RiskTest, AnEventWithoutATypeIsRefused) {
  EXPECT_THAT(Post("/v1/users/alice@master/events/validate", Json::object()), HasStatus(400));
}

TEST_F(RiskTest, AStepUpByPushEndsAsScripted) {
  Script(21);
  const Reply first = AdaptiveLogin();
  ASSERT_THAT(first, HasStatus(202));
  EXPECT_EQ(Session(first.Text("requestID")), "pending");
  clock_->Advance(std::chrono::seconds(2));
  EXPECT_EQ(Session(first.Text("requestID")), "accepted");
}

TEST_F(RiskTest, RulesWithMistakesAreFindings) {
  const auto parsed = ParseServiceConfig(R"({"risk": [{"operation": "add_device"}]})");
  EXPECT_EQ(parsed.diagnostics.findings().size(), 2U) << parsed.diagnostics.ToText();
}

}  // namespace
}  // namespace authtree::inline v0::simulator
