#include "cddc_node.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testkit::NodeTester;

constexpr std::string_view kJson = R"({"a":1})";
constexpr std::string_view kJsonHash = "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";

TEST(CddcNode, AsksForJsonAndHash) {
  NodeTester<CddcNode> tester;
  const auto result = tester.Run();
  ASSERT_THAT(result, Asks(2));
  EXPECT_THAT(HiddenIdsOf(result.callbacks()), ElementsAre("ostid_cddc_json", "ostid_cddc_hash"));
  EXPECT_EQ(HiddenValueOf(result.callbacks()[0]), "");
}

TEST(CddcNode, D_SEC_20_SendsNoScript) {
  NodeTester<CddcNode> tester;
  for (const Callback& callback : tester.Run().callbacks())
    EXPECT_EQ(callback.type(), CallbackType::kHiddenValue);
}

// Switched on by the host: one constant script, which loads a file of the host's origin.
TEST(CddcNode, D_SEC_20_SendsOneScriptWhereHostAndJourneyAskForIt) {
  NodeTester<CddcNode> tester(PageScripts::kSent);
  const auto result = tester.Run();
  ASSERT_THAT(result, Asks(3));
  EXPECT_THAT(HiddenIdsOf(result.callbacks()), ElementsAre("ostid_cddc_json", "ostid_cddc_hash", ""));
  EXPECT_EQ(ScriptOf(result.callbacks()[2]), SourceText("src/browser/scripts/fill_device_data.js"));
}

TEST(CddcNode, D_SEC_20_SendsNoScriptWithoutTheJourneysWish) {
  NodeTester<CddcNode> tester(Json{{"pushCDDCJsAsCallback", false}}, PageScripts::kSent);
  EXPECT_THAT(tester.Run(), Asks(2));
}

TEST(CddcNode, D_COR_19_SendsTheScriptOnEveryVisit) {
  NodeTester<CddcNode> tester(PageScripts::kSent);
  tester.Run();
  EXPECT_THAT(tester.Answer(0, kJson).Answer(1, "h").Run(), LeavesBy("outcome"));
  EXPECT_EQ(tester.Text("ostid_cddc_json"), kJson);
  EXPECT_THAT(tester.Run(), Asks(3));
}

TEST(CddcNode, D_COR_19_SendsTheSameOnALaterVisit) {
  NodeTester<CddcNode> tester;
  tester.Run();
  tester.Answer(0, kJson).Answer(1, "h").Run();
  EXPECT_THAT(HiddenIdsOf(tester.Run().callbacks()), ElementsAre("ostid_cddc_json", "ostid_cddc_hash"));
}

TEST(CddcNode, D_COR_16_AsksUnderTheConfiguredIds) {
  NodeTester<CddcNode> tester(Json{{"pushCDDCJsAsCallback", false},
                                   {"CDDCJsonHiddenValueId", "myJson"},
                                   {"CDDCHashHiddenValueId", "myHash"}});
  EXPECT_THAT(HiddenIdsOf(tester.Run().callbacks()), ElementsAre("myJson", "myHash"));
  EXPECT_THAT(tester.Answer(0, kJson).Answer(1, "h").Run(), LeavesBy("outcome"));
  EXPECT_EQ(tester.Text("ostid_cddc_json"), kJson);
}

TEST(CddcNode, G_34_IgnoresConfiguredIdsWhileTheFixedOnesAreUsed) {
  NodeTester<CddcNode> tester(Json{{"CDDCJsonHiddenValueId", "osstid_cddc_json"}});
  EXPECT_EQ(tester.Run().callbacks().at(0).hidden_id(), "ostid_cddc_json");
}

TEST(CddcNode, IsRefusedWithTwiceTheSameId) {
  EXPECT_TRUE(FindingsOf<CddcNode>(Json{{"pushCDDCJsAsCallback", false},
                                        {"CDDCJsonHiddenValueId", "one"},
                                        {"CDDCHashHiddenValueId", "one"}})
                  .has_errors());
}

TEST(CddcNode, KeepsTheFingerprint) {
  NodeTester<CddcNode> tester;
  tester.Run();
  EXPECT_THAT(tester.Answer(0, kJson).Answer(1, kJsonHash).Run(), LeavesBy("outcome"));
  EXPECT_EQ(tester.Text("ostid_cddc_json"), kJson);
  EXPECT_EQ(tester.Text("ostid_cddc_hash"), kJsonHash);
}

TEST(CddcNode, D_SEC_17_ComputesTheHashItself) {
  NodeTester<CddcNode> tester;
  tester.Run();
  tester.Answer(0, kJson).Answer(1, "0000").Run();
  EXPECT_EQ(tester.Text("ostid_cddc_hash"), kJsonHash);
}

class CddcNodeWithoutFingerprint : public testing::TestWithParam<std::string> {};

TEST_P(CddcNodeWithoutFingerprint, D_SEC_17_LeavesNoFingerprint) {
  NodeTester<CddcNode> tester;
  tester.Run();
  EXPECT_THAT(tester.Answer(0, GetParam()).Run(), LeavesBy("outcome"));
  EXPECT_EQ(tester.Text("ostid_cddc_json"), std::nullopt);
  EXPECT_EQ(tester.Text("ostid_cddc_hash"), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Answers, CddcNodeWithoutFingerprint,
                         testing::Values("", "ostid_cddc_json", "J", "{", "[1]", "{}", R"({"a":1}x)",
                                         "{\"a\":\"" + std::string(70'000, 'x') + "\"}"));

TEST(CddcNode, D_SEC_17_RemovesTheFingerprintOfAnEarlierRound) {
  NodeTester<CddcNode> tester;
  tester.Shared("ostid_cddc_json", Json("{\"old\":1}")).Shared("ostid_cddc_hash", Json("old"));
  tester.Run();
  EXPECT_THAT(tester.Answer(0, "").Run().removed(), ElementsAre("ostid_cddc_hash", "ostid_cddc_json"));
}

TEST(CddcNode, TakesTheAddressOfTheRoundThatAnswers) {
  NodeTester<CddcNode> tester;
  tester.ClientIp("198.51.100.1").Run();
  tester.ClientIp("198.51.100.2").Answer(0, kJson).Run();
  EXPECT_EQ(tester.Text("ostid_cddc_ip"), "198.51.100.2");
}

TEST(CddcNode, TurnsTheIpv6LoopbackIntoTheDottedOne) {
  NodeTester<CddcNode> tester;
  tester.ClientIp("0:0:0:0:0:0:0:1").Run();
  tester.Answer(0, kJson).Run();
  EXPECT_EQ(tester.Text("ostid_cddc_ip"), "127.0.0.1");
}

TEST(CddcNode, AsksAgainWhenOnlyOneValueComesBack) {
  NodeTester<CddcNode> tester;
  std::vector<Callback> one;
  one.push_back(Callback::HiddenValue("ostid_cddc_json", Secret()));
  EXPECT_THAT(tester.Submit(std::move(one)).Run(), Asks(2));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
