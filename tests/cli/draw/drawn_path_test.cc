#include "draw/drawn_path.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing_bench.h"

namespace authtree::inline v0::cli::draw {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

std::string FindingsOfTrace(const std::string& text) {
  Diagnostics diagnostics;
  EXPECT_TRUE(ReadTrace(text, diagnostics).empty() || diagnostics.has_errors());
  return diagnostics.ToText();
}

Drawing Journey() {
  Export source("Login");
  source.Node("a", "PageNode", {{"outcome", "b"}}, {{"nodes", {Child("c", "UsernameCollectorNode")}}});
  source.Node("b", "RetryLimitDecisionNode", {{"Retry", "a"}, {"Reject", kFailureId}});
  return Read(source);
}

struct Found {
  std::optional<DrawnPath> path;
  std::string findings;
};

Found Find(const std::string& trace) {
  Diagnostics diagnostics;
  const std::vector<TracedStep> steps = ReadTrace(trace, diagnostics);
  Found found;
  found.path = FindPath(Journey(), steps, diagnostics);
  found.findings = diagnostics.ToText();
  return found;
}

TEST(ReadTrace, SaysWhichLineIsNoStepAndHowToGetATrace) {
  EXPECT_THAT(FindingsOfTrace("{\"node\": \"a\"}\n\n  PageNode \"Page\" asks, 0.1 ms\n"),
              AllOf(HasSubstr("line 3"), HasSubstr("--trace-file")));
  EXPECT_THAT(FindingsOfTrace("{\"outcome\": \"a\"}"), HasSubstr("line 1"));
}

TEST(ReadTrace, RefusesATraceWithoutSteps) {
  EXPECT_THAT(FindingsOfTrace(""), HasSubstr("no step"));
  EXPECT_THAT(FindingsOfTrace(R"({"path": []})"), HasSubstr("no step"));
  EXPECT_THAT(FindingsOfTrace(R"({"path": [{"outcome": "x"}]})"), HasSubstr("/path/0"));
  EXPECT_THAT(FindingsOfTrace(R"({"path": 1})"), HasSubstr("no step"));
}

TEST(ReadTrace, ReadsAReportLikeLines) {
  Diagnostics diagnostics;
  const auto steps = ReadTrace(
      R"({"journey": "Login", "path": [{"node": "a", "asked": true}, {"node": "a", "outcome": "outcome"},
                    {"node": "b", "failed": true}]})",
      diagnostics);
  ASSERT_THAT(steps, SizeIs(3));
  EXPECT_EQ(steps[0].journey, "Login");
  EXPECT_TRUE(steps[0].asked);
  EXPECT_EQ(steps[1].outcome, "outcome");
  EXPECT_TRUE(steps[2].failed);
}

TEST(ReadTrace, TellsAFailureThatTookTheErrorOutcome) {
  Diagnostics diagnostics;
  const auto steps = ReadTrace(R"({"node": "b", "outcome": "Error", "error": "timeout"})", diagnostics);
  EXPECT_TRUE(steps.at(0).failed);
}

TEST(FindPath, NamesTheNodesOfAnotherJourney) {
  const Found found =
      Find("{\"journey\": \"Other\", \"node\": \"x\"}\n{\"journey\": \"Other\", \"node\": \"y\"}\n");
  EXPECT_FALSE(found.path.has_value());
  EXPECT_THAT(found.findings, AllOf(HasSubstr("'Login'"), HasSubstr("'x', 'y'"), HasSubstr("'Other'")));
}

TEST(FindPath, NamesOnlySomeOfMany) {
  std::string trace;
  for (int i = 0; i < 500; ++i) trace += "{\"node\": \"x" + std::to_string(i) + "\"}\n";
  EXPECT_THAT(Find(trace).findings, AllOf(HasSubstr("and 490 more"), Not(HasSubstr("'x499'"))));
}

TEST(FindPath, WarnsOfAnOutcomeThatTheFileDoesNotHave) {
  const Found found = Find(R"({"node": "b", "outcome": "Maybe"})");
  ASSERT_TRUE(found.path.has_value());
  EXPECT_THAT(found.path->taken, IsEmpty());
  EXPECT_THAT(found.findings, AllOf(HasSubstr("warning"), HasSubstr("'Maybe'")));
}

TEST(FindPath, NumbersTheStepsAndLeavesOutThoseOfChildren) {
  const Found found = Find(
      "{\"node\": \"c\", \"asked\": true, \"onPage\": true}\n{\"node\": \"a\", \"asked\": true}\n"
      "{\"node\": \"c\", \"outcome\": \"outcome\", \"onPage\": true}\n{\"node\": \"a\", \"outcome\": "
      "\"outcome\"}\n"
      "{\"node\": \"b\", \"outcome\": \"Reject\"}\n");
  ASSERT_TRUE(found.path.has_value());
  EXPECT_TRUE(found.path->from_start);
  EXPECT_THAT(found.path->visits.at(0), SizeIs(2));
  EXPECT_TRUE(found.path->visits.at(0)[0].asked);
  EXPECT_EQ(found.path->visits.at(1).at(0).number, 3U);
  EXPECT_THAT(found.path->taken, ElementsAre(Pair(0U, 0U), Pair(1U, 1U)));
}

TEST(FindPath, MarksChildrenThatFailed) {
  const Found found =
      Find("{\"node\": \"c\", \"failed\": true, \"onPage\": true}\n{\"node\": \"a\", \"failed\": true}");
  ASSERT_TRUE(found.path.has_value());
  EXPECT_THAT(found.path->failed_children, ElementsAre(Pair(0U, 0U)));
  EXPECT_TRUE(found.path->visits.at(0).at(0).failed);
}

}  // namespace
}  // namespace authtree::inline v0::cli::draw
