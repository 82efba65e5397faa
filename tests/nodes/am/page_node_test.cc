#include "page_node.h"

#include "password_collector_node.h"
#include "retry_limit_decision_node.h"
#include "step_matchers.h"
#include "username_collector_node.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testkit::NodeTester;

const Json kTwoChildren{{"nodes", {{{"_id", "a"}, {"nodeType", "X"}}, {{"_id", "b"}, {"nodeType", "Y"}}}}};

Json Properties(const Json& more) {
  Json properties = kTwoChildren;
  properties.update(more);
  return properties;
}

/// Shows data and nothing to answer.
class MetadataOnlyNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "MetadataOnlyNode";
  static constexpr std::string_view kSummary = "Shows data.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  explicit MetadataOnlyNode(NoConfig /*config*/) {}
  [[nodiscard]] StateContract Contract() const override { return {}; }
  [[nodiscard]] Result<Action> Step(const StepContext& /*step*/) const override {
    return Action::Ask(Callback::Metadata(Json{{"stage", "x"}}));
  }
};

class FailingNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "FailingNode";
  static constexpr std::string_view kSummary = "Fails.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  explicit FailingNode(NoConfig /*config*/) {}
  [[nodiscard]] StateContract Contract() const override { return {}; }
  [[nodiscard]] Result<Action> Step(const StepContext& /*step*/) const override {
    return tl::unexpected(Error(ErrorCode::kUnavailable, "Out of order."));
  }
};

std::vector<std::int64_t> IdsOf(const std::vector<Callback>& callbacks) {
  std::vector<std::int64_t> ids;
  for (const Callback& callback : callbacks) ids.push_back(callback.id().value_or(-1));
  return ids;
}

NodeTester<PageNode> LoginPage() {
  NodeTester<PageNode> page(kTwoChildren);
  page.With<UsernameCollectorNode>("a").With<PasswordCollectorNode>("b");
  return page;
}

TEST(PageNode, FailsWithoutChildren) {
  NodeTester<PageNode> page(kTwoChildren);
  EXPECT_THAT(page.Run(), FailsWith(ErrorCode::kInvalidInput));
}

TEST(PageNode, FailsWhenAChildFails) {
  NodeTester<PageNode> page(kTwoChildren);
  page.With<UsernameCollectorNode>("a").With<FailingNode>("b");
  EXPECT_THAT(page.Run(), FailsWith(ErrorCode::kUnavailable));
}

TEST(PageNode, ShowsTheCallbacksOfAllChildrenInOrder) {
  auto page = LoginPage();
  const auto result = page.Run();
  ASSERT_THAT(result, Asks(2));
  EXPECT_EQ(result.callbacks()[0].prompt(), "User Name");
  EXPECT_EQ(result.callbacks()[1].prompt(), "Password");
}

TEST(PageNode, NumbersCallbacksFromZeroAndRemembersTheirChildren) {
  auto page = LoginPage();
  EXPECT_THAT(IdsOf(page.Run().callbacks()), ElementsAre(0, 1));
  EXPECT_EQ(page.Text("pageNodeCallbacks"), R"({"0":0,"1":1})");
}

TEST(PageNode, LeavesByTheOutcomeOfItsLastChild) {
  NodeTester<PageNode> page(kTwoChildren);
  page.With<UsernameCollectorNode>("a").With<RetryLimitDecisionNode>("b");
  page.Run();
  EXPECT_THAT(page.Answer(0, "alice").Run(), LeavesBy("Retry"));
}

TEST(PageNode, KeepsWhatItsChildrenWrote) {
  auto page = LoginPage();
  page.Run();
  page.Answer(0, "alice").Answer(1, "p4ssw0rd").Run();
  EXPECT_EQ(page.Text("username"), "alice");
  EXPECT_EQ(page.Text("password"), "p4ssw0rd");
}

TEST(PageNode, ForgetsItsBookkeepingWhenItIsLeft) {
  auto page = LoginPage();
  page.Run();
  EXPECT_THAT(page.Answer(0, "alice").Answer(1, "p4ssw0rd").Run().removed(),
              ElementsAre("pageNodeCallbacks"));
}

