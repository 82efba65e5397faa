#include "vdp_generate_votp_node.h"

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::Authenticator;
using onespan::AuthenticatorApplication;
using onespan::VirtualOtpChannel;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

class VdpGenerateVotpNodeTest : public testing::Test {
 protected:
  NodeTester<VdpGenerateVotpNode> Tester(Json properties = Json::object()) {
    NodeTester<VdpGenerateVotpNode> tester(std::move(properties), api_);
    tester.Shared("username", Json("alice")).Shared("emailAddress", Json("alice@example.com"));
    return tester;
  }
  /// The user has virtual authenticators with these applications.
  void Has(std::vector<std::vector<AuthenticatorApplication>> authenticators) {
    onespan::UserReply account;
    for (std::vector<AuthenticatorApplication>& applications : authenticators) {
      const std::string serial = "VIR000000" + std::to_string(account.authenticators.size());
      account.authenticators.push_back(serial);
      api_->query_authenticators.Reply({{Authenticator{serial, "VIR10", std::move(applications)}}});
    }
    api_->view_user.Reply(std::move(account));
  }
  void HasOne() { Has({{{"CHALLENGE", "CR"}, {"RESPONSE", "RO"}}}); }
  void Sent() { api_->generate_virtual_otp.Reply({}); }
  const onespan::GenerateVirtualOtpRequest& Request() const {
    return api_->generate_virtual_otp.requests().back();
  }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(VdpGenerateVotpNodeTest, FailsWithoutAUserName) {
  NodeTester<VdpGenerateVotpNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
}

TEST_F(VdpGenerateVotpNodeTest, FailsWithoutAVirtualAuthenticator) {
  Has({});
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kNotFound));
  onespan::UserReply account;
  account.authenticators = {"ABC0000001"};
  api_->view_user.Reply(std::move(account));
  api_->query_authenticators.Reply({});
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kNotFound));
  EXPECT_THAT(api_->generate_virtual_otp.requests(), IsEmpty());
}

TEST_F(VdpGenerateVotpNodeTest, D_COR_25_FailsWithoutAnApplicationForPasswords) {
  Has({{{"CHALLENGE", "CR"}}});
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kConflict));
  EXPECT_THAT(api_->generate_virtual_otp.requests(), IsEmpty());
}

TEST_F(VdpGenerateVotpNodeTest, HandsOnTheErrorsOfTheService) {
  api_->view_user.Fail(Error(ErrorCode::kNotFound, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kNotFound));
  HasOne();
  api_->generate_virtual_otp.Fail(Error(ErrorCode::kTimeout, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kTimeout));
}

TEST_F(VdpGenerateVotpNodeTest, D_COR_27_AFailedQueryIsAnError) {
  onespan::UserReply account;
  account.authenticators = {"VIR0000001"};
  api_->view_user.Reply(std::move(account));
  api_->query_authenticators.Fail(Error(ErrorCode::kUnavailable, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kUnavailable));
}

TEST_F(VdpGenerateVotpNodeTest, SendsThePasswordOfTheApplicationWithoutAChallenge) {
  HasOne();
  Sent();
  auto tester = Tester(Json{{"domain", "demo"}});
  const auto result = tester.Run();
  EXPECT_THAT(result, LeavesBy("success"));
  EXPECT_THAT(result.written(), ElementsAre("ostid_username_in_shared_state"));
  EXPECT_EQ(tester.Text("ostid_username_in_shared_state"), "username");
  EXPECT_EQ(Request().serial_number(), "VIR0000000");
  EXPECT_EQ(Request().application(), "RESPONSE");
  EXPECT_EQ(Request().channel(), VirtualOtpChannel::kEmail);
  ASSERT_THAT(Request().extra, SizeIs(1));
  EXPECT_EQ(Request().extra.at(0).name(), "emailAddress");
  EXPECT_EQ(*Request().extra.at(0).value().json(), "alice@example.com");
  EXPECT_EQ(api_->query_authenticators.requests().at(0).domain, "demo");
}

TEST_F(VdpGenerateVotpNodeTest, D_COR_25_TakesTheFirstThatMakesPasswords) {
  Has({{{"CHALLENGE", "CR"}}, {{"FIRST", "RO"}}, {{"SECOND", "RO"}}});
  Sent();
  Tester().Run();
  EXPECT_EQ(Request().serial_number(), "VIR0000001");
  EXPECT_EQ(Request().application(), "FIRST");
  EXPECT_THAT(api_->query_authenticators.requests(), SizeIs(2));
}

