#include "authtree/core/encoding.h"

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::AnyOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

class OfflineActivationTest : public ServiceTest {
 protected:
  /// A registration that waits for its device code.
  Reply Open(const Json& more = Json::object()) {
    Reply reply = Register(more);
    EXPECT_THAT(reply, HasStatus(200));
    return reply;
  }
  /// A registration that waits for its signature: the answer of add-device.
  Reply Added() {
    const Reply opened = Open();
    Reply added = AddDevice(opened.Text("registrationID"), Scan(device_, opened.Text("activationPassword")));
    EXPECT_THAT(added, HasStatus(200));
    return added;
  }

  VirtualDigipass device_{DigipassConfig{}};
};

TEST_F(OfflineActivationTest, TheWholeWalkActivatesAnInstance) {
  const Reply registered =
      Register({{"serialNumber", "VDS1000001"}, {"authenticatorDescription", "the blue one"}});
  ASSERT_THAT(registered, HasStatus(200));
  EXPECT_EQ(registered.Text("serialNumber"), "VDS1000001");
  EXPECT_THAT(registered.Text("registrationID"), MatchesRegex("[A-Za-z0-9]{24}"));
  EXPECT_THAT(registered.Text("activationPassword"), MatchesRegex("[0-9A-F]{76}"));
  EXPECT_FALSE(registered.body.contains("riskResponseCode"));
  EXPECT_EQ(Status("alice"), "pending");

  const std::string code = Scan(device_, registered.Text("activationPassword"));
  EXPECT_THAT(code, MatchesRegex("0[0-9]{9}"));
  const Reply added = AddDevice(registered.Text("registrationID"), code);
  ASSERT_THAT(added, HasStatus(200));
  EXPECT_THAT(added.Text("activationMessage2"), MatchesRegex("[0-9A-F]{76}"));
  Json rest = added.body;
  rest.erase("activationMessage2");
  EXPECT_EQ(rest, Json({{"activationType", "offlineMDL"},
                        {"deviceStatus", "registered"},
                        {"deviceType", "Hardware"},
                        {"domain", "master"},
                        {"registrationID", registered.Text("registrationID")},
                        {"serialNumber", "VDS1000001-1"},
                        {"userID", "alice"}}));

  const std::string signature = Scan(device_, added.Text("activationMessage2"));
  EXPECT_THAT(signature, MatchesRegex("[0-9]{6}"));
  const Reply active = Activate(registered.Text("registrationID"), signature);
  ASSERT_THAT(active, HasStatus(200));
  EXPECT_EQ(active.body, Json({{"domain", "master"}, {"serialNumber", "VDS1000001-1"}, {"userID", "alice"}}));
  EXPECT_EQ(Status("alice"), "activated");

  const ServiceSnapshot snapshot = service_->Snapshot();
  ASSERT_EQ(snapshot.instances.size(), 1U);
  EXPECT_TRUE(snapshot.instances[0].active);
  EXPECT_EQ(snapshot.instances[0].description, "the blue one");
  ASSERT_EQ(snapshot.registrations.size(), 1U);
  EXPECT_EQ(snapshot.registrations[0].state, RegistrationState::kActive);
}

TEST_F(OfflineActivationTest, QrPicturesWorkAsWell) {
  const Reply registered = Open();
  const auto reading = device_.Scan(Picture(registered.Text("activationPassword"), "QRCODE"));
  ASSERT_TRUE(reading) << reading.error().Describe();
  EXPECT_THAT(AddDevice(registered.Text("registrationID"), reading->code), HasStatus(200));
}

TEST_F(OfflineActivationTest, EveryPlatformAndCodeLengthIsAccepted) {
  const std::vector<std::pair<DigipassPlatform, std::string>> platforms = {
      {DigipassPlatform::kHardware, "Hardware"},
      {DigipassPlatform::kIos, "iOS"},
      {DigipassPlatform::kAndroid, "Android"}};
  for (const auto& [platform, name] : platforms) {
    for (const int length : {10, 26}) {
      for (const int signature : {6, 16}) {
        Start(ServiceConfig());
        VirtualDigipass device(DigipassConfig{
            .platform = platform, .device_code_length = length, .signature_length = signature});
        const Reply registered = Open();
        const Reply added =
            AddDevice(registered.Text("registrationID"), Scan(device, registered.Text("activationPassword")));
        ASSERT_THAT(added, HasStatus(200)) << name << length;
        EXPECT_EQ(added.Text("deviceType"), name);
        EXPECT_THAT(
            Activate(registered.Text("registrationID"), Scan(device, added.Text("activationMessage2"))),
            HasStatus(200));
      }
    }
  }
}

