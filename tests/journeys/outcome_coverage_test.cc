// Every outcome of every node type, and a walk that takes it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../faults/markdown_table.h"
#include "known_outcomes.h"
#include "simulated_world.h"
#include "taken_outcomes.h"
#include "walk_list.h"

namespace authtree::inline v0::testing_world {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEmpty = "EMPTY";
constexpr const char* kNever = "never taken, by design: docs/onespan.md, \"Nodes\"";

/// An outcome that some walk has to take.
struct Cell {
  std::string node;
  std::string outcome;
  std::string leads_to;
  std::string walk;
  bool never = false;

  [[nodiscard]] std::string Text() const {
    if (never) return walk.empty() ? kNever : walk;
    return walk.empty() ? kEmpty : walk;
  }
};

/// Prints the table and writes it beside the test program; every cell that is not as it has to be fails.
void Publish(const std::string& name, std::vector<std::string> header, const std::vector<Cell>& cells) {
  const bool leads = header.size() > 3;
  faults::MarkdownTable table(std::move(header));
  std::vector<std::string> empty;
  std::vector<std::string> wrong;
  std::size_t never = 0;
  for (const Cell& cell : cells) {
    const std::string place = cell.node + " -> " + cell.outcome;
    if (leads) {
      table.Add({cell.node, cell.outcome, cell.leads_to, cell.Text()});
    } else {
      table.Add({cell.node, cell.outcome, cell.Text()});
    }
    if (cell.walk.empty() && !cell.never) empty.push_back(place);
    if (!cell.walk.empty() && cell.never) wrong.push_back(place);
    if (cell.never) ++never;
  }
  std::ostringstream text;
  text << table.ToText() << "\n"
       << cells.size() << " outcomes: " << cells.size() - empty.size() - never << " taken, " << never
       << " never taken by design, " << empty.size() << " empty.\n";
  std::cout << text.str();
  std::ofstream(std::string(AUTHTREE_TABLE_DIR) + "/" + name + ".md") << text.str();
  EXPECT_THAT(empty, ::testing::IsEmpty()) << "no walk takes these: write one, or mend the one that did";
  EXPECT_THAT(wrong, ::testing::IsEmpty()) << "said to be never taken";
}

std::vector<std::shared_ptr<const Journey>> JourneysOf(const SimulatedWorld& world, const fs::path& file) {
  std::ifstream content(file, std::ios::binary);
  std::ostringstream text;
  text << content.rdbuf();
  return LoadJourneys(text.str(), world.registry()).journeys;
}

std::set<fs::path> JourneyFiles(const fs::path& directory) {
  std::set<fs::path> files;
  if (!fs::exists(directory)) return files;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    if (entry.path().string().ends_with(".journey.json")) files.insert(entry.path().lexically_normal());
  }
  return files;
}

/// What the types say of themselves. Those whose outcomes a journey lists count in `AddCellsOfNodes`.
std::vector<Cell> CellsOfTypes(const NodeRegistry& registry, const TakenOutcomes& taken) {
  std::vector<Cell> cells;
  for (const NodeDescriptor* descriptor : registry.Descriptors()) {
    if (HasOutcomesOfItsOwn(registry, *descriptor)) continue;
    for (const std::string& outcome : OutcomesOf(registry, *descriptor)) {
      Cell cell;
      cell.node = descriptor->type;
      cell.outcome = outcome;
      cell.walk = taken.WalkOf(descriptor->type, outcome);
      cell.never = IsNeverTaken(descriptor->type, outcome);
      cells.push_back(std::move(cell));
    }
  }
  return cells;
}

