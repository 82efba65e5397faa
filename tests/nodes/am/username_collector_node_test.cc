#include "username_collector_node.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testkit::NodeTester;

TEST(UsernameCollectorNode, AsksForTheUserName) {
  NodeTester<UsernameCollectorNode> tester;
  const auto result = tester.Run();
  ASSERT_THAT(result, Asks(1));
  EXPECT_EQ(result.callbacks().front().type(), CallbackType::kName);
  EXPECT_EQ(result.callbacks().front().prompt(), "User Name");
}

TEST(UsernameCollectorNode, AsksAgainForAnEmptyName) {
  NodeTester<UsernameCollectorNode> tester;
  tester.Run();
  EXPECT_THAT(tester.Answer(0, "").Run(), Asks(1));
}

TEST(UsernameCollectorNode, AsksAgainForNoName) {
  NodeTester<UsernameCollectorNode> tester;
  tester.Run();
  std::vector<Callback> submitted;
  submitted.push_back(Callback::Name("User Name"));
  submitted.front().inputs().front().set_value(Json(nullptr));
  EXPECT_THAT(tester.Submit(std::move(submitted)).Run(), Asks(1));
}

TEST(UsernameCollectorNode, KeepsTheNameInSharedState) {
  NodeTester<UsernameCollectorNode> tester;
  tester.Run();
  EXPECT_THAT(tester.Answer(0, "alice").Run(), LeavesBy("outcome"));
  EXPECT_EQ(tester.Text("username"), "alice");
  EXPECT_EQ(tester.TierOf("username"), Tier::kShared);
}

}  // namespace
}  // namespace authtree::inline v0::nodes
