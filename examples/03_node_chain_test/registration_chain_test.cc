// Tests how nodes fit together, without a journey file and without a service: the user name is asked for, the
// node of example 02 looks at its domain, and members are registered with OneSpan.
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/testkit/chain.h"
#include "authtree/testkit/fake_onespan_api.h"
#include "authtree/testkit/fake_transport.h"

#include "mail_domain_node.h"

namespace example {
namespace {

using namespace authtree;
using testing::IsEmpty;
using testing::SizeIs;
using testkit::Chain;
using testkit::ChainResult;

/// The three nodes, on whatever answers for OneSpan.
Chain ChainOn(const std::shared_ptr<const onespan::Api>& api) {
  NodeRegistry packs;
  RegisterAmNodes(packs);
  RegisterOneSpanNodes(packs, api);
  Chain chain;
  chain.Then(packs, "UsernameCollectorNode")
      .Then<MailDomainNode>(Json{{"domains", {"acme.example"}}})
      .Then(packs, "OS_Auth_UserRegisterNode", Json{{"objectType", "OCA"}});
  return chain;
}

/// Runs the chain to where it asks for the name, gives it, and runs on.
ChainResult Enter(Chain& chain, std::string_view name) {
  chain.Run();
  return chain.Answer(0, name).Run();
}

// With a fake in the place of the service's operations: what is asked of it is C++.

TEST(RegistrationChain, AStrangerIsNotRegistered) {
  const auto api = std::make_shared<testkit::FakeOneSpanApi>();
  Chain chain = ChainOn(api);
  const ChainResult end = Enter(chain, "mallory@evil.example");
  EXPECT_EQ(end.node(), "node-2");
  EXPECT_EQ(end.outcome(), "Stranger");
  EXPECT_THAT(api->register_user.requests(), IsEmpty());
}

TEST(RegistrationChain, ALicenseLimitTakesTheErrorOutcome) {
  const auto api = std::make_shared<testkit::FakeOneSpanApi>();
  api->register_user.Fail(Error(ErrorCode::kLicenseLimit, "No license is left."));
  Chain chain = ChainOn(api);
  const ChainResult end = Enter(chain, "jdoe@acme.example");
  EXPECT_EQ(end.node(), "node-3");
  EXPECT_EQ(end.outcome(), "Error");
  EXPECT_EQ(chain.Text("ostid_error_code"), "license_limit");
}

TEST(RegistrationChain, AMemberIsRegistered) {
  const auto api = std::make_shared<testkit::FakeOneSpanApi>();
  onespan::RegisterUserReply reply;
  reply.activation_password = Secret("s3cret");
  reply.registration_id = "REG-1";
  api->register_user.Reply(std::move(reply));
  Chain chain = ChainOn(api);
  EXPECT_EQ(Enter(chain, "jdoe@acme.example").outcome(), "Success");
  ASSERT_THAT(api->register_user.requests(), SizeIs(1));
  EXPECT_EQ(chain.Text("ostid_registration_id"), "REG-1");
}

// With a fake in the place of the network: the real client runs as well, and the test sees its HTTP requests.

TEST(RegistrationChain, AServiceThatIsDownTakesTheErrorOutcome) {
  const auto network = std::make_shared<testkit::FakeTransport>();
  network->Reply(503);
  const auto location = onespan::ServiceLocation::AtUrl("acme", "https://onespan.test");
  Chain chain = ChainOn(*onespan::RestApi::Make({.location = *location}, network));
  EXPECT_EQ(Enter(chain, "jdoe@acme.example").outcome(), "Error");
  EXPECT_EQ(chain.Text("ostid_error_code"), "unavailable");
  ASSERT_THAT(network->sent(), SizeIs(1));
  EXPECT_EQ(network->sent().front().target, "/v1/users/register");
}

}  // namespace
}  // namespace example
