#include "user_login_node.h"

#include <chrono>

#include "authtree/core/encoding.h"
#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::SessionStatus;
using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Key;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

constexpr std::string_view kRequestId = "0b6f2c1e-7a44-4c0e-9d53-2f1f0f5f9a10";
constexpr std::string_view kSessionId = "34656432";

class UserLoginNodeTest : public testing::Test {
 protected:
  NodeTester<UserLoginNode> Tester(Json properties = Json::object()) {
    NodeTester<UserLoginNode> tester(std::move(properties), api_);
    tester.Shared("username", Json("alice"))
        .Shared("ostid_cddc_json", Json("{}"))
        .Shared("ostid_cddc_hash", Json(std::string(64, 'a')))
        .Shared("ostid_cddc_ip", Json("192.0.2.10"))
        .Shared("ostid_session_id", Json(std::string(kSessionId)));
    return tester;
  }

  void Answer(SessionStatus status, std::optional<std::int64_t> risk = std::nullopt,
              std::string request_id = std::string(kRequestId)) {
    onespan::AuthenticationReply reply;
    reply.status = status;
    reply.risk_response_code = risk;
    reply.request_id = std::move(request_id);
    api_->login.Reply(std::move(reply));
  }

  const onespan::LoginRequest& Sent() const { return api_->login.requests().back(); }

  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(UserLoginNodeTest, FailsWithoutAUserName) {
  NodeTester<UserLoginNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
}

TEST_F(UserLoginNodeTest, D_SEC_16_FailsWithoutTheCredentialsItIsToSend) {
  auto otp = Tester(Json{{"credentialsType", "authenticator"}});
  EXPECT_THAT(otp.Run(), FailsFor(ErrorCode::kMissingState, "OTP"));
  auto password = Tester(Json{{"credentialsType", "passKey"}, {"passwordInTransientState", "pw"}});
  EXPECT_THAT(password.Run(), FailsFor(ErrorCode::kMissingState, "pw"));
  auto fido = Tester(Json{{"credentialsType", "fidoAuthenticator"}});
  EXPECT_THAT(fido.Run(), FailsFor(ErrorCode::kMissingState, "fidoProtocol"));
  EXPECT_THAT(api_->login.requests(), IsEmpty());
}

TEST_F(UserLoginNodeTest, FailsWithoutTheDeviceDataThatTheProductDemands) {
  NodeTester<UserLoginNode> tester(api_);
  tester.Shared("username", Json("alice"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_cddc_json"));
}

TEST_F(UserLoginNodeTest, PutsUpNothingToScanForAUserWhoIsTurnedAway) {
  Answer(SessionStatus::kPending, -3);
  auto tester = Tester();
  EXPECT_EQ(tester.Run().outcome(), "Error");
  EXPECT_EQ(tester.Text("ostid_cronto_msg"), std::nullopt);
}

TEST_F(UserLoginNodeTest, D_COR_15_TheSwitchLiftsTheDemandForDeviceData) {
  NodeTester<UserLoginNode> tester(Json{{"sendCDDCData", false}}, api_);
  tester.Shared("username", Json("alice"));
  Answer(SessionStatus::kAccepted);
  ASSERT_THAT(tester.Run(), LeavesBy("Accept"));
  EXPECT_FALSE(Sent().risk.fingerprint.has_value());
  EXPECT_FALSE(Sent().risk.session_id.empty());
}

TEST_F(UserLoginNodeTest, HandsOnTheErrorOfTheService) {
  api_->login.Fail(Error(ErrorCode::kConflict, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kConflict));
}

struct Row {
  SessionStatus status;
  std::optional<std::int64_t> risk;
  std::string_view outcome;
  bool has_message;
};

class UserLoginVerdictTest : public UserLoginNodeTest, public testing::WithParamInterface<Row> {};

TEST_P(UserLoginVerdictTest, FollowsStatusAndRisk) {
  Answer(GetParam().status, GetParam().risk);
  auto tester = Tester();
  EXPECT_THAT(tester.Run(), LeavesBy(GetParam().outcome));
  EXPECT_EQ(tester.Text("ostid_error_message").has_value(), GetParam().has_message);
  EXPECT_EQ(tester.Text("ostid_irm_response"), std::to_string(GetParam().risk.value_or(-1)));
}

INSTANTIATE_TEST_SUITE_P(Rows, UserLoginVerdictTest,
                         testing::Values(Row{SessionStatus::kAccepted, std::nullopt, "Accept", false},
                                         Row{SessionStatus::kAccepted, 11, "Accept", false},
                                         Row{SessionStatus::kRefused, 0, "Decline", true},
                                         Row{SessionStatus::kFailed, 0, "Error", true},
                                         Row{SessionStatus::kTimeout, 0, "Error", true},
                                         Row{SessionStatus::kUnknown, std::nullopt, "Error", true},
                                         Row{SessionStatus::kPending, 0, "Accept", false},
                                         Row{SessionStatus::kPending, 1, "Decline", true},
                                         Row{SessionStatus::kPending, 2, "StepUp", false},
                                         Row{SessionStatus::kPending, -2, "Error", true}));

TEST_F(UserLoginNodeTest, SaysWhetherTheDeviceRefusedOrTheRiskEngine) {
  for (const auto& [risk, told] : {std::pair(0, "refused on the device"), std::pair(1, "risk is too high")}) {
    Answer(SessionStatus::kRefused, risk);
    auto tester = Tester();
    EXPECT_THAT(tester.Run(), LeavesBy("Decline"));
    EXPECT_THAT(tester.Text("ostid_error_message").value_or(""), HasSubstr(told));
  }
}

TEST_F(UserLoginNodeTest, D_COR_04_APendingAnswerWithoutARiskCodeStepsUp) {
  Answer(SessionStatus::kPending);
  EXPECT_THAT(Tester().Run(), LeavesBy("StepUp"));
}

TEST_F(UserLoginNodeTest, D_COR_05_EveryCodeFromTwoOnStepsUp) {
  for (const std::int64_t code : {2, 6, 7, 9, 12, 14, 25, 99}) {
    Answer(SessionStatus::kPending, code);
    EXPECT_THAT(Tester().Run(), LeavesBy("StepUp")) << code;
  }
}

TEST_F(UserLoginNodeTest, D_COR_03_KeepsTheRequestIdWhenTheAnswerHasNone) {
  Answer(SessionStatus::kAccepted, 0, "");
  auto tester = Tester();
  tester.Shared("ostid_request_id", Json("earlier"));
  EXPECT_THAT(tester.Run(), LeavesBy("Accept"));
  EXPECT_EQ(tester.Text("ostid_request_id"), "earlier");
  EXPECT_EQ(Sent().request_id, "earlier");
}

TEST_F(UserLoginNodeTest, QuotesTheRequestOnlyWhenToldTo) {
  Answer(SessionStatus::kAccepted);
  auto tester = Tester(Json{{"sendRequestID", false}});
  tester.Shared("ostid_request_id", Json("earlier"));
  EXPECT_THAT(tester.Run(), LeavesBy("Accept"));
  EXPECT_EQ(Sent().request_id, "");
}

TEST_F(UserLoginNodeTest, D_COR_21_ShowsTheRequestIdInPlainHex) {
  for (const std::string_view id : {kRequestId, std::string_view("r-1")}) {
    Answer(SessionStatus::kPending, 11, std::string(id));
    auto tester = Tester(Json{{"visualCodeMessageOptions", "requestID"}});
    EXPECT_THAT(tester.Run(), LeavesBy("StepUp"));
    EXPECT_EQ(tester.Text("ostid_cronto_msg"), HexEncode(id));
  }
}

TEST_F(UserLoginNodeTest, D_COR_21_FailsWhenThereIsNoRequestIdToShow) {
  Answer(SessionStatus::kPending, 11, "");
  auto tester = Tester(Json{{"visualCodeMessageOptions", "requestID"}});
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kRejected));
}

TEST_F(UserLoginNodeTest, ShowsTheSessionIdByDefaultAndNothingWhenToldSo) {
  Answer(SessionStatus::kPending, 11);
  auto tester = Tester();
  EXPECT_THAT(tester.Run(), LeavesBy("StepUp"));
  EXPECT_EQ(tester.Text("ostid_cronto_msg"), HexEncode(kSessionId));

  Answer(SessionStatus::kPending, 11);
  auto silent = Tester(Json{{"visualCodeMessageOptions", "none"}});
  EXPECT_THAT(silent.Run(), LeavesBy("StepUp"));
  EXPECT_EQ(silent.Text("ostid_cronto_msg"), std::nullopt);
}

TEST_F(UserLoginNodeTest, D_COR_02_BeginsAndCompletesAFidoLoginInTwoSteps) {
  const Json properties{{"credentialsType", "fidoAuthenticator"}};
  onespan::AuthenticationReply begun;
  begun.status = SessionStatus::kPending;
  begun.request_id = kRequestId;
  begun.fido_authentication_request = Secret("{}");
  api_->login.Reply(std::move(begun));
  auto first = Tester(properties);
  first.Shared("fidoProtocol", Json("fido2"));
  EXPECT_THAT(first.Run(), LeavesBy("StepUp"));
  EXPECT_EQ(Sent().fido_step_up, onespan::FidoProtocol::kFido2);
  EXPECT_FALSE(Sent().credentials.has_value());
  EXPECT_EQ(first.Text("ostid_fido_authentication_request"), "{}");

  Answer(SessionStatus::kAccepted);
  auto second = Tester(properties);
  second.Shared("ostid_request_id", Json(std::string(kRequestId)))
      .Shared("authenticationResponse", Secret("signed"));
  EXPECT_THAT(second.Run(), LeavesBy("Accept"));
  EXPECT_FALSE(Sent().fido_step_up.has_value());
  EXPECT_EQ(Sent().request_id, kRequestId);
  EXPECT_TRUE(std::holds_alternative<onespan::FidoCredential>(*Sent().credentials));
  EXPECT_EQ(second.Text("authenticationResponse"), std::nullopt);
}

TEST(UserLoginNodeHelp, D_COR_50_SaysThatNoneLeavesTheDeliveryToTheService) {
  EXPECT_THAT(UserLoginNode::Spec().Fields(),
              Contains(AllOf(Field(&FieldDescription::name, "orchestrationDelivery"),
                             Field(&FieldDescription::help, HasSubstr("none leaves it to the service")))));
}

TEST_F(UserLoginNodeTest, D_COR_51_APushIsACredentialOfItsOwn) {
  Answer(SessionStatus::kPending);
  auto tester = Tester(Json{{"objectType", "LoginInput"},
                            {"credentialsType", "trustedDevice"},
                            {"trustedDeviceMethod", "Fingerprint"}});
  EXPECT_THAT(tester.Run(), LeavesBy("StepUp"));
  EXPECT_EQ(std::get<onespan::PassKeyCredential>(*Sent().credentials).pass_key().Expose(), "Fingerprint");
}

TEST_F(UserLoginNodeTest, D_COR_51_ALoginOfTheCloudProductWithoutCredentialsIsAFinding) {
  EXPECT_TRUE(FindingsOf<UserLoginNode>(Json{{"objectType", "LoginInput"}}).has_errors());
  EXPECT_TRUE(FindingsOf<UserLoginNode>(
                  Json{{"credentialsType", "trustedDevice"}, {"trustedDeviceMethod", "Face ID"}})
                  .has_errors());
  EXPECT_FALSE(FindingsOf<UserLoginNode>(Json::object()).has_errors());
}

TEST_F(UserLoginNodeTest, G_24_TakesBothSpellingsOfPassKey) {
  for (const std::string_view spelling : {"passkey", "passKey"}) {
    Answer(SessionStatus::kAccepted);
    auto tester = Tester(Json{{"credentialsType", std::string(spelling)}});
    tester.Transient("password", Secret("Secret#1"));
    EXPECT_THAT(tester.Run(), LeavesBy("Accept"));
    EXPECT_TRUE(std::holds_alternative<onespan::PassKeyCredential>(*Sent().credentials)) << spelling;
  }
}

TEST_F(UserLoginNodeTest, D_SEC_11_RemovesTheOneTimePasswordOnceItIsUsed) {
  Answer(SessionStatus::kAccepted);
  auto tester = Tester(Json{{"credentialsType", "authenticator"}});
  tester.Shared("OTP", Secret("481902"));
  EXPECT_THAT(tester.Run(), LeavesBy("Accept"));
  EXPECT_EQ(tester.Text("OTP"), std::nullopt);
}

TEST_F(UserLoginNodeTest, D_COR_23_LeavesAbsentAttributesOut) {
  Answer(SessionStatus::kAccepted);
  auto tester = Tester(Json{{"optionalAttributes", {{"emailAddress", "mail"}, {"tppRef", "provider"}}}});
  tester.Shared("mail", Json("a@example.com"));
  ASSERT_THAT(tester.Run(), LeavesBy("Accept"));
  ASSERT_THAT(Sent().extra, SizeIs(1));
  EXPECT_EQ(Sent().extra[0].name(), "emailAddress");
}

TEST_F(UserLoginNodeTest, D_COR_35_KeepsTheAnswerAsJson) {
  Answer(SessionStatus::kAccepted, 0);
  auto tester = Tester();
  tester.Run();
  const JourneyState::TierMap& shared = tester.state().tier(Tier::kShared);
  ASSERT_THAT(shared, Contains(Key("ostid_login_output")));
  const Json* output = shared.find("ostid_login_output")->second.json();
  ASSERT_NE(output, nullptr);
  EXPECT_EQ(
      *output,
      (Json{{"sessionStatus", "accepted"}, {"requestID", std::string(kRequestId)}, {"riskResponseCode", 0}}));
}

TEST_F(UserLoginNodeTest, NotesWhenTheEventExpires) {
  Answer(SessionStatus::kPending, 11);
  auto tester = Tester(Json{{"timeout", 55}});
  tester.Run();
  EXPECT_EQ(tester.Text("ostid_event_expiry_seconds"), "55");
}

}  // namespace
}  // namespace authtree::inline v0::nodes
