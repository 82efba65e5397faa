#include "attributes_collector_node.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testkit::NodeTester;

Json Attributes(std::vector<std::string> names) { return Json{{"attributes", std::move(names)}}; }

std::vector<std::string> PromptsOf(const std::vector<Callback>& callbacks) {
  std::vector<std::string> prompts;
  for (const Callback& callback : callbacks) prompts.push_back(callback.prompt());
  return prompts;
}

TEST(AttributesCollectorNode, PassesOnWithoutAttributes) {
  NodeTester<AttributesCollectorNode> tester;
  EXPECT_THAT(tester.Run(), LeavesBy("outcome"));
}

TEST(AttributesCollectorNode, IsRefusedWithANamelessAttribute) {
  EXPECT_TRUE(FindingsOf<AttributesCollectorNode>(Attributes({"email", ""})).has_errors());
}

TEST(AttributesCollectorNode, AsksOnceForEveryAttributeInOrder) {
  NodeTester<AttributesCollectorNode> tester(Attributes({"phone", "email", "phone"}));
  EXPECT_THAT(PromptsOf(tester.Run().callbacks()), ElementsAre("phone", "email"));
}

TEST(AttributesCollectorNode, D_COR_39_FieldsStartEmpty) {
  NodeTester<AttributesCollectorNode> tester(Attributes({"OTP"}));
  EXPECT_EQ(tester.Run().callbacks().at(0).Text(), "");
}

TEST(AttributesCollectorNode, D_COR_39_HidesPasswordsOnly) {
  NodeTester<AttributesCollectorNode> tester(Attributes(
      {"password", "staticPassword", "newPassword", "PIN", "OTP", "deviceCode", "signature", "email"}));
  std::vector<CallbackType> types;
  for (const Callback& callback : tester.Run().callbacks()) types.push_back(callback.type());
  EXPECT_THAT(types, ElementsAre(CallbackType::kPassword, CallbackType::kPassword, CallbackType::kPassword,
                                 CallbackType::kPassword, CallbackType::kName, CallbackType::kName,
                                 CallbackType::kName, CallbackType::kName));
}

TEST(AttributesCollectorNode, KeepsAnswersInSharedState) {
  NodeTester<AttributesCollectorNode> tester(Attributes({"email", "phone"}));
  tester.Run();
  EXPECT_THAT(tester.Answer(0, "a@b").Answer(1, "1").Run(), LeavesBy("outcome"));
  EXPECT_EQ(tester.Text("email"), "a@b");
  EXPECT_EQ(tester.Text("phone"), "1");
  EXPECT_EQ(tester.TierOf("email"), Tier::kShared);
  EXPECT_FALSE(tester.IsSecret("email"));
}

TEST(AttributesCollectorNode, D_SEC_11_KeepsCodesAsSecrets) {
  NodeTester<AttributesCollectorNode> tester(Attributes({"deviceCode", "password"}));
  tester.Run();
  tester.Answer(0, "12345").Answer(1, "p4ssw0rd").Run();
  EXPECT_EQ(tester.Text("deviceCode"), "12345");
  EXPECT_TRUE(tester.IsSecret("deviceCode"));
  EXPECT_TRUE(tester.IsSecret("password"));
}

TEST(AttributesCollectorNode, AnEmptyAnswerIsAnAnswer) {
  NodeTester<AttributesCollectorNode> tester(Attributes({"email"}));
  tester.Run();
  EXPECT_THAT(tester.Answer(0, "").Run(), LeavesBy("outcome"));
  EXPECT_EQ(tester.Text("email"), "");
}

TEST(AttributesCollectorNode, AsksAgainWhenAnAnswerIsMissing) {
  NodeTester<AttributesCollectorNode> tester(Attributes({"email"}));
  std::vector<Callback> submitted;
  submitted.push_back(Callback::Name("email"));
  submitted.front().inputs().front().set_value(Json(nullptr));
  EXPECT_THAT(tester.Submit(std::move(submitted)).Run(), Asks(1));
}

TEST(AttributesCollectorNode, IgnoresAnswersThatWereNotAskedFor) {
  NodeTester<AttributesCollectorNode> tester(Attributes({"email"}));
  std::vector<Callback> submitted;
  submitted.push_back(Callback::Name("email", "a"));
  submitted.push_back(Callback::Name("ostid_session_id", "evil"));
  EXPECT_THAT(tester.Submit(std::move(submitted)).Run().written(), ElementsAre("email"));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
