#include "authentication_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::SizeIs;

class PushTest : public AuthenticationTest {
 protected:
  void SetUp() override { Begin("wait"); }

  /// Alice with an app, whose user does this with every push.
  void Begin(const std::string& decision) {
    DigipassConfig device;
    device.platform = DigipassPlatform::kIos;
    Restart(R"({"push": {"decision": ")" + decision + R"(", "afterSeconds": 5}})", device);
  }
  [[nodiscard]] Reply Push(const Json& more = Json::object()) { return Login({{"passKey", "NoPIN"}}, more); }
};

TEST_F(PushTest, HardwareCannotBeAsked) {
  Restart("{}");
  EXPECT_THAT(Push(), HasStatus(409));
}

TEST_F(PushTest, NobodyAnswersAndThePushTimesOut) {
  const Reply push = Push();
  ASSERT_THAT(push, HasStatus(202));
  ASSERT_THAT(push, IsAt("pending"));
  clock_->Advance(std::chrono::seconds(59));
  EXPECT_EQ(Session(push.Text("requestID")), "pending");
  clock_->Advance(std::chrono::seconds(1));
  EXPECT_EQ(Session(push.Text("requestID")), "timeout");
}

TEST_F(PushTest, TheUserRefusesAsScripted) {
  Begin("refuse");
  const Reply push = Push();
  clock_->Advance(std::chrono::seconds(5));
  EXPECT_EQ(Session(push.Text("requestID")), "refused");
}

TEST_F(PushTest, TheUserAcceptsAsScripted) {
  Begin("accept");
  const Reply push = Push();
  clock_->Advance(std::chrono::seconds(4));
  EXPECT_EQ(Session(push.Text("requestID")), "pending");
  clock_->Advance(std::chrono::seconds(1));
  EXPECT_EQ(Session(push.Text("requestID")), "accepted");
}

TEST_F(PushTest, SomebodyDecidesInPlaceOfTheScript) {
  const Reply push = Push();
  ASSERT_TRUE(service_->DecidePush(push.Text("requestID"), PushDecision::kRefuse));
  EXPECT_EQ(Session(push.Text("requestID")), "refused");
  const auto again = service_->DecidePush(push.Text("requestID"), PushDecision::kAccept);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code(), ErrorCode::kNotFound);
}

TEST_F(PushTest, AnEndedSessionIsForgotten) {
  const Reply push = Push();
  ASSERT_TRUE(service_->DecidePush(push.Text("requestID"), PushDecision::kAccept));
  clock_->Advance(std::chrono::seconds(299));
  EXPECT_EQ(Session(push.Text("requestID")), "accepted");
  clock_->Advance(std::chrono::seconds(1));
  EXPECT_EQ(Session(push.Text("requestID")), "404");
}

TEST_F(PushTest, ACallThatMayWaitIsAnsweredAsItWouldEnd) {
  Begin("accept");
  EXPECT_THAT(Push({{"timeout", 4}}), IsRefused("Timed out"));
  EXPECT_THAT(Push({{"timeout", 5}}), IsAt("accepted"));
  Begin("refuse");
  EXPECT_THAT(Push({{"timeout", 60}}), IsRefused("User refused"));
}

TEST_F(PushTest, TheWaitingPushShowsWhatTheUserIsAsked) {
  (void)Push({{"loginMessage", {{"title", {{"text", "Bank"}}}, {"challenge", "Is it you?"}}}});
  const auto requests = service_->Requests();
  ASSERT_THAT(requests, SizeIs(1));
  EXPECT_EQ(requests[0].title, "Bank");
  EXPECT_EQ(requests[0].user_id, "alice");
  ASSERT_THAT(requests[0].lines, SizeIs(1));
  EXPECT_EQ(requests[0].lines[0].text, "Is it you?");
}

TEST_F(PushTest, ATransactionIsConfirmedInTheApp) {
  const Json line = {{"key", {{"text", "To"}}}, {"value", {{"text", "DE02"}}}};
  const Reply push = Validate({{"transactionMessage", {{"authentMethod", "NoPIN"}, {"dataFields", {line}}}}});
  ASSERT_THAT(push, HasStatus(202));
  ASSERT_TRUE(service_->DecidePush(push.Text("requestID"), PushDecision::kAccept));
  EXPECT_EQ(Session(push.Text("requestID")), "accepted");
}

TEST_F(PushTest, AVirtualOtpGoesToTheInbox) {
  const Reply first = Login({{"passKey", "votp"}});
  ASSERT_THAT(first, IsAt("pending"));
  const auto inbox = service_->Inbox();
  ASSERT_THAT(inbox, SizeIs(1));
  EXPECT_EQ(inbox[0].channel, "SMS");
  EXPECT_THAT(LoginWithOtp(inbox[0].otp, {{"requestID", first.Text("requestID")}}), IsAt("accepted"));
}

TEST_F(PushTest, UnregisteringEndsWhatWaits) {
  const Reply push = Push();
  ASSERT_THAT(Post("/v1/users/alice@master/unregister", {{"objectType", "UnregisterUserInputEx"}}),
              HasStatus(204));
  EXPECT_EQ(Session(push.Text("requestID")), "failed");
}

}  // namespace
}  // namespace authtree::inline v0::simulator
