#include "authtree/core/encoding.h"

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using std::chrono::seconds;
using ::testing::SizeIs;

/// Users' apps, which finish online registrations.
class OnlineActivationTest : public ServiceTest {
 protected:
  std::string RegisterOnline(const std::string& user = "alice") {
    return Register({{"activationType", "onlineMDL"}, {"userID", user}}).Text("activationPassword");
  }
  Result<std::vector<std::string>> ReadCode(const std::string& text,
                                            DigipassPlatform platform = DigipassPlatform::kIos) {
    return service_->ReadByApp(Secret(std::string_view(text)), platform);
  }
  static std::string Offer(const std::string& user, const std::string& password) {
    return "02;" + user + ";0;master;" + password + ";demo";
  }
  static ErrorCode CodeOf(const Result<std::vector<std::string>>& result) {
    EXPECT_FALSE(result);
    return result ? ErrorCode::kInternal : result.error().code();
  }
};

TEST_F(OnlineActivationTest, AnotherMessageIsNoOffer) {
  static_cast<void>(RegisterOnline());
  for (const char* text : {"", "02", "02;alice;0;master;x", "02;alice;0;master;x;demo;more",
                           "01;alice;0;master;x;demo", "3032"}) {
    EXPECT_EQ(CodeOf(ReadCode(text)), ErrorCode::kInvalidInput) << text;
  }
}

TEST_F(OnlineActivationTest, NothingIsPendingForAnotherUser) {
  const std::string password = RegisterOnline();
  EXPECT_EQ(CodeOf(ReadCode(Offer("bob", password))), ErrorCode::kNotFound);
}

TEST_F(OnlineActivationTest, OnlyThePasswordOfTheLatestRegistrationIsRight) {
  const std::string first = RegisterOnline();
  const std::string second = RegisterOnline();
  EXPECT_EQ(CodeOf(ReadCode(Offer("alice", first))), ErrorCode::kConflict);
  EXPECT_TRUE(ReadCode(Offer("alice", second)));
}

TEST_F(OnlineActivationTest, AnAppThatReadsTheCodeIsActivated) {
  const std::string offer = Offer("alice", RegisterOnline());
  const auto serials = ReadCode(offer);
  ASSERT_TRUE(serials) << serials.error().Describe();
  EXPECT_THAT(*serials, SizeIs(2));
  EXPECT_EQ(service_->Snapshot().instances[0].type, "TYP03");
  EXPECT_EQ(Status("alice"), "activated");
  EXPECT_EQ(CodeOf(ReadCode(offer)), ErrorCode::kNotFound) << "a code is good once";
}

TEST_F(OnlineActivationTest, ACodeInHexadecimalDigitsIsTheSame) {
  EXPECT_TRUE(ReadCode(HexEncode(Offer("alice", RegisterOnline()))));
}

TEST_F(OnlineActivationTest, ALicenseNeedsTwoActivations) {
  StartWith(R"({"licenses": [{"serialNumber": "VDS1000001", "maxActivations": 1}]})");
  EXPECT_EQ(CodeOf(ReadCode(Offer("alice", RegisterOnline()))), ErrorCode::kLicenseLimit);
  EXPECT_EQ(Status("alice"), "pending");
}

TEST_F(OnlineActivationTest, TheAppOfTheScriptActsInItsTime) {
  StartWith(R"({"onlineActivation": {"decision": "activate", "afterSeconds": 5}})");
  static_cast<void>(RegisterOnline());
  clock_->Advance(seconds(4));
  EXPECT_EQ(Status("alice"), "pending");
  clock_->Advance(seconds(1));
  EXPECT_EQ(Status("alice"), "activated");
  EXPECT_EQ(service_->Snapshot().instances[0].type, "TYP07");
}

TEST_F(OnlineActivationTest, AnAppThatActsTooLateFindsNothing) {
  StartWith(R"({"onlineActivation": {"decision": "activate", "afterSeconds": 700}})");
  static_cast<void>(RegisterOnline());
  clock_->Advance(seconds(700));
  EXPECT_EQ(Status("alice"), "unknown");
  EXPECT_THAT(service_->Snapshot().instances, SizeIs(0));
}

TEST_F(OnlineActivationTest, AnExpiredRegistrationTimesOutForAWhileWhenTheRuleSaysSo) {
  StartWith(R"({"rules": {"expiredTimesOut": true},
                "lives": {"onlineRegistrationSeconds": 60, "activatedStatusSeconds": 30}})");
  static_cast<void>(RegisterOnline());
  clock_->Advance(seconds(60));
  EXPECT_EQ(Status("alice"), "timeout");
  clock_->Advance(seconds(30));
  EXPECT_EQ(Status("alice"), "unknown");
}

TEST_F(OnlineActivationTest, AnExpiredOfflineRegistrationIsUnknownWhateverTheRule) {
  StartWith(R"({"rules": {"expiredTimesOut": true}, "lives": {"offlineRegistrationSeconds": 60}})");
  static_cast<void>(Register());
  clock_->Advance(seconds(60));
  EXPECT_EQ(Status("alice"), "unknown");
}

TEST_F(OnlineActivationTest, ARegistrationOfAKnownUserIsReadInTheSameWay) {
  StartWith(R"({"accounts": [{"userID": "alice", "staticPassword": "Secret42x"}],
                "licenses": [{"serialNumber": "VDS1000001", "owner": "alice"}]})");
  const Reply started =
      Post("/v1/registrations",
           {{"userID", "alice"}, {"staticPassword", "Secret42x"}, {"activationType", "onlineMDL"}});
  ASSERT_THAT(started, HasStatus(200));
  EXPECT_TRUE(ReadCode(Offer("alice", started.Text("activationPassword"))));
}

}  // namespace
}  // namespace authtree::inline v0::simulator
