// CheckActivation and CheckSessionStatus: every answer of the service, and every kind of end;
// InsertTransaction: every risk code.
#include <chrono>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Poll {
  std::string type;
  std::string member;
  std::vector<std::pair<std::string, std::string>> outcomes;  ///< by status
};

void PrintTo(const Poll& poll, std::ostream* out) { *out << poll.type; }

Poll Activation() {
  return {
      "OS_Auth_CheckActivationNode",
      "activationStatus",
      {{"pending", "pending"}, {"activated", "activated"}, {"timeout", "timeout"}, {"unknown", "unknown"}}};
}

Poll Session() {
  return {"OS_Auth_CheckSessionStatusNode",
          "sessionStatus",
          {{"pending", "pending"},
           {"accepted", "accepted"},
           {"refused", "refused"},
           {"failed", "failure"},
           {"failure", "failure"},
           {"timeout", "timeout"},
           {"unknown", "unknown"}}};
}

class PollCase : public testing::TestWithParam<Poll> {
 protected:
  FactNode Node() {
    FactNode node(world_, GetParam().type);
    node.Shared("ostid_username_in_shared_state", "username")
        .Shared("username", kUser)
        .Shared("ostid_request_id", "735946c1-2c5c-4d8e-9b1e-6f7a8b9c0d1e");
    return node;
  }
  testkit::StepResult Answered(FactNode& node, const Json& answer) {
    world_.service().Reply(200, DumpJson(answer));
    return node.ExpiresIn(std::chrono::seconds(60)).Step();
  }

  ScriptedWorld world_;
};

INSTANTIATE_TEST_SUITE_P(Both, PollCase, testing::Values(Activation(), Session()),
                         [](const auto& poll) { return poll.param.member; });

TEST_P(PollCase, LeavesByTheStatus) {
  for (const auto& [status, outcome] : GetParam().outcomes) {
    FactNode node = Node();
    EXPECT_THAT(Answered(node, Json{{GetParam().member, status}}), LeavesBy(outcome)) << status;
  }
}

TEST_P(PollCase, AStatusThatIsNoneEndsTheWait) {
  for (const Json& status : {Json("error"), Json("PENDING"), Json(""), Json(1), Json()}) {
    FactNode node = Node();
    EXPECT_THAT(Answered(node, Json{{GetParam().member, status}}), LeavesBy("error")) << status;
    EXPECT_EQ(node.Text("ostid_error_code"), "rejected") << status;
  }
  FactNode node = Node();
  EXPECT_THAT(Answered(node, Json::object()), LeavesBy("error"));
}

TEST_P(PollCase, AnEndThatIsNoneIsAnError) {
  const std::vector<std::optional<std::string>> ends{std::nullopt, "", "soon", "17e11"};
  for (const std::optional<std::string>& end : ends) {
    FactNode node = Node();
    if (end) node.Shared("ostid_event_expiry_date", *end);
    EXPECT_THAT(node.Step(), LeavesBy("error")) << end.value_or("(absent)");
    EXPECT_TRUE(node.Has("ostid_error_message")) << end.value_or("(absent)");
  }
  EXPECT_THAT(world_.service().sent(), IsEmpty());
}

TEST_P(PollCase, AsksAtTheEndAndNotBehindIt) {
  world_.service().Reply(200, DumpJson(Json{{GetParam().member, "pending"}}));
  FactNode node = Node();
  node.ExpiresIn(std::chrono::seconds(60));
  world_.clock()->Advance(std::chrono::seconds(60));
  EXPECT_THAT(node.Step(), LeavesBy("pending"));
  world_.clock()->Advance(std::chrono::milliseconds(1));
  EXPECT_THAT(node.Step(), LeavesBy("timeout"));
  EXPECT_THAT(world_.service().sent(), SizeIs(1));
}

TEST(SessionPollCase, ARequestIdCannotLeaveItsPlace) {
  ScriptedWorld world;
  FactNode node(world, "OS_Auth_CheckSessionStatusNode");
  node.Shared("ostid_request_id", "x/../../users").ExpiresIn(std::chrono::seconds(60));
  world.service().Reply(404, "{}");
  EXPECT_THAT(node.Step(), LeavesBy("error"));
  EXPECT_EQ(world.LastRequest().target, "/v1/sessions/x%2F..%2F..%2Fusers");
}

TEST(InsertTransactionCase, LeavesByTheRiskCode) {
  const std::vector<std::pair<Json, std::string>> rows{{0, "Accept"},     {1, "Decline"},    {2, "Challenge"},
                                                       {22, "Challenge"}, {-1, "Error"},     {"0", "Error"},
                                                       {1.5, "Error"},    {nullptr, "Error"}};
  for (const auto& [code, outcome] : rows) {
    ScriptedWorld world;
    FactNode node(world, "OS_Risk_InsertTransactionNode");
    node.UserAndFingerprint()
        .Shared("accountRef", "Ref123123")
        .Shared("amount", "66.66")
        .Shared("currency", "CAD")
        .Shared("transactionType", "ExternalTransfer");
    world.service().Reply(201, DumpJson(Json{{"riskResponseCode", code}, {"transactionID", 7}}));
    EXPECT_THAT(node.Step(), LeavesBy(outcome)) << code;
    EXPECT_EQ(node.Has("ostid_risk_response_code"), outcome != "Error") << code;
    EXPECT_EQ(node.Has("ostid_error_message"), outcome == "Error" || outcome == "Decline") << code;
  }
}

}  // namespace
}  // namespace authtree::inline v0::conformance
