#include "activate_device_node.h"

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

class ActivateDeviceNodeTest : public testing::Test {
 protected:
  ActivateDeviceNodeTest() {
    tester_.Shared("ostid_registration_id", Json("reg-1")).Shared("signature", Secret("87654321"));
  }

  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
  NodeTester<ActivateDeviceNode> tester_{api_};
};

TEST_F(ActivateDeviceNodeTest, FailsWithoutARegistrationId) {
  NodeTester<ActivateDeviceNode> tester(api_);
  tester.Shared("signature", Secret("87654321"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_registration_id"));
}

TEST_F(ActivateDeviceNodeTest, D_SEC_16_FailsWithoutASignature) {
  NodeTester<ActivateDeviceNode> tester(api_);
  tester.Shared("ostid_registration_id", Json("reg-1"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "signature"));
  EXPECT_THAT(api_->activate_device.requests(), IsEmpty());
}

TEST_F(ActivateDeviceNodeTest, KeepsEverythingWhenTheServiceRefuses) {
  api_->activate_device.Fail(Error(ErrorCode::kConflict, "No."));
  EXPECT_THAT(tester_.Run(), FailsWith(ErrorCode::kConflict));
  EXPECT_EQ(tester_.Text("signature"), "87654321");
}

TEST_F(ActivateDeviceNodeTest, D_COR_42_SendsTheSignatureOnly) {
  api_->activate_device.Reply({});
  EXPECT_THAT(tester_.Run(), LeavesBy("success"));
  ASSERT_THAT(api_->activate_device.requests(), SizeIs(1));
  EXPECT_EQ(api_->activate_device.requests()[0].registration_id(), "reg-1");
  EXPECT_EQ(api_->activate_device.requests()[0].signature().Expose(), "87654321");
}

TEST_F(ActivateDeviceNodeTest, D_SEC_11_RemovesTheSecretsOfTheActivation) {
  for (const char* key : {"deviceCode", "ostid_activationPassword", "activationPassword", "ostid_cronto_msg",
                          "activationMessage2"}) {
    tester_.Shared(key, Secret("x"));
  }
  tester_.Secure("activationPassword", Secret("y"));
  api_->activate_device.Reply({});
  EXPECT_THAT(tester_.Run().removed(),
              ElementsAre("activationMessage2", "activationPassword", "deviceCode",
                          "ostid_activationPassword", "ostid_cronto_msg", "signature"));
}

TEST_F(ActivateDeviceNodeTest, KeepsTheSerialOfTheInstance) {
  onespan::ActivateDeviceReply reply;
  reply.serial_number = "SIM0000001-2";
  api_->activate_device.Reply(std::move(reply));
  tester_.Run();
  EXPECT_EQ(tester_.Text("ostid_instance_serial"), "SIM0000001-2");
}

}  // namespace
}  // namespace authtree::inline v0::nodes
