#include "password_collector_node.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testkit::NodeTester;

TEST(PasswordCollectorNode, AsksForThePassword) {
  NodeTester<PasswordCollectorNode> tester;
  const auto result = tester.Run();
  ASSERT_THAT(result, Asks(1));
  EXPECT_EQ(result.callbacks().front().type(), CallbackType::kPassword);
  EXPECT_EQ(result.callbacks().front().prompt(), "Password");
}

TEST(PasswordCollectorNode, AsksAgainForAnEmptyPassword) {
  NodeTester<PasswordCollectorNode> tester;
  tester.Run();
  EXPECT_THAT(tester.Answer(0, "").Run(), Asks(1));
}

TEST(PasswordCollectorNode, KeepsThePasswordAsASecretInTransientState) {
  NodeTester<PasswordCollectorNode> tester;
  tester.Run();
  EXPECT_THAT(tester.Answer(0, "p4ssw0rd").Run(), LeavesBy("outcome"));
  EXPECT_EQ(tester.Text("password"), "p4ssw0rd");
  EXPECT_TRUE(tester.IsSecret("password"));
  EXPECT_EQ(tester.TierOf("password"), Tier::kTransient);
}

}  // namespace
}  // namespace authtree::inline v0::nodes
