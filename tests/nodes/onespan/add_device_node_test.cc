#include "add_device_node.h"

#include <chrono>

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

class AddDeviceNodeTest : public testing::Test {
 protected:
  AddDeviceNodeTest() {
    tester_.Shared("ostid_registration_id", Json("reg-1")).Shared("deviceCode", Secret("12345"));
  }

  void Answer(std::string_view message, std::string serial = {}) {
    onespan::AddDeviceReply reply;
    reply.activation_message2 = Secret(message);
    reply.serial_number = std::move(serial);
    api_->add_device.Reply(std::move(reply));
  }

  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
  NodeTester<AddDeviceNode> tester_{api_};
};

TEST_F(AddDeviceNodeTest, FailsWithoutARegistrationId) {
  NodeTester<AddDeviceNode> tester(api_);
  tester.Shared("deviceCode", Secret("12345"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_registration_id"));
}

TEST_F(AddDeviceNodeTest, D_SEC_16_FailsWithoutADeviceCode) {
  NodeTester<AddDeviceNode> tester(api_);
  tester.Shared("ostid_registration_id", Json("reg-1"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "deviceCode"));
  EXPECT_THAT(api_->add_device.requests(), IsEmpty());
}

TEST_F(AddDeviceNodeTest, HandsOnTheErrorOfTheService) {
  api_->add_device.Fail(Error(ErrorCode::kConflict, "No."));
  EXPECT_THAT(tester_.Run(), FailsWith(ErrorCode::kConflict));
}

TEST_F(AddDeviceNodeTest, KeepsNothingOfAFailedStep) {
  api_->add_device.Fail(Error(ErrorCode::kConflict, "No."));
  tester_.Run();
  EXPECT_EQ(tester_.Text("ostid_cronto_msg"), std::nullopt);
}

TEST_F(AddDeviceNodeTest, D_SEC_16_FailsWhenTheAnswerHasNoMessage) {
  Answer("");
  EXPECT_THAT(tester_.Run(), FailsWith(ErrorCode::kRejected));
}

TEST_F(AddDeviceNodeTest, AsksForTheDeviceOfTheCode) {
  Answer("0a0b");
  tester_.Run();
  ASSERT_THAT(api_->add_device.requests(), SizeIs(1));
  EXPECT_EQ(api_->add_device.requests()[0].registration_id(), "reg-1");
  EXPECT_EQ(api_->add_device.requests()[0].device_code().Expose(), "12345");
}

TEST_F(AddDeviceNodeTest, G_43_KeepsTheMessageAsReceivedUnderBothKeys) {
  Answer("0A0b");
  EXPECT_THAT(tester_.Run(), LeavesBy("success"));
  EXPECT_EQ(tester_.Text("ostid_cronto_msg"), "0A0b");
  EXPECT_EQ(tester_.Text("activationMessage2"), "0A0b");
  EXPECT_TRUE(tester_.IsSecret("ostid_cronto_msg"));
}

TEST_F(AddDeviceNodeTest, G_17_KeepsTheMessageWhereTheRegistrationKeepsItsSecrets) {
  for (const auto& [storage, tier] :
       {std::pair("shared", Tier::kShared), std::pair("secure", Tier::kSecure)}) {
    tester_.Shared("ostid_secret_storage", Json(storage));
    Answer("0a0b");
    tester_.Run();
    EXPECT_EQ(tester_.TierOf("ostid_cronto_msg"), tier);
    EXPECT_EQ(tester_.TierOf("activationMessage2"), tier);
  }
}

TEST_F(AddDeviceNodeTest, ReplacesAFirstMessageThatWasKeptInSecureState) {
  tester_.Secure("ostid_cronto_msg", Secret("first"));
  Answer("0a0b");
  tester_.Run();
  EXPECT_EQ(tester_.Text("ostid_cronto_msg"), "0a0b");
}

TEST_F(AddDeviceNodeTest, StartsTheTimeAnewWithTheLengthOfTheRegistration) {
  tester_.Shared("ostid_event_expiry_date", Json("1")).Shared("ostid_event_expiry_seconds", Json(300));
  Answer("0a0b");
  tester_.Run();
  EXPECT_EQ(tester_.Text("ostid_event_expiry_date"), "1767225900000");
}

TEST_F(AddDeviceNodeTest, StartsTheTimeAnewWithAMinuteWhenTheLengthIsUnknown) {
  Answer("0a0b");
  tester_.Run();
  EXPECT_EQ(tester_.Text("ostid_event_expiry_date"), "1767225660000");
}

TEST_F(AddDeviceNodeTest, KeepsTheSerialOfTheInstanceBesideThatOfTheLicense) {
  tester_.Shared("ostid_digi_serial", Json("SIM0000001"));
  Answer("0a0b", "SIM0000001-1");
  tester_.Run();
  EXPECT_EQ(tester_.Text("ostid_digi_serial"), "SIM0000001");
  EXPECT_EQ(tester_.Text("ostid_instance_serial"), "SIM0000001-1");
}

TEST_F(AddDeviceNodeTest, D_PERF_02_GivesTheCallADeadline) {
  Answer("0a0b");
  tester_.Run();
  ASSERT_THAT(api_->add_device.calls(), SizeIs(1));
  EXPECT_EQ(api_->add_device.calls()[0].deadline().time_since_epoch(), std::chrono::seconds(4));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