/// The outcomes that journeys make up: those of containers count for the type, others for each node.
void AddCellsOfNodes(const NodeRegistry& registry, const TakenOutcomes& taken, const fs::path& file,
                     const Journey& journey, std::map<std::pair<std::string, std::string>, Cell>& cells) {
  for (const JourneyNode& node : journey.nodes()) {
    const NodeDescriptor* descriptor = registry.Find(node.type);
    std::vector<std::string> known;
    if (!HasOutcomesOfItsOwn(registry, *descriptor)) known = OutcomesOf(registry, *descriptor);
    for (const Connection& connection : node.connections) {
      if (std::find(known.begin(), known.end(), connection.outcome) != known.end()) continue;
      Cell cell;
      cell.node = node.type;
      cell.outcome = connection.outcome;
      if (descriptor->is_container) {
        cell.walk = taken.WalkOf(node.type, connection.outcome);
      } else {
        cell.node += " \"" + node.display_name + "\" of " + file.filename().string();
        cell.walk = taken.WalkOf(file, node.id, connection.outcome);
      }
      cells.insert_or_assign(std::make_pair(cell.node, cell.outcome), std::move(cell));
    }
  }
}

/// A type whose outcomes journeys list has to be in one.
void AddTypesInNoJourney(const NodeRegistry& registry,
                         std::map<std::pair<std::string, std::string>, Cell>& cells) {
  for (const NodeDescriptor* descriptor : registry.Descriptors()) {
    const bool there = std::any_of(cells.begin(), cells.end(), [descriptor](const auto& entry) {
      return entry.second.node.starts_with(descriptor->type);
    });
    if (there || !HasOutcomesOfItsOwn(registry, *descriptor)) continue;
    Cell cell;
    cell.node = descriptor->type;
    cell.outcome = "(in no journey)";
    cells.insert_or_assign(std::make_pair(cell.node, cell.outcome), std::move(cell));
  }
}

TEST(KnownOutcomes, FlagsAddOutcomes) {
  const SimulatedWorld world;
  const NodeDescriptor* wait = world.registry().Find("PollingWaitNode");
  EXPECT_THAT(OutcomesOf(world.registry(), *wait), ::testing::UnorderedElementsAre("DONE", "EXITED", "SPAM"));
}

/// Has the outcomes that a property lists.
class ListNode final : public SyncNode {
 public:
  struct Config {
    std::vector<std::string> names{"yes"};
    bool maybe = false;
  };
  static constexpr std::string_view kType = "Test_ListNode";
  static constexpr std::string_view kSummary = "Has the outcomes of a list.";
  static ConfigSpec<Config> Spec() {
    return ConfigSpec<Config>()
        .Field("names", &Config::names, "Outcomes.")
        .Field("maybe", &Config::maybe, "One more.");
  }
  static std::vector<std::string> Outcomes(const Config& config) {
    std::vector<std::string> outcomes = config.names;
    if (config.maybe) outcomes.emplace_back("maybe");
    return outcomes;
  }
  explicit ListNode(const Config& /*config*/) {}

  [[nodiscard]] StateContract Contract() const override { return {}; }
  [[nodiscard]] Result<Action> Step(const StepContext& /*step*/) const override { return Action::To("yes"); }
};

TEST(KnownOutcomes, AListMayMakeThemUp) {
  NodeRegistry registry;
  registry.Register<ListNode>();
  EXPECT_TRUE(HasOutcomesOfItsOwn(registry, *registry.Find("Test_ListNode")));
  EXPECT_THAT(OutcomesOf(registry, *registry.Find("Test_ListNode")), ::testing::ElementsAre("yes", "maybe"));
  const SimulatedWorld world;
  const NodeDescriptor* collector = world.registry().Find("OS_Sample_AttributesCollector");
  EXPECT_FALSE(HasOutcomesOfItsOwn(world.registry(), *collector));
}

TEST(KnownOutcomes, OneIsNeverTakenOnlyWhereTheDocumentationSaysSo) {
  EXPECT_TRUE(IsNeverTaken("OS_Auth_VisualCodeStopNode", "Error"));
  EXPECT_FALSE(IsNeverTaken("OS_Auth_VisualCodeStopNode", "Next"));
  EXPECT_FALSE(IsNeverTaken("OS_Auth_VisualCodeNode", "Error"));
}