TEST_F(VdpGenerateVotpNodeTest, G_29_KnowsEveryWayOfDelivery) {
  const std::vector<std::pair<std::string, VirtualOtpChannel>> rows{{"Email", VirtualOtpChannel::kEmail},
                                                                    {"SMS", VirtualOtpChannel::kSms},
                                                                    {"Voice", VirtualOtpChannel::kVoice},
                                                                    {"Default", VirtualOtpChannel::kEmail}};
  for (const auto& [name, channel] : rows) {
    HasOne();
    Sent();
    EXPECT_THAT(Tester(Json{{"vdpDeliveryMethod", name}}).Run(), LeavesBy("success"));
    EXPECT_EQ(Request().channel(), channel) << name;
  }
}

TEST_F(VdpGenerateVotpNodeTest, D_COR_54_WarnsOfWaysThatTheServiceDoesNotList) {
  for (const char* name : {"Voice", "Default"}) {
    const Diagnostics diagnostics = FindingsOf<VdpGenerateVotpNode>(Json{{"vdpDeliveryMethod", name}});
    EXPECT_FALSE(diagnostics.has_errors()) << name;
    ASSERT_THAT(diagnostics.findings(), SizeIs(1)) << name;
    EXPECT_EQ(diagnostics.findings().at(0).place, "/vdpDeliveryMethod");
  }
  EXPECT_THAT(FindingsOf<VdpGenerateVotpNode>(Json{{"vdpDeliveryMethod", "SMS"}}).findings(), IsEmpty());
  EXPECT_TRUE(FindingsOf<VdpGenerateVotpNode>(Json{{"vdpDeliveryMethod", "Pigeon"}}).has_errors());
}

TEST_F(VdpGenerateVotpNodeTest, D_COR_25_KeepsAPasswordThatComesInTheAnswerAsATransientSecret) {
  HasOne();
  api_->generate_virtual_otp.Reply({Secret("481902")});
  auto tester = Tester(Json{{"vdpDeliveryMethod", "Response"}});
  EXPECT_THAT(tester.Run(), LeavesBy("success"));
  EXPECT_EQ(Request().channel(), VirtualOtpChannel::kResponse);
  EXPECT_EQ(tester.Text("ostid_virtual_otp"), "481902");
  EXPECT_TRUE(tester.IsSecret("ostid_virtual_otp"));
  EXPECT_EQ(tester.TierOf("ostid_virtual_otp"), Tier::kTransient);
  EXPECT_EQ(tester.Text("OTP"), std::nullopt);
}

TEST_F(VdpGenerateVotpNodeTest, FailsWhenThePasswordDoesNotComeInTheAnswer) {
  HasOne();
  Sent();
  EXPECT_THAT(Tester(Json{{"vdpDeliveryMethod", "Response"}}).Run(), FailsWith(ErrorCode::kRejected));
}

TEST_F(VdpGenerateVotpNodeTest, D_COR_23_LeavesAbsentAttributesOut) {
  HasOne();
  Sent();
  auto tester = Tester(Json{{"optionalAttributes", {{"phone", "mobilePhoneNumber"}}}});
  EXPECT_THAT(tester.Run(), LeavesBy("success"));
  EXPECT_THAT(Request().extra, IsEmpty());
}

TEST_F(VdpGenerateVotpNodeTest, G_01_ReadsTheAttributesInEitherDirection) {
  for (const Json& map : {Json{{"mobilePhoneNumber", "phone"}}, Json{{"phone", "mobilePhoneNumber"}}}) {
    HasOne();
    Sent();
    auto tester = Tester(Json{{"optionalAttributes", map}});
    tester.Shared("phone", Json("+15550100"));
    tester.Run();
    ASSERT_THAT(Request().extra, SizeIs(1));
    EXPECT_EQ(Request().extra.at(0).name(), "mobilePhoneNumber");
  }
}

TEST_F(VdpGenerateVotpNodeTest, D_SEC_03_IsRefusedWhenAnAttributeNamesABuiltInField) {
  for (const char* field : {"deliveryMethod", "DeliveryMethod", "serialNumber", "domain"}) {
    const Json map{{"x", field}};
    EXPECT_TRUE(FindingsOf<VdpGenerateVotpNode>(
                    Json{{"optionalAttributes", map}, {"optionalAttributesDirection", "stateToPayload"}})
                    .has_errors())
        << field;
  }
}

}  // namespace
}  // namespace authtree::inline v0::nodes
