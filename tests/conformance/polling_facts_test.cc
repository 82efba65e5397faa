// T-03 to T-05 and T-32 to T-35: the nodes that are asked again and again.
#include <chrono>

#include "activated_user.h"
#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kCheckActivation = "OS_Auth_CheckActivationNode";
constexpr std::string_view kCheckSession = "OS_Auth_CheckSessionStatusNode";
// The vendor's tests mean minutes and write thousands of seconds.
constexpr std::chrono::seconds kPast{-10 * 1000};
constexpr std::chrono::seconds kFuture{60 * 1000};
constexpr int kRiskOfAPush = 21;

TEST(Conformance, T03_CheckActivationEndsByItself) {
  const LiveWorld world;
  FactNode node(world, kCheckActivation);
  node.Shared("ostid_username_in_shared_state", "username").Shared("username", kUser).ExpiresIn(kPast);
  EXPECT_THAT(node.Step(), LeavesBy("timeout"));
  EXPECT_TRUE(node.Has("ostid_error_message"));
  EXPECT_THAT(world.wire().exchanges(), IsEmpty());
}

TEST(Conformance, T04_CheckActivationOfAnUnknownUser) {
  const LiveWorld world;
  FactNode node(world, kCheckActivation);
  node.Shared("ostid_username_in_shared_state", "username")
      .Shared("username", "unknown_username")
      .ExpiresIn(kFuture);
  EXPECT_THAT(node.Step(), LeavesBy("unknown"));
  EXPECT_TRUE(node.Has("ostid_error_message"));
  EXPECT_EQ(world.LastBody(), (Json{{"login", "unknown_username"}, {"timeoutSeconds", 0}}));
  EXPECT_THAT(world.wire().violations(), IsEmpty());
}

TEST(Conformance, T05_CheckSessionStatusEndsByItself) {
  const LiveWorld world;
  FactNode node(world, kCheckSession);
  node.Shared("ostid_request_id", "dummy_request_id").ExpiresIn(kPast);
  EXPECT_THAT(node.Step(), LeavesBy("timeout"));
  EXPECT_TRUE(node.Has("ostid_error_message"));
  EXPECT_THAT(world.wire().exchanges(), IsEmpty());
}

TEST(Conformance, T32_CheckActivationWithoutTheUser) {
  const LiveWorld world;
  FactNode node(world, kCheckActivation);
  node.Shared("ostid_username_in_shared_state", "username").ExpiresIn(kFuture);
  EXPECT_THAT(node.Step(), LeavesBy("error"));
  EXPECT_TRUE(node.Has("ostid_error_message"));
  EXPECT_THAT(world.wire().exchanges(), IsEmpty());
}

TEST(Conformance, T33_CheckActivationOfAPendingRegistration) {
  const LiveWorld world;
  FactNode registration(world, "OS_Auth_UserRegisterNode",
                        Json{{"objectType", "IAA"}, {"activationType", "onlineMDL"}});
  registration.UserAndFingerprint().Transient("password", Secret(kPassKey));
  ASSERT_THAT(registration.Step(), LeavesBy("Success"));

  FactNode node(world, kCheckActivation);
  node.After(registration).ExpiresIn(kFuture);
  EXPECT_THAT(node.Step(), LeavesBy("pending"));
  EXPECT_FALSE(node.Has("ostid_error_message"));
  EXPECT_THAT(world.wire().violations(), IsEmpty());
}

TEST(Conformance, T34_CheckSessionStatusWithoutARequest) {
  const LiveWorld world;
  FactNode node(world, kCheckSession);
  EXPECT_THAT(node.ExpiresIn(kFuture).Step(), LeavesBy("error"));
  EXPECT_TRUE(node.Has("ostid_error_message"));
  EXPECT_THAT(world.wire().exchanges(), IsEmpty());
}

TEST(Conformance, T35_CheckSessionStatusOfAPendingLogin) {
  simulator::ServiceConfig config;
  config.risk = {{.operation = "login", .code = kRiskOfAPush}};
  config.push.decision = simulator::PushDecision::kWait;
  const LiveWorld world(std::move(config));
  ASSERT_NO_FATAL_FAILURE(ActivateApp(world));
  FactNode login(world, "OS_Auth_UserLoginNode", Json{{"orchestrationDelivery", "none"}, {"timeout", 60}});
  ASSERT_THAT(login.UserAndFingerprint().Step(), LeavesBy("StepUp"));

  FactNode node(world, kCheckSession);
  EXPECT_THAT(node.After(login).Step(), LeavesBy("pending"));
  EXPECT_EQ(world.wire().exchanges().back().path,
            "/v1/sessions/" + login.Text("ostid_request_id").value_or("(none)"));
  EXPECT_THAT(world.wire().violations(), IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0::conformance