TEST(TakenOutcomes, AWalkThatDoesNotPassTakesNone) {
  std::vector<ListedWalk> walks = Walks();
  const auto push = std::find_if(walks.begin(), walks.end(),
                                 [](const ListedWalk& walk) { return walk.Name() == "push-login"; });
  ASSERT_NE(push, walks.end());
  const auto taken = std::make_shared<TakenOutcomes>();
  push->walk.end.outcome = walk::WalkOutcome::kDenied;
  TakenOutcomes::Walk(taken, *push);
  EXPECT_EQ(taken->WalkOf("OS_Auth_CheckSessionStatusNode", "accepted"), "");
  push->walk.end.outcome = walk::WalkOutcome::kSuccess;
  TakenOutcomes::Walk(taken, *push);
  EXPECT_EQ(taken->WalkOf("OS_Auth_CheckSessionStatusNode", "accepted"), "push-login");
}

TEST(OutcomeCoverage, EveryOutcomeOfEveryNodeTypeIsTakenOnAWalk) {
  const SimulatedWorld world;
  const auto taken = std::make_shared<TakenOutcomes>();
  std::set<fs::path> files = JourneyFiles(fs::path(AUTHTREE_SOURCE_DIR) / "examples/journeys");
  for (const ListedWalk& walk : Walks()) {
    // A journey that may be missing fills no cell.
    if (walk.walk.journey.optional) continue;
    TakenOutcomes::Walk(taken, walk);
    files.insert(walk.journey);
  }
  std::vector<Cell> cells = CellsOfTypes(world.registry(), *taken);
  std::map<std::pair<std::string, std::string>, Cell> more;
  for (const fs::path& file : files) {
    for (const auto& journey : JourneysOf(world, file)) {
      AddCellsOfNodes(world.registry(), *taken, file, *journey, more);
    }
  }
  AddTypesInNoJourney(world.registry(), more);
  for (auto& [key, cell] : more) cells.push_back(std::move(cell));
  std::stable_sort(cells.begin(), cells.end(),
                   [](const Cell& left, const Cell& right) { return left.node < right.node; });
  Publish("outcomes", {"node type", "outcome", "walk that takes it"}, cells);
}

std::string Target(const Journey& journey, NodeIndex target) {
  if (target == kSuccessEnd) return "Success";
  if (target == kFailureEnd) return "Failure";
  if (target == kUnconnected) return "nowhere: the round fails";
  return journey.node(target).display_name;
}

/// The outcomes of the nodes of a journey that is run as it was exported.
std::vector<Cell> CellsOfJourney(const TakenOutcomes& taken, const fs::path& file, const Journey& journey) {
  std::vector<Cell> cells;
  for (const JourneyNode& node : journey.nodes()) {
    if (node.is_child) continue;
    for (const Connection& connection : node.connections) {
      Cell cell;
      cell.node = file.filename().string() + ": " + node.display_name + " (" + node.id.substr(0, 8) + ")";
      cell.outcome = connection.outcome;
      cell.leads_to = Target(journey, connection.target);
      const bool fails =
          connection.target == kUnconnected && connection.outcome == node.error_reporting.outcome;
      cell.walk = taken.WalkOf(file, node.id, fails ? kRoundFailed : connection.outcome);
      cell.never = IsNeverTaken(node.type, connection.outcome);
      cells.push_back(std::move(cell));
    }
  }
  return cells;
}

TEST(OutcomeCoverage, EveryConnectionOfTheVendorsJourneysIsTakenOnAWalk) {
  const fs::path directory = (fs::path(AUTHTREE_SOURCE_DIR) / "../shared/journeys").lexically_normal();
  const std::set<fs::path> files = JourneyFiles(directory);
  if (files.empty() && std::getenv("CI") != nullptr) FAIL() << "the vendor's journeys are missing";
  if (files.empty()) GTEST_SKIP() << "the vendor's journeys are not here";
  const SimulatedWorld world;
  const auto taken = std::make_shared<TakenOutcomes>();
  for (const ListedWalk& walk : Walks()) {
    if (walk.walk.journey.optional) TakenOutcomes::Walk(taken, walk);
  }
  std::vector<Cell> cells;
  for (const fs::path& file : files) {
    for (const auto& journey : JourneysOf(world, file)) {
      for (Cell& cell : CellsOfJourney(*taken, file, *journey)) cells.push_back(std::move(cell));
    }
  }
  Publish("vendor-journeys", {"node", "outcome", "leads to", "walk that takes it"}, cells);
}

}  // namespace
}  // namespace authtree::inline v0::testing_world
