// The three steps with a FIDO client: registration begun and completed, login begun.
#include "authtree/testkit/fake_onespan_api.h"

#include "fido_login_start_node.h"
#include "fido_register_complete_node.h"
#include "fido_register_start_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::FidoProtocol;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

class FidoRegisterStartNodeTest : public testing::Test {
 protected:
  NodeTester<FidoRegisterStartNode> Tester(Json properties = Json::object()) {
    NodeTester<FidoRegisterStartNode> tester(std::move(properties), api_);
    tester.Shared("username", Json("alice"));
    return tester;
  }
  void Answer(std::string request_id = "r-1") {
    api_->request_fido_registration.Reply({R"({"challenge":"x"})", std::move(request_id)});
  }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(FidoRegisterStartNodeTest, FailsWithoutAUserName) {
  NodeTester<FidoRegisterStartNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
}

TEST_F(FidoRegisterStartNodeTest, HandsOnTheErrorOfTheService) {
  api_->request_fido_registration.Fail(Error(ErrorCode::kConflict, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kConflict));
}

TEST_F(FidoRegisterStartNodeTest, LeavesByErrorWhenTheClientDoesNotAnswer) {
  for (const char* answer : {"", "registrationResponse"}) {
    Answer();
    auto tester = Tester();
    tester.Run();
    EXPECT_THAT(tester.Answer(1, answer).Run(), LeavesBy("error"));
    EXPECT_TRUE(tester.Text("ostid_error_message").has_value());
    EXPECT_EQ(tester.Text("ostid_error_code"), "invalid_input");
    EXPECT_EQ(tester.Text("registrationResponse"), std::nullopt);
  }
}

TEST_F(FidoRegisterStartNodeTest, D_COR_12_HasTheClientAnswer) {
  Answer();
  auto tester = Tester();
  const auto prompt = tester.Run().callbacks();
  EXPECT_THAT(HiddenIdsOf(prompt), ElementsAre("ostid_fido_registration_request", "registrationResponse"));
  EXPECT_EQ(HiddenValueOf(prompt.at(0)), R"({"challenge":"x"})");
  EXPECT_EQ(HiddenValueOf(prompt.at(1)), "");
  EXPECT_THAT(tester.Answer(1, R"({"id":"y"})").Run(), LeavesBy("success"));
  EXPECT_EQ(tester.Text("registrationResponse"), R"({"id":"y"})");
  EXPECT_TRUE(tester.IsSecret("registrationResponse"));
  EXPECT_EQ(tester.Text("ostid_request_id"), "r-1");
  EXPECT_EQ(tester.Text("fidoProtocol"), "FIDO2");
  EXPECT_EQ(tester.Text("ostid_username_in_shared_state"), "username");
  EXPECT_THAT(api_->request_fido_registration.requests(), SizeIs(1));
}

TEST_F(FidoRegisterStartNodeTest, SendsWhatIsConfigured) {
  Answer();
  auto tester = Tester(Json{{"domain", "demo"},
                            {"fidoProtocol", "UAF11"},
                            {"displayNameInSharedState", "cn"},
                            {"authenticatorAttachment", "platform"},
                            {"userVerification", "required"},
                            {"attestation", "direct"}});
  tester.Shared("cn", Json("Alice A."));
  tester.Run();
  const onespan::FidoRegistrationRequest& sent = api_->request_fido_registration.requests().at(0);
  EXPECT_EQ(sent.user().user(), "alice");
  EXPECT_EQ(sent.user().domain(), "demo");
  EXPECT_EQ(sent.protocol(), FidoProtocol::kUaf11);
  EXPECT_EQ(sent.display_name, "Alice A.");
  EXPECT_EQ(sent.attachment, "platform");
  EXPECT_EQ(sent.user_verification, "required");
  EXPECT_EQ(sent.attestation, "direct");
}

TEST_F(FidoRegisterStartNodeTest, LeavesPreferencesToTheServiceByDefault) {
  Answer();
  Tester().Run();
  const onespan::FidoRegistrationRequest& sent = api_->request_fido_registration.requests().at(0);
  EXPECT_EQ(sent.display_name + sent.attachment + sent.user_verification + sent.attestation, "");
}

TEST_F(FidoRegisterStartNodeTest, ForgetsTheRequestOfAnEarlierCall) {
  Answer("");
  auto tester = Tester(Json{{"fidoProtocol", "UAF11"}});
  tester.Shared("ostid_request_id", Json("old"));
  tester.Run();
  EXPECT_EQ(tester.Text("ostid_request_id"), std::nullopt);
}

class FidoRegisterCompleteNodeTest : public testing::Test {
 protected:
  NodeTester<FidoRegisterCompleteNode> Tester(Json properties = Json::object()) {
    NodeTester<FidoRegisterCompleteNode> tester(std::move(properties), api_);
    tester.Shared("username", Json("alice"))
        .Shared("fidoProtocol", Json("FIDO2"))
        .Shared("ostid_request_id", Json("r-1"))
        .Shared("registrationResponse", Secret(R"({"id":"y"})"));
    return tester;
  }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(FidoRegisterCompleteNodeTest, FailsWithoutWhatItIsToSend) {
  NodeTester<FidoRegisterCompleteNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
  tester.Shared("username", Json("alice"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "fidoProtocol"));
  tester.Shared("fidoProtocol", Json("FIDO2"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "registrationResponse"));
  EXPECT_THAT(api_->register_fido_device.requests(), IsEmpty());
}

TEST_F(FidoRegisterCompleteNodeTest, FailsForAProtocolThatIsNone) {
  auto tester = Tester();
  tester.Shared("fidoProtocol", Json("U2F"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kInvalidInput, "fidoProtocol"));
}

TEST_F(FidoRegisterCompleteNodeTest, HandsOnTheErrorOfTheService) {
  api_->register_fido_device.Fail(Error(ErrorCode::kConflict, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kConflict));
}

TEST_F(FidoRegisterCompleteNodeTest, D_COR_12_RegistersTheDeviceAndForgetsItsAnswer) {
  api_->register_fido_device.Reply({});
  auto tester = Tester(Json{{"domain", "demo"}});
  const auto result = tester.Run();
  EXPECT_THAT(result, LeavesBy("success"));
  EXPECT_THAT(result.removed(), ElementsAre("ostid_request_id", "registrationResponse"));
  const onespan::RegisterFidoDeviceRequest& sent = api_->register_fido_device.requests().at(0);
  EXPECT_EQ(sent.user().user(), "alice");
  EXPECT_EQ(sent.user().domain(), "demo");
  EXPECT_EQ(sent.protocol(), FidoProtocol::kFido2);
  EXPECT_EQ(sent.registration_response().Expose(), R"({"id":"y"})");
  EXPECT_EQ(sent.request_id, "r-1");
}

class FidoLoginStartNodeTest : public testing::Test {
 protected:
  NodeTester<FidoLoginStartNode> Tester(Json properties = Json::object()) {
    NodeTester<FidoLoginStartNode> tester(std::move(properties), api_);
    tester.Shared("username", Json("alice"));
    return tester;
  }
  void Answer() { api_->request_fido_authentication.Reply({R"({"challenge":"x"})", "r-2"}); }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(FidoLoginStartNodeTest, FailsWithoutAUserName) {
  NodeTester<FidoLoginStartNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
}

TEST_F(FidoLoginStartNodeTest, HandsOnTheErrorOfTheService) {
  api_->request_fido_authentication.Fail(Error(ErrorCode::kConflict, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kConflict));
}

TEST_F(FidoLoginStartNodeTest, LeavesByErrorWhenTheClientDoesNotAnswer) {
  auto tester = Tester();
  tester.Shared("ostid_fido_authentication_request", Json("{}"));
  tester.Run();
  EXPECT_THAT(tester.Answer(1, "authenticationResponse").Run(), LeavesBy("error"));
  EXPECT_EQ(tester.Text("ostid_error_code"), "invalid_input");
  EXPECT_EQ(tester.Text("ostid_fido_authentication_request"), std::nullopt);
}

TEST_F(FidoLoginStartNodeTest, D_COR_02_KeepsTheAnswerForTheLogin) {
  Answer();
  auto tester = Tester();
  const auto prompt = tester.Run().callbacks();
  EXPECT_THAT(HiddenIdsOf(prompt),
              ElementsAre("ostid_fido_authentication_request", "authenticationResponse"));
  EXPECT_EQ(HiddenValueOf(prompt.at(0)), R"({"challenge":"x"})");
  EXPECT_THAT(tester.Answer(1, R"({"id":"y"})").Run(), LeavesBy("success"));
  EXPECT_EQ(tester.Text("authenticationResponse"), R"({"id":"y"})");
  EXPECT_TRUE(tester.IsSecret("authenticationResponse"));
  EXPECT_EQ(tester.Text("ostid_request_id"), "r-2");
  EXPECT_EQ(tester.Text("fidoProtocol"), "FIDO2");
  EXPECT_THAT(api_->request_fido_authentication.requests(), SizeIs(1));
}

TEST_F(FidoLoginStartNodeTest, ShowsTheRequestThatALoginWasGiven) {
  auto tester = Tester();
  tester.Shared("ostid_fido_authentication_request", Json("{\"given\":1}"))
      .Shared("ostid_request_id", Json("r-9"));
  EXPECT_EQ(HiddenValueOf(tester.Run().callbacks().at(0)), "{\"given\":1}");
  EXPECT_THAT(tester.Answer(1, "{}").Run(), LeavesBy("success"));
  EXPECT_EQ(tester.Text("ostid_request_id"), "r-9");
  EXPECT_EQ(tester.Text("ostid_fido_authentication_request"), std::nullopt);
  EXPECT_THAT(api_->request_fido_authentication.requests(), IsEmpty());
}

TEST_F(FidoLoginStartNodeTest, SendsWhatIsConfigured) {
  Answer();
  Tester(Json{{"domain", "demo"},
              {"fidoProtocol", "UAF11"},
              {"userVerification", "discouraged"},
              {"authenticationMessage", "Pay 10 EUR"}})
      .Run();
  const onespan::FidoAuthenticationRequest& sent = api_->request_fido_authentication.requests().at(0);
  EXPECT_EQ(sent.user().domain(), "demo");
  EXPECT_EQ(sent.protocol(), FidoProtocol::kUaf11);
  EXPECT_EQ(sent.user_verification, "discouraged");
  EXPECT_EQ(sent.authentication_message, "Pay 10 EUR");
}

}  // namespace
}  // namespace authtree::inline v0::nodes
