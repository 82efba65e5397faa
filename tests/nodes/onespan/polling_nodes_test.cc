// The two nodes that are asked again and again: CheckActivation and CheckSessionStatus.
#include <chrono>

#include "authtree/testkit/fake_onespan_api.h"

#include "check_activation_node.h"
#include "check_session_status_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::ActivationStatus;
using onespan::SessionStatus;
using testing::IsEmpty;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

constexpr std::string_view kLater = "99999999999999";

class CheckActivationNodeTest : public testing::Test {
 protected:
  NodeTester<CheckActivationNode> Tester(Json properties = Json::object()) {
    NodeTester<CheckActivationNode> tester(std::move(properties), api_);
    tester.Shared("ostid_username_in_shared_state", Json("login"))
        .Shared("login", Json("alice"))
        .Shared("ostid_event_expiry_date", Json(std::string(kLater)));
    return tester;
  }
  void Answer(ActivationStatus status) {
    api_->check_activation.Reply(onespan::CheckActivationReply{status});
  }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(CheckActivationNodeTest, FailsWithoutAUser) {
  NodeTester<CheckActivationNode> nobody(api_);
  EXPECT_THAT(nobody.Run(), FailsFor(ErrorCode::kMissingState, "ostid_username_in_shared_state"));
  NodeTester<CheckActivationNode> unnamed(api_);
  unnamed.Shared("ostid_username_in_shared_state", Json("login"));
  EXPECT_THAT(unnamed.Run(), FailsFor(ErrorCode::kMissingState, "login"));
}

TEST_F(CheckActivationNodeTest, D_SEC_18_FailsWithoutATimeToEnd) {
  NodeTester<CheckActivationNode> tester(api_);
  tester.Shared("ostid_username_in_shared_state", Json("login")).Shared("login", Json("alice"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_event_expiry_date"));
  for (const std::string_view text : {"soon", "", "12x", "1e9"}) {
    tester.Shared("ostid_event_expiry_date", Json(std::string(text)));
    EXPECT_NE(tester.Run().error(), nullptr) << text;
  }
  EXPECT_THAT(api_->check_activation.requests(), IsEmpty());
}

TEST_F(CheckActivationNodeTest, EndsByItselfWhenTheEventIsOver) {
  auto tester = Tester();
  tester.Shared("ostid_event_expiry_date", Json("1"));
  EXPECT_THAT(tester.Run(), LeavesBy("timeout"));
  EXPECT_TRUE(tester.Text("ostid_error_message").has_value());
  EXPECT_THAT(api_->check_activation.requests(), IsEmpty());
}

TEST_F(CheckActivationNodeTest, FollowsTheStatus) {
  const std::vector<std::pair<ActivationStatus, std::string>> rows{
      {ActivationStatus::kPending, "pending"},
      {ActivationStatus::kActivated, "activated"},
      {ActivationStatus::kTimeout, "timeout"},
      {ActivationStatus::kUnknown, "unknown"}};
  for (const auto& [status, outcome] : rows) {
    Answer(status);
    EXPECT_THAT(Tester().Run(), LeavesBy(outcome));
  }
}

TEST_F(CheckActivationNodeTest, D_COR_09_AnErrorIsNoReasonToAskOn) {
  api_->check_activation.Fail(Error(ErrorCode::kRejected, "Odd."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kRejected));
}

TEST_F(CheckActivationNodeTest, D_COR_41_TellsTheDomain) {
  Answer(ActivationStatus::kPending);
  Tester(Json{{"domain", "demo"}}).Run();
  EXPECT_EQ(api_->check_activation.requests().at(0).user().domain(), "demo");
  EXPECT_EQ(api_->check_activation.requests().at(0).user().user(), "alice");
}

class CheckSessionStatusNodeTest : public testing::Test {
 protected:
  NodeTester<CheckSessionStatusNode> Tester() {
    NodeTester<CheckSessionStatusNode> tester(api_);
    tester.Shared("ostid_request_id", Json("r-1"))
        .Shared("ostid_event_expiry_date", Json(std::string(kLater)));
    return tester;
  }
  void Answer(SessionStatus status) {
    onespan::CheckSessionReply reply;
    reply.status = status;
    api_->check_session.Reply(std::move(reply));
  }
  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(CheckSessionStatusNodeTest, FailsWithoutARequest) {
  NodeTester<CheckSessionStatusNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_request_id"));
}

TEST_F(CheckSessionStatusNodeTest, D_SEC_18_FailsWithoutATimeToEnd) {
  NodeTester<CheckSessionStatusNode> tester(api_);
  tester.Shared("ostid_request_id", Json("r-1"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_event_expiry_date"));
}

TEST_F(CheckSessionStatusNodeTest, EndsByItselfWhenTheEventIsOver) {
  auto tester = Tester();
  tester.Shared("ostid_event_expiry_date", Json("1"));
  EXPECT_THAT(tester.Run(), LeavesBy("timeout"));
  EXPECT_THAT(api_->check_session.requests(), IsEmpty());
}

TEST_F(CheckSessionStatusNodeTest, D_COR_10_FollowsEveryStatus) {
  const std::vector<std::pair<SessionStatus, std::string>> rows{
      {SessionStatus::kPending, "pending"}, {SessionStatus::kAccepted, "accepted"},
      {SessionStatus::kRefused, "refused"}, {SessionStatus::kFailed, "failure"},
      {SessionStatus::kTimeout, "timeout"}, {SessionStatus::kUnknown, "unknown"}};
  for (const auto& [status, outcome] : rows) {
    Answer(status);
    auto tester = Tester();
    EXPECT_THAT(tester.Run(), LeavesBy(outcome));
    const bool says_no = outcome != "pending" && outcome != "accepted";
    EXPECT_EQ(tester.Text("ostid_error_message").has_value(), says_no) << outcome;
  }
}

}  // namespace
}  // namespace authtree::inline v0::nodes
