#include <fstream>
#include <set>
#include <sstream>

#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/nodes/script_nodes.h"
#include "authtree/testkit/drive.h"
#include "authtree/testkit/fake_onespan_api.h"
#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0 {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

NodeRegistry EveryNode() {
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterScriptNodes(registry);
  RegisterOneSpanNodes(registry, std::make_shared<testkit::FakeOneSpanApi>());
  return registry;
}

const NodeRegistry& Registry() {
  static const NodeRegistry registry = EveryNode();
  return registry;
}

std::vector<std::string> Types() {
  std::vector<std::string> types;
  for (const NodeDescriptor* descriptor : Registry().Descriptors()) types.push_back(descriptor->type);
  return types;
}

std::string DocumentationText() {
  std::string all;
  for (const char* page : {"docs/onespan.md", "docs/am-nodes.md", "docs/journey-format.md"}) {
    std::ifstream file(std::string(AUTHTREE_SOURCE_DIR "/") + page);
    std::ostringstream text;
    text << file.rdbuf();
    all += text.str();
  }
  return all;
}

constexpr const char* kScriptId = "script-1";

// What a journey file has beside the properties of a node.
const ScriptMap& Scripts() {
  static const ScriptMap scripts{{kScriptId,
                                  {kScriptId, "Decide", "outcome = 'true';", "JAVASCRIPT",
                                   ScriptEngine::kLegacy, "/scripts/script-1/script"}}};
  return scripts;
}

// No child runs: what a container does without its children is enough to see that it does not crash.
class NoChildren final : public Subtree {
 public:
  [[nodiscard]] std::size_t size() const override { return 0; }
  [[nodiscard]] Task<Result<Action>> Run(std::size_t /*child*/,
                                         std::vector<Callback> /*submitted*/) override {
    co_return tl::unexpected(Error(ErrorCode::kInternal, "There is no child."));
  }
};

/// What holds for every node type, whoever wrote it.
class EveryNodeType : public ::testing::TestWithParam<std::string> {
 protected:
  const NodeDescriptor& descriptor() const { return *Registry().Find(GetParam()); }

  static Json DefaultsOf(const NodeDescriptor& descriptor) {
    Json properties = Json::object();
    for (const FieldDescription& field : descriptor.fields) {
      if (!field.fallback.is_null()) properties[field.name] = field.fallback;
      if (field.kind == FieldKind::kScript) properties[field.name] = kScriptId;
      if (field.kind == FieldKind::kChildren) {
        properties[field.name] = {{{"_id", "child"}, {"nodeType", "UsernameCollectorNode"}}};
      }
    }
    return properties;
  }

  static Result<Action> Run(const ConfiguredNode& node, const JourneyState& state,
                            const std::vector<Callback>& submitted) {
    const testkit::ManualClock clock;
    const RequestContext request("192.0.2.1");
    const StateContract contract = node.node->Contract();
    NoChildren children;
    const StepContext step("node-1", StateView("node-1", state, contract), submitted, request,
                           CallContext(clock.SteadyNow() + std::chrono::seconds(4)), clock, &children);
    return testkit::Drive(node.node->Process(step));
  }

  static void ExpectSound(const ConfiguredNode& node, const Result<Action>& action) {
    if (!action) return;
    const StateContract contract = node.node->Contract();
    for (const StateWrite& write : action->writes()) {
      EXPECT_TRUE(contract.MayWrite(write.key) || IsOwnKey("node-1", write.key)) << write.key;
    }
    if (!action->asks()) {
      EXPECT_THAT(node.outcomes, ::testing::Contains(action->outcome()));
    }
  }
};

TEST_P(EveryNodeType, SaysWhatItIs) {
  EXPECT_THAT(descriptor().summary, Not(IsEmpty()));
  for (const FieldDescription& field : descriptor().fields) {
    EXPECT_THAT(field.help, Not(IsEmpty())) << field.name;
  }
}