TEST_F(OfflineActivationTest, TheSecondDeviceOfAUserIsAdded) {
  ASSERT_THAT(Walk(device_), HasStatus(200));
  VirtualDigipass phone(DigipassConfig{.platform = DigipassPlatform::kIos});
  const Reply again = Open();
  const Reply added = AddDevice(again.Text("registrationID"), Scan(phone, again.Text("activationPassword")));
  EXPECT_EQ(added.Text("deviceStatus"), "added");
  EXPECT_THAT(added.Text("serialNumber"), EndsWith("-2"));
}

TEST_F(OfflineActivationTest, TheSameLicenseAlwaysGivesTheSameFirstMessage) {
  const std::string first = Open().Text("activationPassword");
  EXPECT_EQ(Open().Text("activationPassword"), first);
  Start(ServiceConfig());
  EXPECT_EQ(Open().Text("activationPassword"), first);
}

TEST_F(OfflineActivationTest, AnotherMasterSecretGivesAnotherFirstMessage) {
  const std::string first = Open().Text("activationPassword");
  StartWith(R"({"masterSecret": "another"})");
  EXPECT_NE(Open().Text("activationPassword"), first);
}

TEST_F(OfflineActivationTest, AWrongDeviceCodeIsRefusedAndTheRightOneAcceptedAfterwards) {
  const Reply registered = Open();
  const Reply wrong = AddDevice(registered.Text("registrationID"), "0000000000");
  EXPECT_THAT(wrong, HasStatus(409));
  EXPECT_EQ(wrong.Text("error"), "Conflict");
  EXPECT_THAT(wrong.Text("message"), StartsWith("simulated"));
  EXPECT_THAT(
      AddDevice(registered.Text("registrationID"), Scan(device_, registered.Text("activationPassword"))),
      HasStatus(200));
}

TEST_F(OfflineActivationTest, ADeviceCodeThatIsNoNumberIsAWrongOne) {
  EXPECT_THAT(AddDevice(Open().Text("registrationID"), "hello world"), HasStatus(409));
}

TEST_F(OfflineActivationTest, AfterThreeWrongDeviceCodesTheRegistrationIsGone) {
  const Reply registered = Open();
  const std::string id = registered.Text("registrationID");
  for (int i = 0; i < 3; ++i) EXPECT_THAT(AddDevice(id, "0000000000"), HasStatus(409));
  EXPECT_THAT(AddDevice(id, Scan(device_, registered.Text("activationPassword"))), HasStatus(404));
  EXPECT_EQ(service_->Snapshot().registrations[0].state, RegistrationState::kGone);
  EXPECT_EQ(Status("alice"), "unknown");
}

TEST_F(OfflineActivationTest, WrongSignaturesHaveThreeTriesOfTheirOwn) {
  const Reply registered = Open();
  const std::string id = registered.Text("registrationID");
  for (int i = 0; i < 2; ++i) EXPECT_THAT(AddDevice(id, "0000000000"), HasStatus(409));
  const Reply added = AddDevice(id, Scan(device_, registered.Text("activationPassword")));
  ASSERT_THAT(added, HasStatus(200));
  const std::string signature = Scan(device_, added.Text("activationMessage2"));
  const std::string wrong = std::string(signature == "000000" ? "111111" : "000000");
  for (int i = 0; i < 2; ++i) {
    const Reply refused = Activate(id, wrong);
    EXPECT_THAT(refused, HasStatus(409));
    EXPECT_THAT(refused.Text("message"), StartsWith("simulated"));
  }
  EXPECT_THAT(Activate(id, signature), HasStatus(200));
}

TEST_F(OfflineActivationTest, AfterThreeWrongSignaturesTheRegistrationIsGone) {
  const Reply added = Added();
  const std::string id = added.Text("registrationID");
  const std::string signature = Scan(device_, added.Text("activationMessage2"));
  const std::string wrong = std::string(signature == "000000" ? "111111" : "000000");
  for (int i = 0; i < 3; ++i) EXPECT_THAT(Activate(id, wrong), HasStatus(409));
  EXPECT_THAT(Activate(id, signature), HasStatus(404));
}

