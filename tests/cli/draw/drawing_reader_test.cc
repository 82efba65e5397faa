#include "draw/drawing_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing_bench.h"

namespace authtree::inline v0::cli::draw {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> OutcomesOf(const DrawnNode& node) {
  std::vector<std::string> names;
  for (const DrawnOutcome& outcome : node.outcomes) names.push_back(outcome.name);
  return names;
}

TEST(ReadDrawing, SaysWhereATextIsNotJson) {
  EXPECT_THAT(Read("{\n\"tree\" 1}").journey, HasSubstr("line 2"));
}

TEST(ReadDrawing, SaysThatThereIsNoTree) {
  EXPECT_THAT(Read(R"({"nodes": {}})").journey, HasSubstr("'tree'"));
  EXPECT_THAT(Read(R"({"tree": {"nodes": []}})").journey, HasSubstr("'tree'"));
  EXPECT_THAT(Read(R"({"trees": {}})").journey, HasSubstr("/trees"));
  EXPECT_THAT(Read(R"({"trees": {"A": 1}})").journey, HasSubstr("/trees/A"));
  EXPECT_THAT(Read("[1]").journey, HasSubstr("'tree'"));
}

TEST(ReadDrawing, NamesTheJourneysOfAFileWithSeveral) {
  const std::string text = R"({"trees": {"A": {"tree": {"_id": "A", "nodes": {}}},
                                         "B": {"tree": {"_id": "B", "nodes": {}}}}})";
  EXPECT_THAT(Read(text).journey, HasSubstr("'A', 'B'"));
  EXPECT_THAT(Read(text, "C").journey, HasSubstr("'A', 'B'"));
  EXPECT_EQ(Read(text, "B").journey, "B");
}

TEST(ReadDrawing, RefusesMoreNodesThanAJourneyMayHave) {
  Export source;
  for (int i = 0; i < 2001; ++i) source.Node("n" + std::to_string(i), "UsernameCollectorNode");
  EXPECT_THAT(Read(source).journey, HasSubstr("more than 2000 nodes"));
}

TEST(ReadDrawing, CountsTheChildrenOfPages) {
  Json children = Json::array();
  for (int i = 0; i < 2001; ++i) children.push_back(Child("c" + std::to_string(i), "UsernameCollectorNode"));
  Export source;
  source.Node("p", "PageNode", {}, {{"nodes", children}});
  EXPECT_THAT(Read(source).journey, HasSubstr("more than 2000 nodes"));
}

