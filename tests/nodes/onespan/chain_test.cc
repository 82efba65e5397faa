#include "authtree/testkit/chain.h"

#include "authtree/testkit/fake_onespan_api.h"

#include "activate_device_node.h"
#include "add_device_node.h"
#include "attributes_collector_node.h"
#include "cddc_node.h"
#include "error_display_node.h"
#include "password_collector_node.h"
#include "step_matchers.h"
#include "user_register_node.h"
#include "username_collector_node.h"
#include "visual_code_node.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::SizeIs;
using testkit::Chain;
using testkit::ChainResult;
using testkit::FakeOneSpanApi;

const Json kOffline{{"objectType", "OCA"}, {"activationType", "offlineMDL"}, {"activationTokenExpiry", 300}};

class ChainTest : public testing::Test {
 protected:
  void AnswerRegistration(std::string_view activation_password) {
    onespan::RegisterUserReply reply;
    reply.activation_password = Secret(activation_password);
    reply.serial_number = "SIM0000001";
    reply.registration_id = "reg-1";
    api_->register_user.Reply(std::move(reply));
  }

  void AnswerDevice(std::string_view message) {
    onespan::AddDeviceReply reply;
    reply.activation_message2 = Secret(message);
    reply.serial_number = "SIM0000001-1";
    api_->add_device.Reply(std::move(reply));
  }

  void AnswerImage(std::string_view png) {
    onespan::VisualCodeImage image;
    image.png = Secret(png);
    api_->render_visual_code.Reply(std::move(image));
  }

  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(ChainTest, ARegisteredTypeThatIsNotKnownThrows) {
  Chain chain;
  EXPECT_THROW(chain.Then(NodeRegistry(), "Nobody"), std::invalid_argument);
}

TEST_F(ChainTest, StopsWhereANodeLeavesBackwards) {
  Chain chain;
  chain.Then<UserRegisterNode>(kOffline, api_).Then<UsernameCollectorNode>();
  const ChainResult end = chain.Run();
  EXPECT_EQ(end.node(), "node-1");
  EXPECT_EQ(end.outcome(), "Error");
  EXPECT_EQ(chain.Text("ostid_error_code"), "missing_state");
}

TEST_F(ChainTest, ShowsTheUserTheErrorOfARegistration) {
  api_->register_user.Fail(Error(ErrorCode::kLicenseLimit, "There is no license left."));
  Chain failing;
  failing.Then<UserRegisterNode>(kOffline, api_).Shared("username", Json("alice"));
  failing.Run();
  Chain display;
  display.Then<ErrorDisplayNode>().Shared("ostid_error_message",
                                          Json(failing.Text("ostid_error_message").value()));
  EXPECT_EQ(display.Run().callbacks().at(0).OutputText("message"), "There is no license left.");
}

TEST_F(ChainTest, D_COR_22_APasswordSurvivesAPromptOnItsWayToTheRegistration) {
  AnswerRegistration("0102");
  Chain chain;
  chain.Then<PasswordCollectorNode>().Then<UsernameCollectorNode>().Then<UserRegisterNode>(kOffline, api_);
  chain.Run();
  chain.Answer(0, "s3cret-s3cret").Run();
  EXPECT_EQ(chain.Answer(0, "alice").Run().outcome(), "Success");
  ASSERT_THAT(api_->register_user.requests(), SizeIs(1));
  EXPECT_TRUE(api_->register_user.requests()[0].static_password.has_value());
}

TEST_F(ChainTest, ActivatesADeviceOffline) {
  AnswerRegistration("0102");
  AnswerImage("one");
  AnswerDevice("0304");
  AnswerImage("two");
  api_->activate_device.Reply({});

  Chain chain;
  chain.Then<CddcNode>()
      .Then<UsernameCollectorNode>()
      .Then<UserRegisterNode>(kOffline, api_)
      .Then<VisualCodeNode>(api_)
      .Then<AttributesCollectorNode>(Json{{"attributes", {"deviceCode"}}})
      .Then<AddDeviceNode>(api_)
      .Then<VisualCodeNode>(api_)
      .Then<AttributesCollectorNode>(Json{{"attributes", {"signature"}}})
      .Then<ActivateDeviceNode>(api_);
  chain.Run();
  chain.Answer(0, R"({"a":1})").Run();
  EXPECT_EQ(HiddenValueOf(chain.Answer(0, "alice").Run().callbacks().at(0)), "data:image/png;base64,b25l");
  chain.Answer(2, "true").Run();
  chain.Advance(std::chrono::seconds(30));
  const ChainResult second = chain.Answer(0, "1234567").Run();
  EXPECT_EQ(HiddenValueOf(second.callbacks().at(0)), "data:image/png;base64,dHdv");
  EXPECT_EQ(HiddenValueOf(second.callbacks().at(1)), "1767225930000") << "the second code has its own time";
  chain.Answer(2, "true").Run();
  const ChainResult end = chain.Answer(0, "87654321").Run();

  EXPECT_EQ(end.node(), "node-9");
  EXPECT_EQ(end.outcome(), "success");
  EXPECT_EQ(api_->render_visual_code.requests().at(0).message().Expose(), "0102");
  EXPECT_EQ(api_->render_visual_code.requests().at(1).message().Expose(), "0304");
  EXPECT_EQ(api_->activate_device.requests().at(0).signature().Expose(), "87654321");
  for (const char* key : {"signature", "deviceCode", "ostid_cronto_msg", "activationPassword"}) {
    EXPECT_EQ(chain.Text(key), std::nullopt) << key;
  }
}

}  // namespace
}  // namespace authtree::inline v0::nodes
