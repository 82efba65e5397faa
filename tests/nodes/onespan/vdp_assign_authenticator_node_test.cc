#include "vdp_assign_authenticator_node.h"

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::Authenticator;
using testing::IsEmpty;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

Authenticator Virtual(std::string serial) { return Authenticator{std::move(serial), "VIR10", {}}; }

class VdpAssignAuthenticatorNodeTest : public testing::Test {
 protected:
  NodeTester<VdpAssignAuthenticatorNode> Tester(Json properties = Json::object()) {
    NodeTester<VdpAssignAuthenticatorNode> tester(std::move(properties), api_);
    tester.Shared("ostid_username_in_shared_state", Json("login")).Shared("login", Json("alice"));
    return tester;
  }
  void Has(std::vector<std::string> serials) {
    onespan::UserReply account;
    account.authenticators = std::move(serials);
    api_->view_user.Reply(std::move(account));
  }
  void Find(std::vector<Authenticator> authenticators) {
    api_->query_authenticators.Reply({std::move(authenticators)});
  }
  void Taken() { api_->assign_authenticator.Fail(Error(ErrorCode::kConflict, "Taken.")); }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(VdpAssignAuthenticatorNodeTest, FailsWithoutAUser) {
  NodeTester<VdpAssignAuthenticatorNode> nobody(api_);
  EXPECT_THAT(nobody.Run(), FailsFor(ErrorCode::kMissingState, "ostid_username_in_shared_state"));
  NodeTester<VdpAssignAuthenticatorNode> unnamed(api_);
  unnamed.Shared("ostid_username_in_shared_state", Json("login"));
  EXPECT_THAT(unnamed.Run(), FailsFor(ErrorCode::kMissingState, "login"));
}

TEST_F(VdpAssignAuthenticatorNodeTest, HandsOnTheErrorsOfTheService) {
  api_->view_user.Fail(Error(ErrorCode::kNotFound, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kNotFound));

  Has({});
  api_->query_authenticators.Fail(Error(ErrorCode::kTimeout, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kTimeout));

  Has({});
  Find({Virtual("VIR0000001"), Virtual("VIR0000002")});
  api_->assign_authenticator.Fail(Error(ErrorCode::kUnavailable, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kUnavailable));
  EXPECT_THAT(api_->assign_authenticator.requests(), SizeIs(1));
}

TEST_F(VdpAssignAuthenticatorNodeTest, D_COR_27_AFailedQueryAssignsNothing) {
  Has({"ABC0000001"});
  api_->query_authenticators.Fail(Error(ErrorCode::kUnavailable, "No."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kUnavailable));
  EXPECT_THAT(api_->assign_authenticator.requests(), IsEmpty());
}

TEST_F(VdpAssignAuthenticatorNodeTest, FailsWhenNoneIsFree) {
  Has({});
  Find({});
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kConflict));
  EXPECT_THAT(api_->assign_authenticator.requests(), IsEmpty());
}

TEST_F(VdpAssignAuthenticatorNodeTest, AssignsNothingToAUserWhoHasOne) {
  Has({"ABC0000001", "VIR0000001", "ABC0000002"});
  Find({});
  Find({Virtual("VIR0000001")});
  const auto result = Tester().Run();
  EXPECT_THAT(result, LeavesBy("success"));
  EXPECT_THAT(result.written(), IsEmpty());
  EXPECT_THAT(api_->query_authenticators.requests(), SizeIs(2));
  EXPECT_EQ(api_->query_authenticators.requests().at(1).type, "VIR10");
  EXPECT_EQ(api_->query_authenticators.requests().at(1).assigned, true);
  EXPECT_THAT(api_->assign_authenticator.requests(), IsEmpty());
}

TEST_F(VdpAssignAuthenticatorNodeTest, AnotherAuthenticatorIsNotTheUsers) {
  Has({"VIR0000001"});
  Find({Virtual("VIR0000002")});
  Find({Virtual("VIR0000003")});
  api_->assign_authenticator.Reply(Virtual("VIR0000003"));
  EXPECT_THAT(Tester().Run(), LeavesBy("success"));
  EXPECT_THAT(api_->assign_authenticator.requests(), SizeIs(1));
}

TEST_F(VdpAssignAuthenticatorNodeTest, AssignsTheFirstThatIsFree) {
  Has({});
  Find({Virtual("VIR0000001"), Virtual("VIR0000002")});
  api_->assign_authenticator.Reply(Virtual("VIR0000001"));
  const auto result = Tester(Json{{"domain", "demo"}}).Run();
  EXPECT_THAT(result, LeavesBy("success"));
  EXPECT_THAT(result.written(), IsEmpty());
  const onespan::AssignAuthenticatorRequest& assigned = api_->assign_authenticator.requests().at(0);
  EXPECT_EQ(assigned.serial_number(), "VIR0000001");
  EXPECT_EQ(assigned.user().user(), "alice");
  EXPECT_EQ(assigned.user().domain(), "demo");
}

TEST_F(VdpAssignAuthenticatorNodeTest, D_COR_26_LooksForFreeOnesInTheDomain) {
  Has({});
  Find({});
  Tester(Json{{"domain", "demo"}}).Run();
  const onespan::QueryAuthenticatorsRequest& query = api_->query_authenticators.requests().at(0);
  EXPECT_EQ(query.domain, "demo");
  EXPECT_EQ(query.type, "VIR10");
  EXPECT_EQ(query.assigned, false);
  EXPECT_EQ(query.serial_number, "");
}

TEST_F(VdpAssignAuthenticatorNodeTest, D_COR_26_TakesTheNextWhenAnotherJourneyWasFaster) {
  Has({});
  Find({Virtual("VIR0000001"), Virtual("VIR0000002")});
  Taken();
  api_->assign_authenticator.Reply(Virtual("VIR0000002"));
  EXPECT_THAT(Tester().Run(), LeavesBy("success"));
  EXPECT_EQ(api_->assign_authenticator.requests().at(1).serial_number(), "VIR0000002");
}

TEST_F(VdpAssignAuthenticatorNodeTest, FailsWhenAllOfThemAreTakenMeanwhile) {
  Has({});
  Find({Virtual("VIR0000001"), Virtual("VIR0000002")});
  Taken();
  Taken();
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kConflict));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