TEST_F(OfflineActivationTest, TriesAndTextsAreConfigurable) {
  StartWith(R"({"rules": {"wrongCodeTries": 1}, "texts": {"wrongDeviceCode": "not this one"}})");
  const std::string id = Open().Text("registrationID");
  const Reply refused = AddDevice(id, "0000000000");
  EXPECT_EQ(refused.Text("message"), "not this one");
  EXPECT_THAT(AddDevice(id, "0000000000"), HasStatus(404));
}

TEST_F(OfflineActivationTest, ADeviceThatMakesMistakesSucceedsInTheEnd) {
  VirtualDigipass clumsy(DigipassConfig{.wrong_device_codes = 2, .wrong_signatures = 1});
  const Reply registered = Open();
  const std::string id = registered.Text("registrationID");
  EXPECT_THAT(AddDevice(id, Scan(clumsy, registered.Text("activationPassword"))), HasStatus(409));
  EXPECT_THAT(AddDevice(id, Scan(clumsy, registered.Text("activationPassword"))), HasStatus(409));
  const Reply added = AddDevice(id, Scan(clumsy, registered.Text("activationPassword")));
  ASSERT_THAT(added, HasStatus(200));
  EXPECT_THAT(Activate(id, Scan(clumsy, added.Text("activationMessage2"))), HasStatus(409));
  EXPECT_THAT(Activate(id, Scan(clumsy, added.Text("activationMessage2"))), HasStatus(200));
}

TEST_F(OfflineActivationTest, AddingADeviceTwiceIsAConflict) {
  const Reply registered = Open();
  const std::string code = Scan(device_, registered.Text("activationPassword"));
  ASSERT_THAT(AddDevice(registered.Text("registrationID"), code), HasStatus(200));
  EXPECT_THAT(AddDevice(registered.Text("registrationID"), code), HasStatus(409));
}

TEST_F(OfflineActivationTest, ActivatingBeforeADeviceWasAddedIsAConflict) {
  EXPECT_THAT(Activate(Open().Text("registrationID"), "123456"), HasStatus(409));
}

TEST_F(OfflineActivationTest, AnActivatedRegistrationIsGone) {
  const Reply added = Added();
  const std::string signature = Scan(device_, added.Text("activationMessage2"));
  const std::string id = added.Text("registrationID");
  ASSERT_THAT(Activate(id, signature), HasStatus(200));
  EXPECT_THAT(Activate(id, signature), HasStatus(404));
  EXPECT_THAT(AddDevice(id, "0000000000"), HasStatus(404));
}

TEST_F(OfflineActivationTest, AnUnknownRegistrationIsNotFound) {
  EXPECT_THAT(AddDevice("Qk7mZ2pX9aLr4TnB6vYc8WdE", "0000000000"), HasStatus(404));
  EXPECT_THAT(Activate("Qk7mZ2pX9aLr4TnB6vYc8WdE", "123456"), HasStatus(404));
}

TEST_F(OfflineActivationTest, AnOfflineRegistrationLivesForADay) {
  const Reply registered = Open();
  const std::string id = registered.Text("registrationID");
  const std::string code = Scan(device_, registered.Text("activationPassword"));
  clock_->Advance(hours(24) - seconds(1));
  const Reply added = AddDevice(id, code);
  ASSERT_THAT(added, HasStatus(200));
  clock_->Advance(seconds(1));
  EXPECT_THAT(Activate(id, "123456"), HasStatus(404));
  EXPECT_EQ(service_->Snapshot().registrations[0].state, RegistrationState::kExpired);
  EXPECT_EQ(Status("alice"), "unknown");
}

TEST_F(OfflineActivationTest, LivesAreConfigurable) {
  StartWith(R"({"lives": {"offlineRegistrationSeconds": 10, "activationMessageSeconds": 5}})");
  const Reply registered = Open();
  const std::string code = Scan(device_, registered.Text("activationPassword"));
  clock_->Advance(seconds(5));
  const Reply late = AddDevice(registered.Text("registrationID"), code);
  EXPECT_THAT(late, HasStatus(409));
  EXPECT_THAT(late.Text("message"), HasSubstr("expired"));
  clock_->Advance(seconds(5));
  EXPECT_THAT(AddDevice(registered.Text("registrationID"), code), HasStatus(404));
}

