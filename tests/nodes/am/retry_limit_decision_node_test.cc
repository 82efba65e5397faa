#include "retry_limit_decision_node.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testkit::NodeTester;

TEST(RetryLimitDecisionNode, RejectsOnceTheLimitIsReached) {
  NodeTester<RetryLimitDecisionNode> tester(Json{{"retryLimit", 2}});
  EXPECT_THAT(tester.Run(), LeavesBy("Retry"));
  EXPECT_THAT(tester.Run(), LeavesBy("Retry"));
  EXPECT_THAT(tester.Run(), LeavesBy("Reject"));
}

TEST(RetryLimitDecisionNode, AllowsThreeRetriesByDefault) {
  NodeTester<RetryLimitDecisionNode> tester;
  tester.Shared("node-1.retryCount", Json(2));
  EXPECT_THAT(tester.Run(), LeavesBy("Retry"));
  EXPECT_THAT(tester.Run(), LeavesBy("Reject"));
}

TEST(RetryLimitDecisionNode, CountsUnderItsOwnId) {
  NodeTester<RetryLimitDecisionNode> tester;
  tester.Shared("node-2.retryCount", Json(3));
  EXPECT_THAT(tester.Run(), LeavesBy("Retry"));
  EXPECT_EQ(tester.Text("node-1.retryCount"), "1");
}

TEST(RetryLimitDecisionNode, D_USE_07_NeedsNoIdentityWhenTheCountBelongsToTheUser) {
  NodeTester<RetryLimitDecisionNode> tester(Json{{"incrementUserAttributeOnFailure", true}});
  tester.Shared("username", Json("nobody-knows-me"));
  EXPECT_THAT(tester.Run(), LeavesBy("Retry"));
  EXPECT_EQ(tester.TierOf("node-1.retryCount"), Tier::kShared);
}

}  // namespace
}  // namespace authtree::inline v0::nodes
