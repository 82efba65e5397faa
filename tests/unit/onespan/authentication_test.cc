// Logins, events, transactions and their sessions on the wire.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::string_view kAccepted =
    R"({"sessionStatus":"accepted","requestID":"0b6f2c1e-7a44-4c0e-9d53-2f1f0f5f9a10","riskResponseCode":0})";

class AuthenticationTest : public RestApiTest {
 protected:
  Result<AuthenticationReply> Login(LoginRequest request) {
    return testkit::Drive(api_->Login(Call(), std::move(request)));
  }
  Result<AuthenticationReply> Validate(ValidateTransactionRequest request) {
    return testkit::Drive(api_->ValidateTransaction(Call(), std::move(request)));
  }
  static LoginRequest CloudLogin(std::string_view otp) {
    LoginRequest request(Product::kCloud, Alice());
    request.credentials = OtpCredential(Secret(otp));
    return request;
  }
};

TEST_F(AuthenticationTest, ACloudLoginNeedsCredentials) {
  EXPECT_THAT(Login(LoginRequest(Product::kCloud, Alice())),
              FailsWith(ErrorCode::kInvalidInput, "credentials"));
  EXPECT_TRUE(transport_->sent().empty());
}

TEST_F(AuthenticationTest, RefusesWhatTheServiceWouldRefuse) {
  EXPECT_THAT(Login(CloudLogin("12345")), FailsWith(ErrorCode::kInvalidInput, "OTP"));
  EXPECT_THAT(Login(CloudLogin(std::string(17, '1'))), FailsWith(ErrorCode::kInvalidInput, "OTP"));

  LoginRequest no_domain(Product::kCloud, UserId("alice", ""));
  no_domain.credentials = OtpCredential(Secret("481902"));
  EXPECT_THAT(Login(std::move(no_domain)), FailsWith(ErrorCode::kInvalidInput, "domain"));

  LoginRequest request_id = CloudLogin("481902");
  request_id.request_id = "a\nb";
  EXPECT_THAT(Login(std::move(request_id)), FailsWith(ErrorCode::kInvalidInput, "requestID"));

  LoginRequest session = AdaptiveLogin();
  session.risk.session_id = "not hex";
  EXPECT_THAT(Login(std::move(session)), FailsWith(ErrorCode::kInvalidInput, "sessionID"));

  LoginRequest reserved = CloudLogin("481902");
  reserved.extra.emplace_back("credentials", Value(Json("x")));
  EXPECT_THAT(Login(std::move(reserved)), FailsWith(ErrorCode::kInvalidInput, "credentials"));
  EXPECT_TRUE(transport_->sent().empty());
}