TEST_F(OfflineActivationTest, ActivatedIsToldForTenMinutes) {
  ASSERT_THAT(Walk(device_), HasStatus(200));
  clock_->Advance(minutes(10) - seconds(1));
  EXPECT_EQ(Status("alice"), "activated");
  clock_->Advance(seconds(1));
  EXPECT_EQ(Status("alice"), "unknown");
}

TEST_F(OfflineActivationTest, AnUnfinishedSecondStageHasUsedAnActivation) {
  StartWith(R"({"licenses": [{"serialNumber": "VDS1000001", "maxActivations": 1}]})");
  EXPECT_EQ(service_->Snapshot().licenses[0].activations_used, 0);
  const Reply first = Open();
  const Reply second = Open();
  ASSERT_THAT(AddDevice(first.Text("registrationID"), Scan(device_, first.Text("activationPassword"))),
              HasStatus(200));
  EXPECT_EQ(service_->Snapshot().licenses[0].activations_used, 1);
  const Reply refused =
      AddDevice(second.Text("registrationID"), Scan(device_, second.Text("activationPassword")));
  EXPECT_THAT(refused, HasStatus(409));
  EXPECT_EQ(refused.Text("message"), "License activation limit reached.");
}

TEST_F(OfflineActivationTest, ADeviceCodeOfAnotherLicenseIsWrong) {
  const Reply alice = Open();
  const Reply bob = Open({{"userID", "bob"}});
  const std::string code = Scan(device_, alice.Text("activationPassword"));
  EXPECT_THAT(AddDevice(bob.Text("registrationID"), code), HasStatus(409));
}

TEST_F(OfflineActivationTest, OnlineRegistrationGivesAShortPasswordAndNoHandle) {
  const Reply reply = Register({{"activationType", "onlineMDL"}, {"serialNumber", "VDS1000001"}});
  ASSERT_THAT(reply, HasStatus(200));
  EXPECT_THAT(reply.Text("activationPassword"), MatchesRegex("[A-Za-z0-9]{8}"));
  EXPECT_FALSE(reply.body.contains("registrationID"));
  EXPECT_THAT(reply.Text("serialNumber"), Not("VDS1000001")) << "the wish is ignored for onlineMDL";
  EXPECT_EQ(Status("alice"), "pending");
  clock_->Advance(minutes(10));
  EXPECT_EQ(Status("alice"), "unknown");
}

TEST_F(OfflineActivationTest, OnlineActivationCanBeCompletedInPlaceOfTheApp) {
  ASSERT_THAT(Post("/v1/users/register", {{"objectType", "RegisterUserInputEx"}, {"userID", "alice"}}),
              HasStatus(200));
  const auto serials = service_->CompleteOnlineActivation("alice", "", DigipassPlatform::kAndroid);
  ASSERT_TRUE(serials) << serials.error().Describe();
  EXPECT_EQ(serials->size(), 2U);
  EXPECT_EQ(Status("alice"), "activated");
  EXPECT_EQ(service_->Snapshot().instances[0].type, "TYP07");
  const auto again = service_->CompleteOnlineActivation("alice", "", DigipassPlatform::kAndroid);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code(), ErrorCode::kNotFound);
}

TEST_F(OfflineActivationTest, FidoAnswersAHandleThatNothingElseTakes) {
  const Reply reply = Register({{"activationType", "fido"}});
  ASSERT_THAT(reply, HasStatus(200));
  EXPECT_EQ(reply.body["supportedFIDOProtocols"], Json({"UAF11", "FIDO2"}));
  EXPECT_THAT(AddDevice(reply.Text("registrationID"), "0000000000"), HasStatus(404));
  EXPECT_EQ(Status("alice"), "unknown");
}

TEST_F(OfflineActivationTest, CheckStatusKnowsUnknownUsersDomainsAndWaiting) {
  EXPECT_EQ(Status("nobody"), "unknown");
  (void)Open();
  EXPECT_EQ(Status("alice", {{"domain", "master"}, {"timeoutSeconds", "0"}}), "pending");
  EXPECT_EQ(Status("alice", {{"domain", "elsewhere"}}), "unknown");
  EXPECT_EQ(Status("alice", {{"timeoutSeconds", 5}}), "timeout");
  StartWith(R"({"rules": {"waitingTimesOut": false}})");
  (void)Open();
  EXPECT_EQ(Status("alice", {{"timeoutSeconds", 5}}), "pending");
}

}  // namespace
}  // namespace authtree::inline v0::simulator
