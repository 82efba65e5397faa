// The node alone: properties and state in, outcome or error out.
#include "account_status_node.h"

#include <gtest/gtest.h>

#include "authtree/testkit/node_tester.h"

#include "fake_directory.h"

namespace acme {
namespace {

using authtree::ErrorCode;
using authtree::Json;
using authtree::testkit::NodeTester;

class AccountStatusNodeTest : public ::testing::Test {
 protected:
  [[nodiscard]] NodeTester<AccountStatusNode> TesterFor(const std::string& user) const {
    NodeTester<AccountStatusNode> tester(Json{{"helpDesk", "Call 123."}}, directory_);
    tester.Shared("username", Json(user));
    return tester;
  }

  std::shared_ptr<FakeDirectory> directory_ = std::make_shared<FakeDirectory>();
};

TEST_F(AccountStatusNodeTest, FailsWithoutAUserName) {
  NodeTester<AccountStatusNode> tester(directory_);
  const auto result = tester.Run();
  ASSERT_NE(result.error(), nullptr);
  EXPECT_EQ(result.error()->code(), ErrorCode::kMissingState);
}

TEST_F(AccountStatusNodeTest, FailsWhenTheDirectoryDoes) {
  directory_->down = true;
  const auto result = TesterFor("jdoe").Run();
  ASSERT_NE(result.error(), nullptr);
  EXPECT_EQ(result.error()->code(), ErrorCode::kUnavailable);
}

TEST_F(AccountStatusNodeTest, KnowsNobodyElse) { EXPECT_EQ(TesterFor("mallory").Run().outcome(), "Unknown"); }

TEST_F(AccountStatusNodeTest, TellsALockedUserWhomToCall) {
  directory_->accounts["jdoe"] = AccountStatus::kLocked;
  const auto result = TesterFor("jdoe").Run();
  EXPECT_EQ(result.outcome(), "Locked");
  EXPECT_EQ(result.action()->error_message(), "Call 123.");
}

TEST_F(AccountStatusNodeTest, LetsAnActiveUserPass) {
  directory_->accounts["jdoe"] = AccountStatus::kActive;
  EXPECT_EQ(TesterFor("jdoe").Run().outcome(), "Active");
}

}  // namespace
}  // namespace acme