TEST_F(AuthenticationTest, D_COR_02_AFidoStepUpIsValidJson) {
  LoginRequest request = AdaptiveLogin();
  request.fido_step_up = FidoProtocol::kFido2;
  request.credentials = FidoCredential(Secret(R"({"id":"x"})"));
  ReplyJson(200, kAccepted);
  ASSERT_TRUE(Login(std::move(request)).has_value());
  EXPECT_EQ(LastBody()["fidoAuthentication"]["fidoProtocol"], "FIDO2");
  EXPECT_EQ(LastBody()["credentials"]["fidoAuthenticator"]["authenticationResponse"], R"({"id":"x"})");
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(AuthenticationTest, ALoginGoesWithoutAFingerprint) {
  LoginRequest request = AdaptiveLogin();
  request.risk.fingerprint.reset();
  ReplyJson(200, kAccepted);
  ASSERT_TRUE(Login(std::move(request)).has_value());
  EXPECT_FALSE(LastBody().contains("cddc"));
}

TEST_F(AuthenticationTest, SaysHowTheCommandIsDelivered) {
  const auto delivery = [this](OrchestrationDelivery way) {
    LoginRequest request = CloudLogin("481902");
    request.delivery = way;
    ReplyJson(202, R"({"sessionStatus":"pending"})");
    EXPECT_TRUE(Login(std::move(request)).has_value());
    return LastBody().value("orchestrationDelivery", Json());
  };
  EXPECT_EQ(delivery(OrchestrationDelivery::kNone), Json());
  EXPECT_EQ(delivery(OrchestrationDelivery::kPushNotification), Json::array({"pushNotification"}));
  EXPECT_EQ(delivery(OrchestrationDelivery::kRequestMessage), Json::array({"requestMessage"}));
  EXPECT_EQ(delivery(OrchestrationDelivery::kBoth), Json::array({"pushNotification", "requestMessage"}));
}

TEST_F(AuthenticationTest, NeverWaitsForTheUser) {
  ReplyJson(200, kAccepted);
  ASSERT_TRUE(Login(AdaptiveLogin()).has_value());
  EXPECT_EQ(LastBody()["timeout"], 0);
}

TEST_F(AuthenticationTest, ReadsTheAnswer) {
  ReplyJson(200, R"({"sessionStatus":"pending","requestID":"r-1","challenge":"123456","riskResponseCode":11,
                     "requestMessage":"0a0b","eventId":7,"unknown":{"a":1}})");
  const auto reply = Login(AdaptiveLogin());
  ASSERT_TRUE(reply.has_value()) << Described(reply);
  EXPECT_EQ(reply->status, SessionStatus::kPending);
  EXPECT_EQ(reply->request_id, "r-1");
  EXPECT_EQ(reply->challenge, "123456");
  EXPECT_EQ(reply->risk_response_code, 11);
  EXPECT_EQ(reply->event_id, 7);
  EXPECT_EQ(reply->request_message->Expose(), "0a0b");
}

TEST_F(AuthenticationTest, D_COR_36_AnEventIdThatIsNoNumberDoesNotBreakTheLogin) {
  for (const std::string_view id : {R"("E-7")", "null", "[]", "7.5"}) {
    ReplyJson(200, R"({"sessionStatus":"accepted","eventId":)" + std::string(id) + "}");
    const auto reply = Login(AdaptiveLogin());
    ASSERT_TRUE(reply.has_value()) << id << Described(reply);
    EXPECT_EQ(reply->event_id, std::nullopt) << id;
  }
}

TEST_F(AuthenticationTest, G_32_ReadsBothSpellingsOfFailed) {
  for (const std::string_view spelling : {"failed", "failure"}) {
    ReplyJson(200, R"({"sessionStatus":")" + std::string(spelling) + R"("})");
    const auto reply = Login(AdaptiveLogin());
    ASSERT_TRUE(reply.has_value()) << spelling;
    EXPECT_EQ(reply->status, SessionStatus::kFailed);
  }
}

TEST_F(AuthenticationTest, AnAnswerWithoutAKnownStatusBreaksThePromise) {
  for (const std::string_view body : {R"({})", R"({"sessionStatus":"maybe"})", R"({"sessionStatus":1})"}) {
    ReplyJson(200, body);
    EXPECT_THAT(Login(AdaptiveLogin()), FailsWith(ErrorCode::kRejected, "sessionStatus")) << body;
  }
}

TEST_F(AuthenticationTest, D_COR_09_AnErrorIsNoStatusOfASession) {
  for (const std::string_view body : {R"({})", R"({"sessionStatus":"error"})"}) {
    ReplyJson(200, body);
    EXPECT_THAT(testkit::Drive(api_->CheckSession(Call(), CheckSessionRequest("a"))),
                FailsWith(ErrorCode::kRejected, "sessionStatus"))
        << body;
  }
}