TEST(PageNode, ShowsTheWholePageAgainWhileOneChildAsks) {
  auto page = LoginPage();
  page.Run();
  const auto again = page.Answer(0, "alice").Answer(1, "").Run();
  ASSERT_THAT(again, Asks(2));
  EXPECT_EQ(again.callbacks()[0].Text(), "alice") << "what the user filled in stays";
}

TEST(PageNode, GivesOnlyNewCallbacksANewNumber) {
  auto page = LoginPage();
  page.Run();
  EXPECT_THAT(IdsOf(page.Answer(0, "alice").Answer(1, "").Run().callbacks()), ElementsAre(0, 2));
  EXPECT_THAT(IdsOf(page.Answer(0, "").Answer(1, "").Run().callbacks()), ElementsAre(3, 4));
  EXPECT_EQ(page.Text("pageNodeCallbacks"), R"({"3":0,"4":1})");
}

TEST(PageNode, CanBeCompletedAfterItWasShownAgain) {
  auto page = LoginPage();
  page.Run();
  page.Answer(0, "alice").Answer(1, "").Run();
  EXPECT_THAT(page.Answer(1, "p4ssw0rd").Run(), LeavesBy("outcome"));
  EXPECT_EQ(page.Text("username"), "alice");
}

TEST(PageNode, SendsNoPasswordBackToTheClient) {
  auto page = LoginPage();
  page.Run();
  const auto again = page.Answer(0, "").Answer(1, "p4ssw0rd").Run();
  ASSERT_THAT(again, Asks(2));
  EXPECT_TRUE(again.callbacks()[1].SecretText()->empty());
}

TEST(PageNode, RefusesACallbackThatItDidNotShow) {
  auto page = LoginPage();
  page.Run();
  std::vector<Callback> foreign;
  foreign.push_back(Callback::Name("User Name"));
  foreign.front().set_id(17);
  EXPECT_THAT(page.Submit(std::move(foreign)).Run(), FailsWith(ErrorCode::kInternal));
}

TEST(PageNode, RefusesACallbackWithoutANumber) {
  auto page = LoginPage();
  page.Run();
  std::vector<Callback> foreign;
  foreign.push_back(Callback::Name("User Name"));
  EXPECT_THAT(page.Submit(std::move(foreign)).Run(), FailsWith(ErrorCode::kInternal));
}

TEST(PageNode, GoesOnWhenOnlyDataIsLeftToShow) {
  NodeTester<PageNode> page(kTwoChildren);
  page.With<MetadataOnlyNode>("a").With<UsernameCollectorNode>("b");
  ASSERT_THAT(page.Run(), Asks(2));
  EXPECT_THAT(page.Answer(1, "alice").Run(), LeavesBy("outcome"));
}

TEST(PageNode, FailsWhenItsLastChildShowsOnlyData) {
  NodeTester<PageNode> page(kTwoChildren);
  page.With<MetadataOnlyNode>("a");
  EXPECT_THAT(page.Run(), FailsWith(ErrorCode::kInvalidInput));
}

TEST(PageNode, ShowsHeaderDescriptionAndStageInTheLanguageOfTheClient) {
  NodeTester<PageNode> page(Properties({{"pageHeader", {{"en", "Hello"}, {"de", "Hallo"}}},
                                        {"pageDescription", {{"en", "Log in"}}},
                                        {"stage", "UsernamePassword"}}));
  page.With<UsernameCollectorNode>("a").Request(RequestContext().WithLocales({"de-CH", "en"}));
  const auto result = page.Run();
  ASSERT_THAT(result, Asks(1));
  EXPECT_EQ(result.action()->header(), "Hallo");
  EXPECT_EQ(result.action()->description(), "Log in");
  EXPECT_EQ(result.action()->stage(), "UsernamePassword");
}

}  // namespace
}  // namespace authtree::inline v0::nodes