TEST_P(EveryNodeType, HasDistinctOutcomes) {
  const std::set<std::string> distinct(descriptor().outcomes.begin(), descriptor().outcomes.end());
  EXPECT_EQ(distinct.size(), descriptor().outcomes.size());
  if (!descriptor().is_container) {
    EXPECT_THAT(descriptor().outcomes, Not(IsEmpty()));
  }
}

TEST_P(EveryNodeType, ReportsErrorsThroughAnOutcomeItHas) {
  const std::string outcome(descriptor().error_reporting.outcome);
  if (!outcome.empty()) {
    EXPECT_THAT(descriptor().outcomes, ::testing::Contains(outcome));
  }
}

TEST_P(EveryNodeType, AliasesLeadToOutcomesItHas) {
  for (const OutcomeAlias& alias : descriptor().aliases) {
    EXPECT_THAT(descriptor().outcomes, ::testing::Contains(std::string(alias.to)));
    EXPECT_THAT(descriptor().outcomes, Not(::testing::Contains(std::string(alias.from))));
  }
}

// A property that is empty until somebody fills it in may be warned of.
TEST_P(EveryNodeType, ReadsItsOwnDefaultsWithoutAFinding) {
  Diagnostics diagnostics;
  const Json defaults = DefaultsOf(descriptor());
  const ConfiguredNode node = Registry().Make(GetParam(), defaults, "", diagnostics, Scripts());
  for (const Finding& finding : diagnostics.findings()) {
    EXPECT_EQ(finding.severity, Severity::kWarning) << finding.problem;
    EXPECT_EQ(defaults.value(Json::json_pointer(finding.place), Json("not empty")), "") << finding.problem;
  }
  EXPECT_EQ(node.outcomes, descriptor().outcomes);
}

TEST_P(EveryNodeType, FindsEveryPropertyOfAWrongTypeAtOnce) {
  Json properties = Json::object();
  for (const FieldDescription& field : descriptor().fields)
    properties[field.name] = Json::array({Json::array()});
  Diagnostics diagnostics;
  (void)Registry().Make(GetParam(), properties, "/here", diagnostics);
  std::set<std::string> places;
  for (const Finding& finding : diagnostics.findings())
    places.insert(finding.place.substr(0, finding.place.find('/', 6)));
  for (const FieldDescription& field : descriptor().fields) {
    EXPECT_TRUE(places.contains("/here/" + field.name)) << field.name;
  }
}

TEST_P(EveryNodeType, SurvivesEmptyState) {
  Diagnostics diagnostics;
  const ConfiguredNode node = Registry().Make(GetParam(), Json::object(), "", diagnostics);
  ExpectSound(node, Run(node, JourneyState(), {}));
}

TEST_P(EveryNodeType, SurvivesItsOwnCallbacksUntouched) {
  Diagnostics diagnostics;
  const ConfiguredNode node = Registry().Make(GetParam(), Json::object(), "", diagnostics);
  JourneyState state;
  Result<Action> first = Run(node, state, {});
  if (!first || !first->asks()) return;
  const std::vector<Callback> asked = first->TakeCallbacks();
  state.Apply(first->TakeWrites());
  ExpectSound(node, Run(node, state, asked));
}

TEST_P(EveryNodeType, SurvivesStateOfTheWrongType) {
  Diagnostics diagnostics;
  const ConfiguredNode node = Registry().Make(GetParam(), Json::object(), "", diagnostics);
  JourneyState state;
  const StateContract contract = node.node->Contract();
  for (const std::string& key : contract.reads()) {
    state.Put(Tier::kShared, key, Json::array({1, Json::object()}));
  }
  ExpectSound(node, Run(node, state, {}));
}

TEST_P(EveryNodeType, IsDocumented) {
  EXPECT_NE(DocumentationText().find("`" + GetParam() + "`"), std::string::npos)
      << "docs have no row for " << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Registry, EveryNodeType, ::testing::ValuesIn(Types()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace authtree::inline v0
