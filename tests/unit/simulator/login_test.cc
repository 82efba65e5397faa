#include "authentication_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

class LoginTest : public AuthenticationTest {
 protected:
  [[nodiscard]] Reply LoginWithPassword(std::string_view password) { return Login({{"passKey", password}}); }
  [[nodiscard]] Reply Challenge(const Json& more = Json::object()) {
    Json body = {{"length", 6}};
    body.update(more);
    return Post("/v1/users/alice@master/generate-challenge", body);
  }
};

TEST_F(LoginTest, AWrongOtpIsRefused) {
  EXPECT_THAT(LoginWithOtp("000000"), IsRefused("Authentication failed"));
}

TEST_F(LoginTest, TheOtpOfTheActivatedDeviceIsAccepted) {
  EXPECT_THAT(LoginWithOtp(Otp()), IsAt("accepted"));
}

TEST_F(LoginTest, AnOtpIsAcceptedOnce) {
  const std::string otp = Otp();
  ASSERT_THAT(LoginWithOtp(otp), IsAt("accepted"));
  EXPECT_THAT(LoginWithOtp(otp), IsRefused("Authentication failed"));
}

TEST_F(LoginTest, AnOlderOtpIsRefusedAfterALaterOne) {
  const std::string first = Otp();
  ASSERT_THAT(LoginWithOtp(Otp()), IsAt("accepted"));
  EXPECT_THAT(LoginWithOtp(first), IsRefused("Authentication failed"));
}

TEST_F(LoginTest, UnusedOtpsBeyondTheWindowAreRefused) {
  Restart(R"({"rules": {"otpWindow": 2}})");
  (void)Otp();
  (void)Otp();
  EXPECT_THAT(LoginWithOtp(Otp()), IsRefused("Authentication failed"));
}

TEST_F(LoginTest, TheOtpOfADeviceThatIsNotActiveIsRefused) {
  VirtualDigipass other;
  const Reply registered = Register({{"userID", "bob"}});
  const std::string id = registered.Text("registrationID");
  const Reply added = AddDevice(id, Scan(other, registered.Text("activationPassword")));
  ASSERT_THAT(added, HasStatus(200));
  (void)Scan(other, added.Text("activationMessage2"));
  const Reply reply = Post(
      "/v1/users/bob@master/login",
      {{"objectType", "LoginInput"}, {"credentials", {{"authenticator", {{"OTP", Text(other.Otp())}}}}}});
  EXPECT_THAT(reply, IsRefused("Authentication failed"));
}

TEST_F(LoginTest, TheStaticPasswordIsChecked) {
  EXPECT_THAT(LoginWithPassword("Secret42y"), IsRefused("Authentication failed"));
  EXPECT_THAT(LoginWithPassword("Secret42x"), IsAt("accepted"));
}

TEST_F(LoginTest, ThreeFailuresLockTheAccount) {
  for (int i = 0; i < 3; ++i) EXPECT_THAT(LoginWithOtp("000000"), IsRefused("Authentication failed"));
  EXPECT_THAT(LoginWithOtp(Otp()), IsRefused("User is locked"));
}

TEST_F(LoginTest, ASuccessForgivesEarlierFailures) {
  for (int i = 0; i < 2; ++i) (void)LoginWithOtp("000000");
  ASSERT_THAT(LoginWithOtp(Otp()), IsAt("accepted"));
  (void)LoginWithOtp("000000");
  EXPECT_THAT(LoginWithOtp(Otp()), IsAt("accepted"));
}

TEST_F(LoginTest, ADeviceThatErrsLocksItsUserOut) {
  DigipassConfig device;
  device.wrong_otps = 3;
  Restart("{}", device);
  for (int i = 0; i < 3; ++i) EXPECT_THAT(LoginWithOtp(Otp()), IsRefused("Authentication failed"));
  EXPECT_THAT(LoginWithOtp(Otp()), IsRefused("User is locked"));
}

TEST_F(LoginTest, ADisabledAccountIsToldSo) {
  StartWith(R"({"accounts": [{"userID": "alice", "staticPassword": "Secret42x", "enabled": false}]})");
  EXPECT_THAT(LoginWithPassword("Secret42x"), IsRefused("User is disabled"));
}

TEST_F(LoginTest, AnUnknownUserIsNotFoundAndTheAdministratorForbidden) {
  StartWith(R"({"accounts": [{"userID": "alice", "staticPassword": "Secret42x", "administrator": true}]})");
  EXPECT_THAT(LoginWithPassword("Secret42x"), HasStatus(403));
  EXPECT_THAT(Post("/v1/users/nobody@master/login",
                   {{"objectType", "LoginInput"}, {"credentials", {{"passKey", "x"}}}}),
              HasStatus(404));
}