TEST(ReadDrawing, RefusesConnectionsWithoutEnd) {
  Json connections = Json::object();
  for (int i = 0; i < 10'001; ++i) connections["o" + std::to_string(i)] = kSuccessId;
  Export source;
  source.Node("n", "Strange", connections);
  EXPECT_THAT(Read(source).journey, HasSubstr("more than 10000 connections"));
}

TEST(ReadDrawing, TakesOutcomesOfAKnownTypeFromTheType) {
  Export source;
  source.Node("n", "RetryLimitDecisionNode", {{"Retry", "n"}});
  const DrawnNode node = Read(source).nodes.at(0);
  EXPECT_THAT(OutcomesOf(node), ElementsAre("Retry", "Reject"));
  EXPECT_EQ(node.outcomes[0].target.kind, TargetKind::kNode);
  EXPECT_EQ(node.outcomes[1].target.kind, TargetKind::kNowhere);
}

TEST(ReadDrawing, MarksAConnectionThatIsNoOutcome) {
  Export source;
  source.Node("n", "UsernameCollectorNode", {{"outcome", kSuccessId}, {"Maybe", kFailureId}});
  const DrawnNode node = Read(source).nodes.at(0);
  EXPECT_THAT(OutcomesOf(node), ElementsAre("outcome", "Maybe"));
  EXPECT_TRUE(node.outcomes[0].declared);
  EXPECT_FALSE(node.outcomes[1].declared);
}

TEST(ReadDrawing, ReadsTheNamesOfOlderExports) {
  Export source;
  source.Node("n", "OS_Auth_VisualCodeStopNode", {{"outcome", kSuccessId}});
  const DrawnNode node = Read(source).nodes.at(0);
  EXPECT_THAT(OutcomesOf(node), ElementsAre("Next", "Error"));
  EXPECT_EQ(node.outcomes[0].target.kind, TargetKind::kSuccess);
}

TEST(ReadDrawing, MarksAnUnknownTypeAndTakesItsOutcomesFromTheExport) {
  Export source;
  source.Node("n", "Strange", {{"b", kSuccessId}, {"c", kFailureId}},
              {{"_outcomes", {{{"id", "a"}}, {{"id", "b"}}, {{"id", "b"}}, 1, {{"no", "id"}}}}});
  const DrawnNode node = Read(source).nodes.at(0);
  EXPECT_FALSE(node.known);
  EXPECT_THAT(OutcomesOf(node), ElementsAre("a", "b", "c"));
  EXPECT_EQ(node.outcomes[0].target.kind, TargetKind::kNowhere);
  EXPECT_TRUE(node.outcomes[2].declared);
}

TEST(ReadDrawing, KeepsWhatADanglingConnectionNames) {
  Export source;
  source.Node("n", "RetryLimitDecisionNode", {{"Retry", "gone"}, {"Reject", 7}});
  const DrawnNode node = Read(source).nodes.at(0);
  EXPECT_EQ(node.outcomes[0].target.kind, TargetKind::kMissing);
  EXPECT_EQ(node.outcomes[0].target.id, "gone");
  EXPECT_EQ(node.outcomes[1].target.id, "7");
}

TEST(ReadDrawing, GivesAPageItsChildrenAndTheOutcomesOfTheLast) {
  Export source;
  source.Node("p", "PageNode", {{"Retry", kSuccessId}},
              {{"nodes", {Child("c", "UsernameCollectorNode"), Child("d", "RetryLimitDecisionNode")}}});
  const DrawnNode page = Read(source).nodes.at(0);
  ASSERT_EQ(page.children.size(), 2U);
  EXPECT_EQ(page.children[1].display_name, "Child d");
  EXPECT_THAT(OutcomesOf(page), ElementsAre("Retry", "Reject"));
}

TEST(ReadDrawing, MarksAnUnknownChild) {
  Export source;
  source.Node("p", "PageNode", {{"out", kSuccessId}}, {{"nodes", {Child("c", "Strange")}}});
  const DrawnNode page = Read(source).nodes.at(0);
  EXPECT_TRUE(page.known);
  EXPECT_FALSE(page.children.at(0).known);
  EXPECT_TRUE(page.outcomes.at(0).declared);
}

TEST(ReadDrawing, KnowsWhatIsReached) {
  Export source;
  source.Node("a", "UsernameCollectorNode", {{"outcome", "b"}});
  source.Node("b", "UsernameCollectorNode", {{"outcome", "a"}});
  source.Node("c", "UsernameCollectorNode", {{"outcome", "a"}});
  const Drawing drawing = Read(source);
  EXPECT_TRUE(drawing.nodes[0].reached);
  EXPECT_TRUE(drawing.nodes[1].reached);
  EXPECT_FALSE(drawing.nodes[2].reached);
}

TEST(ReadDrawing, SurvivesPartsOfTheWrongShape) {
  Export source;
  source.Node("a", "PageNode", "text", {{"nodes", {1, "x", Child("c", "")}}});
  source.Node("b", "OS_Auth_UserRegisterNode", Json::array(), {{"optionalAttributes", 7}});
  source.json()["tree"]["nodes"]["d"] = 5;
  source.json()["tree"]["nodes"]["e"] = {{"nodeType", 7}, {"connections", nullptr}};
  source.json()["nodes"]["b"] = "text";
  source.json()["innerNodes"] = 1;
  source.json()["tree"]["entryNodeId"] = Json::array();
  const Drawing drawing = Read(source);
  EXPECT_EQ(drawing.nodes.size(), 4U);
  EXPECT_EQ(drawing.entry.kind, TargetKind::kMissing);
}

TEST(ReadDrawing, DrawsAJourneyWithoutNodes) {
  EXPECT_THAT(Read(R"({"tree": {"_id": "T", "nodes": {}}})").nodes, IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0::cli::draw
