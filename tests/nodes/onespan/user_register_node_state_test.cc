#include "user_register_fixture.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::ActivationType;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const Json kOffline{{"objectType", "OCA"}, {"activationType", "offlineMDL"}};
const Json kFido{{"objectType", "OCA"}, {"activationType", "fido"}};

// "02;alice;0;master;3zE6RNH5;acme"
constexpr std::string_view kMessage = "30323b616c6963653b303b6d61737465723b337a4536524e48353b61636d65";

class UserRegisterNodeStateTest : public UserRegisterFixture {};

TEST_F(UserRegisterNodeStateTest, G_04_OnlineKeepsTheMessageAsHexOfSixParts) {
  Tester tester = Ready();
  EXPECT_THAT(Register(tester), LeavesBy("Success"));
  EXPECT_EQ(tester.Text("ostid_cronto_msg"), kMessage);
  EXPECT_TRUE(tester.IsSecret("ostid_cronto_msg"));
}

TEST_F(UserRegisterNodeStateTest, D_COR_21_AShortMessageIsNotPadded) {
  api_ = std::make_shared<testkit::FakeOneSpanApi>("t");
  Tester tester = Ready({{"domain", "m"}});
  tester.Shared("username", Json("a"));
  api_->register_user.Reply(Reply("12345678"));
  tester.Run();
  EXPECT_EQ(tester.Text("ostid_cronto_msg"), "30323b613b303b6d3b31323334353637383b74");
}

TEST_F(UserRegisterNodeStateTest, G_05_TakesTheUserProfileAsTextOrNumber) {
  for (const Json& profile : {Json("42"), Json(42)}) {
    Tester tester = Ready();
    tester.Shared("ostid_userprofile_in_shared_state", profile);
    Register(tester);
    EXPECT_EQ(tester.Text("ostid_cronto_msg"),
              "30323b616c6963653b34323b6d61737465723b337a4536524e48353b61636d65");
  }
}

TEST_F(UserRegisterNodeStateTest, OnlineRefusesASemicolonBeforeTheCall) {
  Tester user = Ready();
  user.Shared("username", Json("a;b"));
  EXPECT_THAT(user.Run(), FailsWith(ErrorCode::kInvalidInput));
  Tester domain = Ready({{"domain", "a;b"}});
  EXPECT_THAT(domain.Run(), FailsWith(ErrorCode::kInvalidInput));
  Tester profile = Ready();
  profile.Shared("ostid_userprofile_in_shared_state", Json("1;2"));
  EXPECT_THAT(profile.Run(), FailsWith(ErrorCode::kInvalidInput));
  api_ = std::make_shared<testkit::FakeOneSpanApi>("ac;me");
  Tester tenant = Ready();
  EXPECT_THAT(tenant.Run(), FailsWith(ErrorCode::kInvalidInput));
  EXPECT_THAT(api_->register_user.requests(), IsEmpty());
}

TEST_F(UserRegisterNodeStateTest, D_SEC_07_AnErrorHoldsNoValueOfTheUser) {
  Tester tester = Ready();
  tester.Shared("username", Json("canary;canary"));
  const auto result = tester.Run();
  ASSERT_THAT(result, FailsWith(ErrorCode::kInvalidInput));
  EXPECT_THAT(result.error()->Describe(), Not(HasSubstr("canary")));
}

TEST_F(UserRegisterNodeStateTest, OfflineDoesNotMindASemicolon) {
  Tester tester = Ready(kOffline);
  tester.Shared("username", Json("a;b"));
  EXPECT_THAT(Register(tester), LeavesBy("Success"));
}

TEST_F(UserRegisterNodeStateTest, G_07_OfflineKeepsTheActivationPasswordAsTheMessage) {
  Tester tester = Ready(kOffline);
  Register(tester);
  EXPECT_EQ(request().activation(), ActivationType::kOfflineMdl);
  EXPECT_EQ(tester.Text("ostid_cronto_msg"), "3zE6RNH5");
}

TEST_F(UserRegisterNodeStateTest, D_COR_13_WritesTheSameKeysForEveryProductAndMdlType) {
  for (const char* product : {"IAA", "OCA"}) {
    for (const char* activation : {"onlineMDL", "offlineMDL"}) {
      Tester tester = Ready({{"objectType", product}, {"activationType", activation}});
      EXPECT_THAT(Register(tester).written(),
                  UnorderedElementsAre("ostid_username_in_shared_state", "ostid_session_id",
                                       "ostid_activationPassword", "activationPassword", "ostid_cronto_msg",
                                       "ostid_digi_serial", "ostid_registration_id",
                                       "ostid_event_expiry_date", "ostid_event_expiry_seconds"))
          << product << ' ' << activation;
    }
  }
}

