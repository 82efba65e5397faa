#include "authtree/node/registry.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PlainNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "PlainNode";
  static constexpr std::string_view kSummary = "Does nothing.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"true", "false"};
  using Config = NoConfig;

  explicit PlainNode(NoConfig /*config*/) {}
  StateContract Contract() const override { return {}; }
  Result<Action> Step(const StepContext& /*step*/) const override { return Action::To("true"); }
};

/// Same type name as PlainNode.
class OtherPlainNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "PlainNode";
  static constexpr std::string_view kSummary = "The better one.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;

  explicit OtherPlainNode(NoConfig /*config*/) {}
  StateContract Contract() const override { return {}; }
  Result<Action> Step(const StepContext& /*step*/) const override { return Action::To("outcome"); }
};

class GreeterNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "GreeterNode";
  static constexpr std::string_view kSummary = "Greets.";
  static constexpr ErrorReporting kErrorReporting{"error", "message_key", "code_key"};
  static constexpr std::array<OutcomeAlias, 1> kAliases{{{"Next", "done"}}};
  struct Config {
    std::vector<std::string> names = {"you"};
  };
  static ConfigSpec<Config> Spec() {
    return ConfigSpec<Config>().Field("names", &Config::names, "Whom to greet.");
  }
  static std::vector<std::string> Outcomes(const Config& config) { return config.names; }
  static void Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                    const std::shared_ptr<const std::string>& greeting, int times) {
    if (times >= 0) return;
    diagnostics.AddWarning(PointerTo(place, "names"), *greeting + " nobody", config.names.front());
  }

  GreeterNode(Config config, std::shared_ptr<const std::string> greeting, int times)
      : config_(std::move(config)), greeting_(std::move(greeting)), times_(times) {}
  StateContract Contract() const override { return {}; }
  Result<Action> Step(const StepContext& /*step*/) const override { return Action::To("done"); }

  std::string Greeting() const { return *greeting_ + std::to_string(times_) + config_.names.front(); }

 private:
  Config config_;
  std::shared_ptr<const std::string> greeting_;
  int times_;
};

class BoxNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "BoxNode";
  static constexpr std::string_view kSummary = "Holds others.";
  struct Config {
    std::vector<ChildReference> children;
  };
  static ConfigSpec<Config> Spec() {
    return ConfigSpec<Config>().Field("nodes", &Config::children, "The children.");
  }
  static std::vector<std::string> Outcomes(const Config& /*config*/) { return {}; }

  explicit BoxNode(Config /*config*/) {}
  StateContract Contract() const override { return {}; }
  Result<Action> Step(const StepContext& /*step*/) const override { return Action::To("x"); }
};

TEST(NodeRegistry, KnowsNothingAtFirst) {
  const NodeRegistry registry;
  Diagnostics diagnostics;

  EXPECT_EQ(registry.Find("PlainNode"), nullptr);
  EXPECT_THAT(registry.Descriptors(), IsEmpty());
  EXPECT_EQ(registry.Nearest("PlainNode"), "");
  EXPECT_EQ(registry.Make("PlainNode", Json::object(), "", diagnostics).node, nullptr);
}

TEST(NodeRegistry, MakesNoUnknownType) {
  NodeRegistry registry;
  registry.Register<PlainNode>();
  Diagnostics diagnostics;

  const ConfiguredNode made = registry.Make("plainnode", Json::object(), "/x", diagnostics);

  EXPECT_EQ(made.node, nullptr);
  EXPECT_THAT(made.outcomes, IsEmpty());
}

TEST(NodeRegistry, MakesANode) {
  NodeRegistry registry;
  registry.Register<PlainNode>();
  Diagnostics diagnostics;

  const ConfiguredNode made = registry.Make("PlainNode", Json::object(), "/x", diagnostics);

  ASSERT_NE(made.node, nullptr);
  EXPECT_NE(made.node->AsSync(), nullptr);
  EXPECT_THAT(made.outcomes, ElementsAre("true", "false"));
  EXPECT_THAT(made.children, IsEmpty());
  EXPECT_TRUE(diagnostics.empty());
}

TEST(NodeRegistry, HandsDependenciesAndConfigToTheConstructor) {
  NodeRegistry registry;
  registry.Register<GreeterNode>(std::make_shared<const std::string>("Hi"), 3);
  Diagnostics diagnostics;

  const ConfiguredNode made = registry.Make("GreeterNode", {{"names", {"bob", "al"}}}, "/x", diagnostics);

  const auto* node = dynamic_cast<const GreeterNode*>(made.node.get());
  ASSERT_NE(node, nullptr);
  EXPECT_EQ(node->Greeting(), "Hi3bob");
  EXPECT_THAT(made.outcomes, ElementsAre("bob", "al"));
}

TEST(NodeRegistry, EachNodeHasItsOwnConfig) {
  NodeRegistry registry;
  registry.Register<GreeterNode>(std::make_shared<const std::string>(""), 0);
  Diagnostics diagnostics;
  (void)registry.Make("GreeterNode", {{"names", {"bob"}}}, "/x", diagnostics);

  EXPECT_THAT(registry.Make("GreeterNode", Json::object(), "/y", diagnostics).outcomes, ElementsAre("you"));
}

