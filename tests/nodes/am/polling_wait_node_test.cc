#include "polling_wait_node.h"

#include <chrono>

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testkit::NodeTester;

TEST(PollingWaitNode, TellsTheClientHowLongToWait) {
  NodeTester<PollingWaitNode> tester;
  const auto result = tester.Run();
  ASSERT_THAT(result, Asks(1));
  EXPECT_EQ(result.callbacks().front().OutputText("waitTime"), "8000");
  EXPECT_EQ(result.callbacks().front().OutputText("message"), "Waiting for response...");
}

TEST(PollingWaitNode, KeepsTheEndOfTheWaitUnderItsOwnId) {
  NodeTester<PollingWaitNode> tester(Json{{"secondsToWait", 2}});
  tester.Run();
  EXPECT_EQ(tester.Text("node-1.end_time"), "1767225602000");
  EXPECT_EQ(tester.Text("node-1.spam_count"), "0");
}

TEST(PollingWaitNode, LetsAnEarlyClientWaitAgain) {
  NodeTester<PollingWaitNode> tester;
  tester.Run();
  EXPECT_THAT(tester.Advance(seconds(7)).Run(), Asks(1));
  EXPECT_EQ(tester.Text("node-1.end_time"), "1767225608000") << "the wait must not begin anew";
}

TEST(PollingWaitNode, IsDoneWhenTheTimeIsOver) {
  NodeTester<PollingWaitNode> tester;
  tester.Run();
  EXPECT_THAT(tester.Advance(seconds(8)).Run(), LeavesBy("DONE"));
}

TEST(PollingWaitNode, LeavesNothingBehind) {
  NodeTester<PollingWaitNode> tester;
  tester.Run();
  EXPECT_THAT(tester.Advance(seconds(8)).Run().removed(),
              ElementsAre("node-1.end_time", "node-1.spam_count"));
}

TEST(PollingWaitNode, WaitsAnewWhenItIsReachedAgain) {
  NodeTester<PollingWaitNode> tester;
  tester.Run();
  tester.Advance(seconds(8)).Run();
  EXPECT_THAT(tester.Run(), Asks(1));
}

TEST(PollingWaitNode, OffersAnExitWhereConfigured) {
  NodeTester<PollingWaitNode> tester(Json{{"exitable", true}});
  const auto result = tester.Run();
  ASSERT_THAT(result, Asks(2));
  EXPECT_EQ(result.callbacks()[1].type(), CallbackType::kConfirmation);
  EXPECT_EQ(result.callbacks()[1].Number(), 100);
}

TEST(PollingWaitNode, ExitWinsOverDone) {
  NodeTester<PollingWaitNode> tester(Json{{"exitable", true}});
  tester.Run();
  EXPECT_THAT(tester.Advance(seconds(8)).Answer(1, "0").Run(), LeavesBy("EXITED"));
}

TEST(PollingWaitNode, AnUntouchedExitButtonIsNotPressed) {
  NodeTester<PollingWaitNode> tester(Json{{"exitable", true}});
  tester.Run();
  EXPECT_THAT(tester.Advance(seconds(8)).Run(), LeavesBy("DONE"));
}

TEST(PollingWaitNode, CallsAClientThatComesEarlyTooOftenSpam) {
  NodeTester<PollingWaitNode> tester(Json{{"spamDetectionEnabled", true}, {"spamDetectionTolerance", 2}});
  tester.Run();
  EXPECT_THAT(tester.Run(), Asks(1));
  EXPECT_THAT(tester.Run(), Asks(1));
  EXPECT_THAT(tester.Run(), LeavesBy("SPAM"));
}

TEST(PollingWaitNode, SpamWinsOverDone) {
  NodeTester<PollingWaitNode> tester(Json{{"spamDetectionEnabled", true}, {"spamDetectionTolerance", 1}});
  tester.Run();
  tester.Run();
  EXPECT_THAT(tester.Advance(seconds(8)).Run(), LeavesBy("SPAM"));
}

TEST(PollingWaitNode, ForgivesAnyNumberOfEarlyAnswersWithoutSpamDetection) {
  NodeTester<PollingWaitNode> tester(Json{{"spamDetectionTolerance", 1}});
  for (int i = 0; i < 5; ++i) EXPECT_THAT(tester.Run(), Asks(1));
}

TEST(PollingWaitNode, TakesMessagesInTheLanguageOfTheClient) {
  NodeTester<PollingWaitNode> tester(
      Json{{"exitable", true},
           {"waitingMessage", {{"en", "Wait"}, {"de", "{{time}} s, {{time}}!"}}},
           {"exitMessage", {{"en", "Leave"}, {"de", "Raus"}}}});
  tester.Request(RequestContext().WithLocales({"de-CH"}));
  const auto result = tester.Run();
  ASSERT_THAT(result, Asks(2));
  EXPECT_EQ(result.callbacks()[0].OutputText("message"), "8 s, 8!");
  EXPECT_EQ(*result.callbacks()[1].FindOutput("options")->json(), Json({"Raus"}));
}

TEST(PollingWaitNode, HasOutcomesByItsProperties) {
  PollingWaitNode::Config config;
  EXPECT_THAT(PollingWaitNode::Outcomes(config), ElementsAre("DONE"));
  config.exitable = true;
  config.spam_detection = true;
  EXPECT_THAT(PollingWaitNode::Outcomes(config), ElementsAre("DONE", "EXITED", "SPAM"));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
