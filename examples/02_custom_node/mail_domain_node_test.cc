#include "mail_domain_node.h"

#include <gtest/gtest.h>

#include "authtree/testkit/node_tester.h"

namespace example {
namespace {

using authtree::Json;
using authtree::testkit::NodeTester;

NodeTester<MailDomainNode> TesterFor(const std::string& address) {
  NodeTester<MailDomainNode> tester(Json{{"domains", {"acme.example"}}});
  tester.Shared("username", Json(address));
  return tester;
}

TEST(MailDomainNode, LetsAMemberPass) { EXPECT_EQ(TesterFor("jdoe@acme.example").Run().outcome(), "Member"); }

TEST(MailDomainNode, KnowsNobodyOfAnotherDomain) {
  EXPECT_EQ(TesterFor("jdoe@acme.example.org").Run().outcome(), "Stranger");
}

TEST(MailDomainNode, FailsWithoutAnAddress) {
  NodeTester<MailDomainNode> tester(Json{{"domains", {"acme.example"}}});
  const auto result = tester.Run();
  ASSERT_NE(result.error(), nullptr);
  EXPECT_EQ(result.error()->code(), authtree::ErrorCode::kMissingState);
}

}  // namespace
}  // namespace example
