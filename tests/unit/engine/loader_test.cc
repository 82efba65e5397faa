// Exports that load, in their shapes, and texts that are no export.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loader_bench.h"

namespace authtree::inline v0::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Json Multi(std::initializer_list<std::pair<std::string, Json>> trees) {
  Json file = {{"meta", {{"origin", "test"}}}, {"trees", Json::object()}};
  for (const auto& [id, single] : trees) file["trees"][id] = single;
  return file;
}

ExportBuilder Simple(const std::string& id) {
  ExportBuilder builder(id);
  builder.Node("ask", "AskNode", {{"outcome", kSuccess}});
  return builder;
}

TEST(LoadJourneys, ReadsASingleExport) {
  const LoadedJourneys loaded = Load(Simple("Login"));

  EXPECT_THAT(Findings(loaded), IsEmpty());
  ASSERT_THAT(loaded.journeys, SizeIs(1));
  const Journey& journey = *loaded.journeys[0];
  EXPECT_EQ(journey.id(), "Login");
  ASSERT_THAT(journey.nodes(), SizeIs(1));
  EXPECT_EQ(journey.entry(), journey.Find("ask"));
  EXPECT_EQ(journey.nodes()[0].type, "AskNode");
  EXPECT_EQ(journey.nodes()[0].display_name, "The ask");
  ASSERT_THAT(journey.nodes()[0].connections, SizeIs(1));
  EXPECT_EQ(journey.nodes()[0].connections[0].target, kSuccessEnd);
}

TEST(LoadJourneys, ReadsAnExportOfSeveralTrees) {
  const LoadedJourneys loaded = Load(DumpJson(Multi({{"A", Simple("A").json()}, {"B", Simple("B").json()}})));

  EXPECT_THAT(Findings(loaded), IsEmpty());
  EXPECT_NE(loaded.Find("A"), nullptr);
  EXPECT_NE(loaded.Find("B"), nullptr);
}

TEST(LoadJourneys, FindsTheOnlyJourneyWithoutAName) {
  EXPECT_NE(Load(Simple("A")).Find(), nullptr);
  EXPECT_EQ(Load(Simple("A")).Find("B"), nullptr);
  EXPECT_EQ(Load(DumpJson(Multi({{"A", Simple("A").json()}, {"B", Simple("B").json()}}))).Find(), nullptr);
  EXPECT_EQ(LoadedJourneys().Find(), nullptr);
}

TEST(LoadJourneys, TakesTheNameFromTheKeyWhenTheTreeHasNone) {
  ExportBuilder builder = Simple("x");
  builder.tree().erase("_id");

  EXPECT_NE(Load(DumpJson(Multi({{"Named", builder.json()}}))).Find("Named"), nullptr);
}

TEST(LoadJourneys, ABrokenTreeDoesNotHideTheOthers) {
  ExportBuilder broken = Simple("B");
  broken.Entry("gone");

  const LoadedJourneys loaded = Load(DumpJson(Multi({{"A", Simple("A").json()}, {"B", broken.json()}})));

  EXPECT_NE(loaded.Find("A"), nullptr);
  EXPECT_EQ(loaded.Find("B"), nullptr);
  EXPECT_THAT(Findings(loaded),
              ElementsAre("error /trees/B/tree/entryNodeId: the connection leads to 'gone', which is "
                          "no node of this tree"));
}

TEST(LoadJourneys, TwoTreesOfOneNameAreAnError) {
  const LoadedJourneys loaded = Load(DumpJson(Multi({{"A", Simple("A").json()}, {"B", Simple("A").json()}})));

  EXPECT_THAT(Findings(loaded),
              ElementsAre("error /trees/B/tree/_id: there is another journey 'A' in the file"));
  EXPECT_THAT(loaded.journeys, SizeIs(1));
}

TEST(LoadJourneys, EscapesATreesNameInPointers) {
  ExportBuilder broken = Simple("a/b");
  broken.tree().erase("entryNodeId");

  EXPECT_THAT(Findings(Load(DumpJson(Multi({{"a/b", broken.json()}})))),
              ElementsAre("error /trees/a~1b/tree/entryNodeId: the tree does not say where it starts"));
}

TEST(LoadJourneys, ReadsPageChildrenFromInnerNodesOfEitherSpelling) {
  for (const std::string name : {"innerNodes", "innernodes"}) {
    ExportBuilder builder;
    builder.Node("box", "BoxNode", {{"outcome", kSuccess}}, {{"nodes", {ChildEntry("c", "AskNode")}}});
    builder.json().erase("innerNodes");
    builder.json()[name] = {{"c", {{"key", "mail"}}}};

    const LoadedJourneys loaded = Load(builder);

    ASSERT_THAT(Findings(loaded), IsEmpty()) << name;
    const Journey& journey = *loaded.Find();
    EXPECT_TRUE(journey.node(*journey.Find("c")).contract.MayWrite("mail"));
  }
}

