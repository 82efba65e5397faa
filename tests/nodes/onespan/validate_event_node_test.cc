#include "validate_event_node.h"

#include <optional>
#include <set>
#include <string>

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::SessionStatus;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

class ValidateEventNodeTest : public testing::Test {
 protected:
  NodeTester<ValidateEventNode> Tester(Json properties) {
    NodeTester<ValidateEventNode> tester(std::move(properties), api_);
    tester.Shared("username", Json("alice"))
        .Shared("ostid_cddc_json", Json("{}"))
        .Shared("ostid_cddc_hash", Json(std::string(64, 'a')))
        .Shared("ostid_cddc_ip", Json("192.0.2.10"));
    return tester;
  }
  void Answer(SessionStatus status, std::optional<std::int64_t> risk = std::nullopt) {
    onespan::AuthenticationReply reply;
    reply.status = status;
    reply.risk_response_code = risk;
    api_->validate_event.Reply(std::move(reply));
  }

  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(ValidateEventNodeTest, D_SEC_16_FailsWithoutTheEventTypeOfTheState) {
  auto tester = Tester(Json{{"eventType", "ReadFromSharedState"}, {"eventTypeInSharedState", "event"}});
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "event"));
}

TEST_F(ValidateEventNodeTest, AnEventWithoutATypeIsAFinding) {
  EXPECT_FALSE(FindingsOf<ValidateEventNode>(Json::object()).empty());
  EXPECT_TRUE(FindingsOf<ValidateEventNode>(Json{{"eventType", "ReadFromSharedState"}}).has_errors());
  EXPECT_TRUE(FindingsOf<ValidateEventNode>(Json{{"specifyEventType", "LoginAttempt"}}).empty());
}

TEST_F(ValidateEventNodeTest, D_COR_30_AlwaysNeedsDeviceData) {
  NodeTester<ValidateEventNode> tester(Json{{"specifyEventType", "LoginAttempt"}}, api_);
  tester.Shared("username", Json("alice"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_cddc_json"));
}

TEST(ValidateEventNodeHelp, D_COR_30_SaysThatEventsAreOfIaaOnly) {
  EXPECT_THAT(std::string(ValidateEventNode::kSummary), HasSubstr("IAA only"));
}

TEST_F(ValidateEventNodeTest, SendsTheEventAndFollowsTheAnswer) {
  Answer(SessionStatus::kAccepted);
  auto tester = Tester(Json{{"eventType", "ReadFromSharedState"}, {"eventTypeInSharedState", "event"}});
  tester.Shared("event", Json("ChangePasswordAttempt"));
  EXPECT_THAT(tester.Run(), LeavesBy("Accept"));
  EXPECT_EQ(api_->validate_event.requests().at(0).event_type(), "ChangePasswordAttempt");
  EXPECT_EQ(tester.Text("ostid_login_output"), std::nullopt);
}

TEST_F(ValidateEventNodeTest, SaysWhyItDeclines) {
  Answer(SessionStatus::kRefused);
  auto tester = Tester(Json{{"specifyEventType", "LoginAttempt"}});
  EXPECT_THAT(tester.Run(), LeavesBy("Decline"));
  EXPECT_TRUE(tester.Text("ostid_error_message").has_value());
}

TEST_F(ValidateEventNodeTest, D_COR_40_HasOneSentenceForEachCase) {
  const std::vector<std::pair<SessionStatus, std::int64_t>> cases{
      {SessionStatus::kRefused, 0}, {SessionStatus::kRefused, 1}, {SessionStatus::kFailed, 0},
      {SessionStatus::kTimeout, 0}, {SessionStatus::kUnknown, 0}, {SessionStatus::kPending, -2}};
  std::set<std::string> sentences;
  for (const auto& [status, risk] : cases) {
    Answer(status, risk);
    auto tester = Tester(Json{{"specifyEventType", "LoginAttempt"}});
    tester.Run();
    sentences.insert(tester.Text("ostid_error_message").value_or(""));
  }
  EXPECT_THAT(sentences, SizeIs(cases.size()));
  EXPECT_THAT(sentences, Each(Not(HasSubstr("ransaction"))));
}

TEST_F(ValidateEventNodeTest, HandsOnTheErrorOfTheService) {
  api_->validate_event.Fail(Error(ErrorCode::kTimeout, "Too slow."));
  auto tester = Tester(Json{{"specifyEventType", "LoginAttempt"}});
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kTimeout));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
