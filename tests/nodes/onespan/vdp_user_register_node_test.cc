#include "vdp_user_register_node.h"

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::VirtualOtpDelivery;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

class VdpUserRegisterNodeTest : public testing::Test {
 protected:
  NodeTester<VdpUserRegisterNode> Tester(Json properties = Json::object()) {
    NodeTester<VdpUserRegisterNode> tester(std::move(properties), api_);
    tester.Shared("username", Json("alice")).Shared("emailAddress", Json("alice@example.com"));
    return tester;
  }
  void NoSuchUser() { api_->view_user.Fail(Error(ErrorCode::kNotFound, "No.")); }
  void Known(std::string entity_tag = "\"7\"") { api_->view_user.Reply({{}, std::move(entity_tag)}); }
  const onespan::CreateUserRequest& Created() const { return api_->create_user.requests().back(); }
  const onespan::UpdateUserRequest& Changed() const { return api_->update_user.requests().back(); }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(VdpUserRegisterNodeTest, FailsWithoutAUserName) {
  NodeTester<VdpUserRegisterNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
  EXPECT_THAT(api_->view_user.requests(), IsEmpty());
}

TEST_F(VdpUserRegisterNodeTest, D_SEC_15_CreatesNothingWhenTheServiceCannotTell) {
  for (const ErrorCode code : {ErrorCode::kRejected, ErrorCode::kUnavailable, ErrorCode::kInvalidInput,
                               ErrorCode::kConflict, ErrorCode::kTimeout}) {
    api_->view_user.Fail(Error(code, "No."));
    EXPECT_THAT(Tester().Run(), FailsWith(code));
  }
  EXPECT_THAT(api_->create_user.requests(), IsEmpty());
  EXPECT_THAT(api_->update_user.requests(), IsEmpty());
}

TEST_F(VdpUserRegisterNodeTest, HandsOnTheErrorOfAChangeOrACreation) {
  NoSuchUser();
  api_->create_user.Fail(Error(ErrorCode::kConflict, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kConflict));
  Known();
  api_->update_user.Fail(Error(ErrorCode::kInvalidInput, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kInvalidInput));
}

TEST_F(VdpUserRegisterNodeTest, CreatesAnAccountThatIsNotThere) {
  NoSuchUser();
  api_->create_user.Reply({});
  auto tester = Tester(Json{{"domain", "demo"}});
  const auto result = tester.Run();
  EXPECT_THAT(result, LeavesBy("Success"));
  EXPECT_THAT(result.written(), ElementsAre("ostid_username_in_shared_state"));
  EXPECT_EQ(tester.Text("ostid_username_in_shared_state"), "username");
  EXPECT_EQ(Created().user().user(), "alice");
  EXPECT_EQ(Created().user().domain(), "demo");
  EXPECT_EQ(Created().virtual_otp_delivery, VirtualOtpDelivery::kEmail);
  EXPECT_FALSE(Created().static_password.has_value());
  ASSERT_THAT(Created().extra, SizeIs(1));
  EXPECT_EQ(Created().extra.at(0).name(), "emailAddress");
  EXPECT_THAT(api_->update_user.requests(), IsEmpty());
}

TEST_F(VdpUserRegisterNodeTest, ChangesAnAccountThatIsThere) {
  Known("\"7\"");
  api_->update_user.Reply({});
  EXPECT_THAT(Tester().Run(), LeavesBy("Success"));
  EXPECT_EQ(Changed().user().user(), "alice");
  EXPECT_EQ(Changed().user().domain(), "master");
  EXPECT_EQ(Changed().virtual_otp_delivery, VirtualOtpDelivery::kEmail);
  ASSERT_THAT(Changed().extra, SizeIs(1));
  EXPECT_THAT(api_->create_user.requests(), IsEmpty());
}

TEST_F(VdpUserRegisterNodeTest, ChangesOnlyTheAccountThatItSaw) {
  Known("\"7\"");
  api_->update_user.Reply({});
  Tester().Run();
  EXPECT_EQ(Changed().entity_tag, "\"7\"");
}

TEST_F(VdpUserRegisterNodeTest, G_29_KnowsEveryWayOfDelivery) {
  const std::vector<std::pair<std::string, VirtualOtpDelivery>> rows{
      {"Default", VirtualOtpDelivery::kDefault},
      {"SMS", VirtualOtpDelivery::kSms},
      {"Email", VirtualOtpDelivery::kEmail},
      {"Voice", VirtualOtpDelivery::kVoice},
      {"Response", VirtualOtpDelivery::kDefault}};
  for (const auto& [name, delivery] : rows) {
    NoSuchUser();
    api_->create_user.Reply({});
    EXPECT_THAT(Tester(Json{{"vdpDeliveryMethod", name}}).Run(), LeavesBy("Success"));
    EXPECT_EQ(Created().virtual_otp_delivery, delivery) << name;
  }
  const Diagnostics diagnostics = FindingsOf<VdpUserRegisterNode>(Json{{"vdpDeliveryMethod", "Response"}});
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_THAT(diagnostics.findings(), SizeIs(1));
}

TEST_F(VdpUserRegisterNodeTest, SendsAMappedPasswordFromAnyTier) {
  for (const char* field : {"staticPassword", "StaticPassword"}) {
    Known();
    api_->update_user.Reply({});
    const Json map{{field, "pw"}};
    auto tester =
        Tester(Json{{"optionalAttributes", map}, {"optionalAttributesDirection", "payloadToState"}});
    tester.Transient("pw", Secret("correct horse"));
    EXPECT_THAT(tester.Run(), LeavesBy("Success"));
    ASSERT_TRUE(Changed().static_password.has_value()) << field;
    EXPECT_EQ(Changed().static_password->Expose(), "correct horse");
    EXPECT_THAT(Changed().extra, IsEmpty());
  }
}

TEST_F(VdpUserRegisterNodeTest, APasswordThatIsNoTextIsRefusedBeforeTheFirstCall) {
  auto tester = Tester(Json{{"optionalAttributes", {{"staticPassword", "pw"}}}});
  tester.Shared("pw", Json(12345678));
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kInvalidInput));
  EXPECT_THAT(api_->view_user.requests(), IsEmpty());
}

TEST_F(VdpUserRegisterNodeTest, D_COR_22_DeclaresAMappedPasswordSoThatItOutlivesAPrompt) {
  const auto tester = Tester(Json{{"optionalAttributes", {{"staticPassword", "pw"}}}});
  EXPECT_THAT(tester.contract().reads(), testing::Contains("pw"));
}

TEST_F(VdpUserRegisterNodeTest, D_COR_23_LeavesAbsentAttributesOut) {
  NoSuchUser();
  api_->create_user.Reply({});
  auto tester = Tester();
  tester.Shared("emailAddress", Json(""));
  EXPECT_THAT(tester.Run(), LeavesBy("Success"));
  EXPECT_THAT(Created().extra, IsEmpty());
}

TEST_F(VdpUserRegisterNodeTest, D_SEC_03_IsRefusedWhenAnAttributeNamesABuiltInField) {
  for (const char* field : {"vdpDeliveryMethod", "userID", "DOMAIN"}) {
    const Json map{{field, "x"}};
    EXPECT_TRUE(FindingsOf<VdpUserRegisterNode>(
                    Json{{"optionalAttributes", map}, {"optionalAttributesDirection", "payloadToState"}})
                    .has_errors())
        << field;
  }
}

}  // namespace
}  // namespace authtree::inline v0::nodes