TEST(LoadJourneys, AnEmptyTreeStartsAtAnEnd) {
  ExportBuilder builder;
  builder.Entry(kFailure);
  EXPECT_EQ(Load(builder).Find()->entry(), kFailureEnd);

  builder.Entry(kSuccess);
  EXPECT_EQ(Load(builder).Find()->entry(), kSuccessEnd);
}

TEST(LoadJourneys, NodesWithoutPropertiesNeedNoObject) {
  ExportBuilder builder;
  builder.Node("box", "BoxNode", {{"outcome", kSuccess}}, {{"nodes", {ChildEntry("c", "AskNode")}}});

  EXPECT_THAT(Findings(Load(builder)),
              ElementsAre("error /nodes/box/nodes/0: the properties of node 'c' are missing"));
}

TEST(LoadJourneys, KnowsWhatIsNeededBehindEachNode) {
  ExportBuilder builder;
  builder.Node("a", "LookNode", {{"found", "b"}, {"missing", kFailure}}, {{"key", "one"}})
      .Node("b", "LookNode", {{"found", "c"}, {"missing", "b"}}, {{"key", "two"}})
      .Node("c", "LookNode", {{"found", kSuccess}, {"missing", kFailure}}, {{"key", "three"}});

  const auto journey = Load(builder).Find();

  ASSERT_NE(journey, nullptr);
  EXPECT_THAT(journey->node(*journey->Find("a")).needed_later, ElementsAre("one", "three", "two"));
  EXPECT_THAT(journey->node(*journey->Find("b")).needed_later, ElementsAre("three", "two"));
  EXPECT_THAT(journey->node(*journey->Find("c")).needed_later, ElementsAre("three"));
}

TEST(LoadJourneys, RefusesWhatIsNotJsonWithItsPosition) {
  EXPECT_THAT(Findings(Load("{\n  \"tree\": ")),
              ElementsAre("error line 2, column 11: The text is not valid JSON."));
  EXPECT_THAT(Findings(Load("")), ElementsAre("error line 1, column 1: The text is not valid JSON."));
}

class NoExport : public ::testing::TestWithParam<std::string> {};

TEST_P(NoExport, IsRefused) {
  const LoadedJourneys loaded = Load(GetParam());

  EXPECT_TRUE(loaded.diagnostics.has_errors());
  EXPECT_THAT(loaded.journeys, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, NoExport,
    ::testing::Values("null", "1", "\"text\"", "[]", "{}", R"({"tree":null})", R"({"tree":[]})",
                      R"({"tree":{}})", R"({"trees":null})", R"({"trees":[]})", R"({"trees":{}})",
                      R"({"trees":{"A":null}})", R"({"trees":{"A":{}}})", R"({"trees":{"A":{"tree":1}}})",
                      R"({"tree":{"_id":"A","nodes":[]}})", R"({"tree":{"_id":"A","nodes":{}}})",
                      R"({"tree":{"_id":"A","nodes":{},"entryNodeId":null}})",
                      R"({"tree":{"_id":"A","nodes":{"n":null},"entryNodeId":"n"}})",
                      R"({"tree":{"_id":"A","nodes":{"n":{"nodeType":7}},"entryNodeId":"n"}})",
                      R"({"tree":{"_id":1,"nodes":{},"entryNodeId":"e301438c-0bd0-429c-ab0c-66126501069a"}})",
                      R"({"tree":{"_id":"A","_id":"B"}})"));

TEST(LoadJourneys, SurvivesMegabytesOfJunk) {
  constexpr std::size_t kSize = 5 * 1024 * 1024;
  EXPECT_TRUE(Load(std::string(kSize, '[')).diagnostics.has_errors());
  EXPECT_TRUE(Load(std::string(kSize, '\xff')).diagnostics.has_errors());
  EXPECT_TRUE(Load("\"" + std::string(kSize, 'a') + "\"").diagnostics.has_errors());
  EXPECT_TRUE(Load(std::string(17 * 1024 * 1024, ' ')).diagnostics.has_errors());
}

TEST(LoadJourneys, RefusesATreeOfTooManyNodes) {
  ExportBuilder builder;
  for (int i = 0; i <= 2000; ++i) {
    builder.Node("n" + std::to_string(i), "TestNode", {{"outcome", "n" + std::to_string(i + 1)}},
                 {{"reads", {"key" + std::to_string(i)}}});
  }

  EXPECT_THAT(Findings(Load(builder)), ElementsAre("error /tree/nodes: the tree has more than 2000 nodes"));
}

TEST(LoadJourneys, ReadsATreeOfManyNodes) {
  ExportBuilder builder;
  for (int i = 0; i < 2000; ++i) {
    builder.Node("n" + std::to_string(i), "TestNode",
                 {{"outcome", i == 1999 ? kSuccess : "n" + std::to_string(i + 1)}},
                 {{"reads", {"key" + std::to_string(i % 50)}}});
  }

  const auto journey = Load(builder).Find();

  ASSERT_NE(journey, nullptr);
  EXPECT_THAT(journey->node(journey->entry()).needed_later, SizeIs(50));
}

}  // namespace
}  // namespace authtree::inline v0::testing