TEST(NodeRegistry, ReportsTheFindingsOfTheConfig) {
  NodeRegistry registry;
  registry.Register<GreeterNode>(std::make_shared<const std::string>(""), 0);
  Diagnostics diagnostics;

  (void)registry.Make("GreeterNode", {{"names", "bob"}}, "/nodes/g", diagnostics);

  ASSERT_TRUE(diagnostics.has_errors());
  EXPECT_EQ(diagnostics.findings()[0].place, "/nodes/g/names");
}

TEST(NodeRegistry, LetsATypeCheckItsConfigAgainstItsDependencies) {
  NodeRegistry registry;
  registry.Register<GreeterNode>(std::make_shared<const std::string>("Hi"), -1);
  Diagnostics diagnostics;

  (void)registry.Make("GreeterNode", {{"names", {"bob"}}}, "/nodes/g", diagnostics);

  EXPECT_EQ(diagnostics.ToText(), "warning at /nodes/g/names: Hi nobody. bob\n");
}

TEST(NodeRegistry, AContainerTellsItsChildren) {
  NodeRegistry registry;
  registry.Register<BoxNode>();
  Diagnostics diagnostics;

  const ConfiguredNode made = registry.Make("BoxNode", {{"nodes", {"c:T:Name"}}}, "/x", diagnostics);

  ASSERT_THAT(made.children, SizeIs(1));
  EXPECT_EQ(made.children[0].id, "c");
  EXPECT_TRUE(registry.Find("BoxNode")->is_container);
}

TEST(NodeRegistry, DescribesAType) {
  NodeRegistry registry;
  registry.Register<GreeterNode>(std::make_shared<const std::string>(""), 0);

  const NodeDescriptor* descriptor = registry.Find("GreeterNode");

  ASSERT_NE(descriptor, nullptr);
  EXPECT_EQ(descriptor->type, "GreeterNode");
  EXPECT_EQ(descriptor->summary, "Greets.");
  EXPECT_THAT(descriptor->outcomes, ElementsAre("you"));
  EXPECT_THAT(descriptor->fields, SizeIs(1));
  EXPECT_EQ(descriptor->error_reporting.outcome, "error");
  EXPECT_EQ(descriptor->error_reporting.message_key, "message_key");
  EXPECT_EQ(descriptor->error_reporting.code_key, "code_key");
  ASSERT_THAT(descriptor->aliases, SizeIs(1));
  EXPECT_EQ(descriptor->aliases[0].from, "Next");
  EXPECT_FALSE(descriptor->is_container);
}

TEST(NodeRegistry, DescribesATypeWithoutErrorOutcome) {
  NodeRegistry registry;
  registry.Register<PlainNode>();

  EXPECT_EQ(registry.Find("PlainNode")->error_reporting.outcome, "");
  EXPECT_THAT(registry.Find("PlainNode")->aliases, IsEmpty());
  EXPECT_THAT(registry.Find("PlainNode")->fields, IsEmpty());
}

TEST(NodeRegistry, TheLastOneRegisteredUnderANameWins) {
  NodeRegistry registry;
  registry.Register<PlainNode>();
  registry.Register<OtherPlainNode>();
  Diagnostics diagnostics;

  EXPECT_THAT(registry.Descriptors(), SizeIs(1));
  EXPECT_EQ(registry.Find("PlainNode")->summary, "The better one.");
  EXPECT_THAT(registry.Make("PlainNode", Json::object(), "", diagnostics).outcomes, ElementsAre("outcome"));
}

TEST(NodeRegistry, ListsDescriptorsByType) {
  NodeRegistry registry;
  registry.Register<PlainNode>();
  registry.Register<BoxNode>();

  const auto descriptors = registry.Descriptors();

  ASSERT_THAT(descriptors, SizeIs(2));
  EXPECT_EQ(descriptors[0]->type, "BoxNode");
  EXPECT_EQ(descriptors[1]->type, "PlainNode");
}

TEST(NodeRegistry, SuggestsTheNearestType) {
  NodeRegistry registry;
  registry.Register<PlainNode>();
  registry.Register<BoxNode>();

  EXPECT_EQ(registry.Nearest("PlainNodes"), "PlainNode");
  EXPECT_EQ(registry.Nearest("planNode"), "PlainNode");
  EXPECT_EQ(registry.Nearest("BixNode"), "BoxNode");
  EXPECT_EQ(registry.Nearest("BoxNode"), "BoxNode");
}

TEST(NodeRegistry, SuggestsNothingForAFarName) {
  NodeRegistry registry;
  registry.Register<PlainNode>();

  EXPECT_EQ(registry.Nearest(""), "");
  EXPECT_EQ(registry.Nearest("xyz"), "");
  EXPECT_EQ(registry.Nearest("DataStoreDecision"), "");
  EXPECT_EQ(registry.Nearest(std::string(100000, 'P')), "");
}

}  // namespace
}  // namespace authtree::inline v0
