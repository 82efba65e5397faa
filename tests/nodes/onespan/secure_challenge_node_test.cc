#include "secure_challenge_node.h"

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

class SecureChallengeNodeTest : public testing::Test {
 protected:
  NodeTester<SecureChallengeNode> Tester(Json properties = Json::object()) {
    NodeTester<SecureChallengeNode> tester(std::move(properties), api_);
    tester.Shared("username", Json("alice"));
    return tester;
  }
  void Answer() { api_->generate_secure_challenge.Reply({"r-1", Secret("0a0b")}); }
  const onespan::SecureChallengeRequest& Sent() const {
    return api_->generate_secure_challenge.requests().back();
  }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(SecureChallengeNodeTest, FailsWithoutAUserName) {
  NodeTester<SecureChallengeNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
}

TEST_F(SecureChallengeNodeTest, FailsWithoutTheTextThatIsToBeInState) {
  EXPECT_THAT(Tester(Json{{"messageInSharedState", "text"}}).Run(),
              FailsFor(ErrorCode::kMissingState, "text"));
}

TEST_F(SecureChallengeNodeTest, HandsOnTheErrorOfTheService) {
  api_->generate_secure_challenge.Fail(Error(ErrorCode::kConflict, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kConflict));
}

TEST_F(SecureChallengeNodeTest, NeedsSomethingToShow) {
  EXPECT_TRUE(FindingsOf<SecureChallengeNode>(Json{{"title", ""}}).has_errors());
  EXPECT_TRUE(FindingsOf<SecureChallengeNode>(Json{{"message", ""}}).has_errors());
  EXPECT_TRUE(FindingsOf<SecureChallengeNode>(Json{{"cryptoAppIndex", 9}}).has_errors());
  EXPECT_FALSE(
      FindingsOf<SecureChallengeNode>(Json{{"message", ""}, {"messageInSharedState", "text"}}).has_errors());
}

TEST_F(SecureChallengeNodeTest, KeepsTheMessageForTheVisualCodeAndTheRequestForTheLogin) {
  Answer();
  auto tester = Tester();
  const auto result = tester.Run();
  EXPECT_THAT(result, LeavesBy("success"));
  EXPECT_THAT(result.written(),
              ElementsAre("ostid_cronto_msg", "ostid_request_id", "ostid_username_in_shared_state"));
  EXPECT_EQ(tester.Text("ostid_cronto_msg"), "0a0b");
  EXPECT_TRUE(tester.IsSecret("ostid_cronto_msg"));
  EXPECT_EQ(tester.TierOf("ostid_cronto_msg"), Tier::kShared);
  EXPECT_EQ(tester.Text("ostid_request_id"), "r-1");
  EXPECT_EQ(Sent().title(), "Login");
  EXPECT_EQ(Sent().challenge(), "Please confirm your login.");
  EXPECT_EQ(Sent().serial_number, "");
  EXPECT_FALSE(Sent().application.has_value());
}

TEST_F(SecureChallengeNodeTest, G_17_KeepsTheMessageWhereTheRegistrationKeepsItsSecrets) {
  Answer();
  auto tester = Tester();
  tester.Shared("ostid_secret_storage", Json("secure"));
  tester.Run();
  EXPECT_EQ(tester.TierOf("ostid_cronto_msg"), Tier::kSecure);
}

TEST_F(SecureChallengeNodeTest, SendsWhatIsConfigured) {
  Answer();
  auto tester = Tester(Json{{"domain", "demo"},
                            {"title", "Payment"},
                            {"messageInSharedState", "text"},
                            {"serialNumberInSharedState", "serial"},
                            {"cryptoAppIndex", 2}});
  tester.Shared("text", Json("Pay 10 EUR?")).Shared("serial", Json("ABC0000001-1"));
  EXPECT_THAT(tester.Run(), LeavesBy("success"));
  EXPECT_EQ(Sent().user().user(), "alice");
  EXPECT_EQ(Sent().user().domain(), "demo");
  EXPECT_EQ(Sent().title(), "Payment");
  EXPECT_EQ(Sent().challenge(), "Pay 10 EUR?");
  EXPECT_EQ(Sent().serial_number, "ABC0000001-1");
  ASSERT_TRUE(Sent().application.has_value());
  EXPECT_EQ(Sent().application->index(), 2);
}

}  // namespace
}  // namespace authtree::inline v0::nodes
