// GenerateChallenge and InsertTransaction.
#include "authtree/testkit/fake_onespan_api.h"

#include "generate_challenge_node.h"
#include "insert_transaction_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testkit::FakeOneSpanApi;
using testkit::NodeTester;

TEST(GenerateChallengeNodeTest, D_SEC_16_FailsWithoutAUserName) {
  NodeTester<GenerateChallengeNode> tester(std::make_shared<FakeOneSpanApi>());
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "username"));
}

TEST(GenerateChallengeNodeTest, TheLengthHasBounds) {
  EXPECT_TRUE(FindingsOf<GenerateChallengeNode>(Json{{"length", 3}}).has_errors());
  EXPECT_TRUE(FindingsOf<GenerateChallengeNode>(Json{{"length", 17}}).has_errors());
}

TEST(GenerateChallengeNodeTest, KeepsTheChallengeForDisplayAndTheRequestForTheLogin) {
  auto api = std::make_shared<FakeOneSpanApi>();
  api->generate_challenge.Reply({"123456", "r-1"});
  NodeTester<GenerateChallengeNode> tester(Json{{"length", 8}, {"checkDigit", true}}, api);
  tester.Shared("username", Json("alice"));
  EXPECT_THAT(tester.Run(), LeavesBy("success"));
  EXPECT_EQ(api->generate_challenge.requests().at(0).length(), 8);
  EXPECT_TRUE(api->generate_challenge.requests().at(0).check_digit);
  EXPECT_EQ(tester.Text("ostid_cronto_msg"), "313233343536");
  EXPECT_EQ(tester.Text("ostid_challenge"), "123456");
  EXPECT_EQ(tester.Text("ostid_request_id"), "r-1");
}

TEST(GenerateChallengeNodeTest, HandsOnTheErrorOfTheService) {
  auto api = std::make_shared<FakeOneSpanApi>();
  api->generate_challenge.Fail(Error(ErrorCode::kConflict, "No."));
  NodeTester<GenerateChallengeNode> tester(api);
  tester.Shared("username", Json("alice"));
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kConflict));
}

class InsertTransactionNodeTest : public testing::Test {
 protected:
  NodeTester<InsertTransactionNode> Tester() {
    NodeTester<InsertTransactionNode> tester(api_);
    tester.Shared("username", Json("alice"))
        .Shared("ostid_cddc_json", Json("{}"))
        .Shared("ostid_cddc_hash", Json(std::string(64, 'a')))
        .Shared("ostid_cddc_ip", Json("192.0.2.10"))
        .Shared("accountRef", Json("ACC-1"))
        .Shared("amount", Json("10"))
        .Shared("currency", Json("EUR"))
        .Shared("transactionType", Json("ExternalTransfer"));
    return tester;
  }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(InsertTransactionNodeTest, D_SEC_06_AnAnswerWithoutARiskCodeIsAnError) {
  api_->insert_transaction.Reply({});
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kRejected));
  api_->insert_transaction.Reply({-1, std::nullopt});
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kRejected));
}

TEST_F(InsertTransactionNodeTest, FailsWithoutWhatTheRiskEngineDemands) {
  auto tester = Tester();
  tester.Shared("amount", Json(""));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "amount"));
}

TEST_F(InsertTransactionNodeTest, FollowsTheRiskCode) {
  const std::vector<std::pair<std::int64_t, std::string>> rows{
      {0, "Accept"}, {1, "Decline"}, {2, "Challenge"}, {22, "Challenge"}};
  for (const auto& [code, outcome] : rows) {
    api_->insert_transaction.Reply({code, 7});
    auto tester = Tester();
    EXPECT_THAT(tester.Run(), LeavesBy(outcome));
    EXPECT_EQ(tester.Text("riskResponseCode"), std::to_string(code));
    EXPECT_EQ(tester.Text("ostid_risk_response_code"), std::to_string(code));
    EXPECT_EQ(tester.Text("ostid_error_message").has_value(), outcome == "Decline");
  }
}

TEST_F(InsertTransactionNodeTest, D_COR_34_KeepsTheSessionItMade) {
  api_->insert_transaction.Reply({0, 7});
  auto tester = Tester();
  tester.Run();
  EXPECT_EQ(tester.Text("ostid_session_id"), api_->insert_transaction.requests().at(0).risk().session_id);
}

}  // namespace
}  // namespace authtree::inline v0::nodes