TEST_F(LoginTest, FindingsNameThePlaceInThePayload) {
  const Reply reply = Login({{"authenticator", {{"OTP", "1"}}}});
  EXPECT_THAT(reply, HasStatus(400));
  EXPECT_THAT(reply.FindingFields(), Contains("credentials.authenticator.OTP"));
}

TEST_F(LoginTest, CredentialsWithoutAMemberAreRefused) {
  EXPECT_THAT(Login(Json::object()).Findings(), Contains("credentials: must have at least 1 members"));
}

TEST_F(LoginTest, TheResponseToAChallengeIsAccepted) {
  const Reply challenge = Challenge();
  const std::string response = Text(device_.Response(challenge.Text("challenge")));
  EXPECT_THAT(LoginWithOtp(response, {{"requestID", challenge.Text("requestID")}}), IsAt("accepted"));
}

TEST_F(LoginTest, AChallengeIsAnsweredOnce) {
  const Reply challenge = Challenge();
  const std::string response = Text(device_.Response(challenge.Text("challenge")));
  const Json request = {{"requestID", challenge.Text("requestID")}};
  ASSERT_THAT(LoginWithOtp(response, request), IsAt("accepted"));
  EXPECT_THAT(LoginWithOtp(response, request), IsRefused("Invalid Request ID"));
}

TEST_F(LoginTest, TheResponseToAnotherChallengeIsRefused) {
  const Reply challenge = Challenge();
  const std::string response = Text(device_.Response("0000"));
  EXPECT_THAT(LoginWithOtp(response, {{"requestID", challenge.Text("requestID")}}),
              IsRefused("Authentication failed"));
}

TEST_F(LoginTest, AnOldChallengeIsRefused) {
  const Reply challenge = Challenge();
  clock_->Advance(std::chrono::seconds(180));
  const std::string response = Text(device_.Response(challenge.Text("challenge")));
  EXPECT_THAT(LoginWithOtp(response, {{"requestID", challenge.Text("requestID")}}),
              IsRefused("Invalid Request ID"));
}

TEST_F(LoginTest, TheCallersOwnChallengeIsAnsweredInOneStep) {
  const std::string response = Text(device_.Response("4711"));
  EXPECT_THAT(Login({{"authenticator", {{"OTP", response}, {"challenge", "4711"}}}}), IsAt("accepted"));
}

TEST_F(LoginTest, AChallengeHasTheLengthAskedForAndACheckDigit) {
  EXPECT_EQ(Challenge({{"length", 16}}).Text("challenge").size(), 16U);
  EXPECT_EQ(Challenge({{"length", "8"}, {"checkDigit", "true"}}).Text("challenge").size(), 9U);
}

TEST_F(LoginTest, WithoutADeviceThereIsNoChallenge) {
  StartWith(R"({"accounts": [{"userID": "alice"}]})");
  EXPECT_THAT(Challenge(), HasStatus(409));
}

TEST_F(LoginTest, TheDeviceAnswersAChallengeOnTheSecureChannel) {
  const Reply message =
      Post("/v1/users/alice@master/generate-secure-challenge",
           {{"request", {{"body", {{"challenge", "Log in?"}, {"title", {{"text", "T"}}}}}}}});
  ASSERT_THAT(message, HasStatus(200));
  const auto reading = device_.Scan(Picture(message.Text("requestMessage")));
  ASSERT_TRUE(reading) << reading.error().Describe();
  EXPECT_EQ(reading->kind, DigipassReading::Kind::kResponse);
  EXPECT_EQ(reading->title, "T");
  ASSERT_THAT(reading->lines, Not(IsEmpty()));
  EXPECT_EQ(reading->lines.front().text, "Log in?");
  EXPECT_THAT(LoginWithOtp(reading->code, {{"requestID", message.Text("requestID")}}), IsAt("accepted"));
}

TEST_F(LoginTest, AnotherDeviceCannotReadTheSecureChannel) {
  const Reply message =
      Post("/v1/users/alice@master/generate-secure-challenge",
           {{"request", {{"body", {{"challenge", "Log in?"}, {"title", {{"text", "T"}}}}}}}});
  VirtualDigipass other;
  const auto reading = other.Read(Secret(message.Text("requestMessage")));
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code(), ErrorCode::kMissingState);
}

}  // namespace
}  // namespace authtree::inline v0::simulator