TEST_F(AuthenticationTest, WritesEveryKindOfDataToSign) {
  const auto data = [this](TransactionData kind) {
    ValidateTransactionRequest request(Product::kAdaptive, Alice(), std::move(kind));
    request.risk = FullRisk();
    request.extra = PaymentFields();
    ReplyJson(200, kAccepted);
    const auto reply = Validate(std::move(request));
    EXPECT_TRUE(reply.has_value()) << Described(reply);
    EXPECT_EQ(ContractViolations(), "");
    return LastBody()["data"];
  };
  EXPECT_EQ(data(FidoTransaction(std::string(kUuid), Secret("answer"))),
            (Json{{"fido", {{"authenticationResponse", "answer"}, {"requestID", std::string(kUuid)}}}}));
  EXPECT_EQ(data(StandardTransaction({"DE1", "10"}, Secret("481902"))),
            (Json{{"standard", {{"dataFields", {"DE1", "10"}}, {"signature", "481902"}}}}));
  EXPECT_EQ(data(SecureChannelTransaction(std::string(kUuid), std::nullopt)),
            (Json{{"secureChannel", {{"requestID", std::string(kUuid)}}}}));
  EXPECT_EQ(data(MessageTransaction({DisplayField("amount", "10 \" €")}))["transactionMessage"]["dataFields"],
            Json::array({Json{{"key", {{"text", "amount"}}}, {"value", {{"text", "10 \" €"}}}}}));
}

TEST_F(AuthenticationTest, D_COR_31_TheAnswerOfTheFidoClientIsOneJsonText) {
  const std::string answer = R"({"id":"y \"z\""})";
  ReplyJson(200, kAccepted);
  const auto reply = Validate(ValidateTransactionRequest(
      Product::kCloud, Alice(), FidoTransaction(std::string(kUuid), Secret(std::string_view(answer)))));
  ASSERT_TRUE(reply.has_value()) << Described(reply);
  EXPECT_EQ(LastBody()["data"]["fido"]["authenticationResponse"], answer);
}

TEST_F(AuthenticationTest, ACloudTransactionMessageSaysHowTheUserConfirms) {
  MessageTransaction message({DisplayField("amount", "10")});
  EXPECT_THAT(Validate(ValidateTransactionRequest(Product::kCloud, Alice(), message)),
              FailsWith(ErrorCode::kInvalidInput, "authentMethod"));
  message.authentication_method = "PIN";
  ReplyJson(200, kAccepted);
  const auto reply = Validate(ValidateTransactionRequest(Product::kCloud, Alice(), message));
  ASSERT_TRUE(reply.has_value()) << Described(reply);
  EXPECT_EQ(LastBody()["data"]["transactionMessage"]["authentMethod"], "PIN");
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(AuthenticationTest, RefusesTransactionsThatCannotBeSigned) {
  const auto refused = [this](TransactionData kind) {
    return Validate(ValidateTransactionRequest(Product::kCloud, Alice(), std::move(kind)));
  };
  EXPECT_THAT(refused(StandardTransaction({}, Secret("481902"))),
              FailsWith(ErrorCode::kInvalidInput, "dataFields"));
  EXPECT_THAT(refused(StandardTransaction(std::vector<std::string>(9, "1"), Secret("481902"))),
              FailsWith(ErrorCode::kInvalidInput, "dataFields"));
  EXPECT_THAT(refused(StandardTransaction({"1"}, Secret("48"))),
              FailsWith(ErrorCode::kInvalidInput, "signature"));
  EXPECT_THAT(refused(SecureChannelTransaction("", Secret("481902"))),
              FailsWith(ErrorCode::kInvalidInput, "requestID"));
  EXPECT_THAT(refused(FidoTransaction(std::string(kUuid), Secret())),
              FailsWith(ErrorCode::kInvalidInput, "authenticationResponse"));
}

TEST_F(AuthenticationTest, ReadsASession) {
  ReplyJson(200, R"({"sessionStatus":"pending","votpResponse":"481902"})");
  const auto reply = testkit::Drive(api_->CheckSession(Call(), CheckSessionRequest("a/b")));
  ASSERT_TRUE(reply.has_value()) << Described(reply);
  EXPECT_EQ(reply->virtual_otp->Expose(), "481902");
  EXPECT_THAT(LastRequest().url, ::testing::EndsWith("/v1/sessions/a%2Fb"));
}

}  // namespace
}  // namespace authtree::inline v0::onespan
