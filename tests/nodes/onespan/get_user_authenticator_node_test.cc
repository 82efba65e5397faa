#include "get_user_authenticator_node.h"

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::Authenticator;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

class GetUserAuthenticatorNodeTest : public testing::Test {
 protected:
  NodeTester<GetUserAuthenticatorNode> Tester(Json properties = Json::object()) {
    NodeTester<GetUserAuthenticatorNode> tester(std::move(properties), api_);
    tester.Shared("username", Json("alice"));
    return tester;
  }
  /// The user has authenticators of these types.
  void Has(const std::vector<std::string>& types) {
    onespan::UserReply account;
    for (const std::string& type : types) {
      const std::string serial = "ABC000000" + std::to_string(account.authenticators.size());
      account.authenticators.push_back(serial);
      api_->query_authenticators.Reply({{Authenticator{serial, type, {}}}});
    }
    api_->view_user.Reply(std::move(account));
  }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(GetUserAuthenticatorNodeTest, FailsWithoutAUserName) {
  NodeTester<GetUserAuthenticatorNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
  EXPECT_THAT(api_->view_user.requests(), IsEmpty());
}

TEST_F(GetUserAuthenticatorNodeTest, FailsForAUserThatIsNotKnown) {
  api_->view_user.Fail(Error(ErrorCode::kNotFound, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kNotFound));
}

TEST_F(GetUserAuthenticatorNodeTest, D_COR_27_AFailedQueryIsAnError) {
  onespan::UserReply account;
  account.authenticators = {"ABC0000001"};
  api_->view_user.Reply(std::move(account));
  api_->query_authenticators.Fail(Error(ErrorCode::kUnavailable, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kUnavailable));
}

TEST_F(GetUserAuthenticatorNodeTest, FollowsTheTypes) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> rows{
      {{}, "None"},
      {{"DAL10"}, "None"},
      {{"typ20"}, "None"},
      {{"TYP20"}, "TYP"},
      {{"VIR10"}, "VIR10"},
      {{"VIR11"}, "None"},
      {{"DAL10", "VIR10"}, "VIR10"},
      {{"TYP20", "VIR10"}, "Both"},
      {{"VIR10", "DAL10", "TYP01"}, "Both"}};
  for (const auto& [types, outcome] : rows) {
    Has(types);
    auto tester = Tester();
    const auto result = tester.Run();
    EXPECT_THAT(result, LeavesBy(outcome)) << testing::PrintToString(types);
    EXPECT_THAT(result.written(), ElementsAre("ostid_username_in_shared_state"));
    EXPECT_EQ(tester.Text("ostid_username_in_shared_state"), "username");
  }
}

TEST_F(GetUserAuthenticatorNodeTest, CountsOnlyTheAuthenticatorThatWasAskedFor) {
  onespan::UserReply account;
  account.authenticators = {"ABC0000001"};
  api_->view_user.Reply(std::move(account));
  api_->query_authenticators.Reply({{Authenticator{"ABC0000002", "VIR10", {}}}});
  EXPECT_THAT(Tester().Run(), LeavesBy("None"));
}

TEST_F(GetUserAuthenticatorNodeTest, D_PERF_03_AsksNoMoreThanItNeedsToKnow) {
  Has({"TYP20", "VIR10", "TYP20", "VIR10"});
  EXPECT_THAT(Tester().Run(), LeavesBy("Both"));
  EXPECT_THAT(api_->query_authenticators.requests(), SizeIs(2));
}

TEST_F(GetUserAuthenticatorNodeTest, AsksForTheAuthenticatorsOfTheDomain) {
  Has({"TYP20"});
  Tester(Json{{"domain", "demo"}}).Run();
  EXPECT_EQ(api_->view_user.requests().at(0).user().user(), "alice");
  EXPECT_EQ(api_->view_user.requests().at(0).user().domain(), "demo");
  const onespan::QueryAuthenticatorsRequest& query = api_->query_authenticators.requests().at(0);
  EXPECT_EQ(query.serial_number, "ABC0000000");
  EXPECT_EQ(query.domain, "demo");
  EXPECT_EQ(query.type, "");
  EXPECT_EQ(query.assigned, true);
}

TEST_F(GetUserAuthenticatorNodeTest, G_03_AnEmptyDomainIsTheTenantInASandbox) {
  api_->set_sandbox(true);
  Has({});
  Tester(Json{{"domain", ""}}).Run();
  EXPECT_EQ(api_->view_user.requests().at(0).user().domain(), "acme");
}

TEST_F(GetUserAuthenticatorNodeTest, TakesTheUserNameFromTheConfiguredKey) {
  Has({});
  auto tester = Tester(Json{{"userNameInSharedData", "login"}});
  tester.Shared("login", Json("bob"));
  EXPECT_THAT(tester.Run(), LeavesBy("None"));
  EXPECT_EQ(api_->view_user.requests().at(0).user().user(), "bob");
  EXPECT_EQ(tester.Text("ostid_username_in_shared_state"), "login");
}

}  // namespace
}  // namespace authtree::inline v0::nodes