TEST_F(UserRegisterNodeStateTest, G_06_KeepsWhatTheAnswerHolds) {
  Tester tester = Ready();
  Register(tester);
  EXPECT_EQ(tester.Text("ostid_activationPassword"), "3zE6RNH5");
  EXPECT_EQ(tester.Text("activationPassword"), "3zE6RNH5");
  EXPECT_EQ(tester.Text("ostid_digi_serial"), "VDS1000001");
  EXPECT_EQ(tester.Text("ostid_registration_id"), "reg-77");
  EXPECT_EQ(tester.Text("ostid_session_id"), kSession);
  EXPECT_EQ(tester.Text("ostid_username_in_shared_state"), "username");
}

TEST_F(UserRegisterNodeStateTest, ForgetsTheRegistrationIdOfAnEarlierRegistration) {
  Tester tester = Ready();
  tester.Shared("ostid_registration_id", Json("old"));
  onespan::RegisterUserReply reply = Reply();
  reply.registration_id.clear();
  api_->register_user.Reply(std::move(reply));
  EXPECT_THAT(tester.Run().removed(), ElementsAre("ostid_registration_id"));
}

TEST_F(UserRegisterNodeStateTest, G_11_KeepsWhenTheEventExpiresAndHowLongItLasts) {
  Tester tester = Ready({{"activationTokenExpiry", 300}});
  Register(tester);
  EXPECT_EQ(tester.Text("ostid_event_expiry_date"), "1767225900000");
  EXPECT_EQ(tester.Text("ostid_event_expiry_seconds"), "300");
}

TEST_F(UserRegisterNodeStateTest, G_17_KeepsSecretsInSharedStateByDefault) {
  Tester tester = Ready();
  Register(tester);
  for (const char* key : {"ostid_activationPassword", "activationPassword", "ostid_cronto_msg"}) {
    EXPECT_EQ(tester.TierOf(key), Tier::kShared) << key;
    EXPECT_TRUE(tester.IsSecret(key)) << key;
  }
}

TEST_F(UserRegisterNodeStateTest, D_SEC_11_KeepsSecretsInSecureStateWhenAskedTo) {
  Tester tester = Ready({{"secretStorage", "secure"}});
  Register(tester);
  for (const char* key : {"ostid_activationPassword", "activationPassword", "ostid_cronto_msg"}) {
    EXPECT_EQ(tester.TierOf(key), Tier::kSecure) << key;
  }
  EXPECT_EQ(tester.Text("ostid_secret_storage"), "secure") << "the steps behind must do the same";
}

TEST_F(UserRegisterNodeStateTest, G_17_ARegistrationInSharedStateForgetsThatAnEarlierOneWasNot) {
  Tester tester = Ready();
  tester.Shared("ostid_secret_storage", Json("secure"));
  EXPECT_THAT(Register(tester).removed(), ElementsAre("ostid_secret_storage"));
}

TEST_F(UserRegisterNodeStateTest, ANewSecretIsNotHiddenByAnOlderOne) {
  Tester tester = Ready();
  tester.Secure("ostid_cronto_msg", Secret("old"));
  Register(tester);
  EXPECT_EQ(tester.Text("ostid_cronto_msg"), kMessage);
}

TEST_F(UserRegisterNodeStateTest, D_COR_12_FidoKeepsRegistrationAndProtocolsAndNeedsNoActivationPassword) {
  Tester tester = Ready(kFido);
  onespan::RegisterUserReply reply;
  reply.registration_id = "reg-fido";
  reply.fido_protocols = {"UAF11", "FIDO2"};
  api_->register_user.Reply(std::move(reply));
  EXPECT_THAT(tester.Run(), LeavesBy("Success"));
  EXPECT_EQ(tester.Text("ostid_registration_id"), "reg-fido");
  EXPECT_EQ(tester.Text("ostid_fido_protocols"), R"(["UAF11","FIDO2"])");
  EXPECT_EQ(tester.Text("ostid_cronto_msg"), std::nullopt);
}

}  // namespace
}  // namespace authtree::inline v0::nodes
