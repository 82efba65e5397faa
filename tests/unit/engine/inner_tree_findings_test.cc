// What the loader says about trees inside trees.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loader_bench.h"

namespace authtree::inline v0::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A tree whose only node stands for another.
ExportBuilder TreeWith(const std::string& id, const std::string& inner) {
  ExportBuilder builder(id);
  builder.Node("box", "InnerNode", {{"true", kSuccess}, {"false", kFailure}}, {{"tree", inner}});
  return builder;
}

LoadedJourneys LoadAll(const ExportBuilder& first, const std::vector<ExportBuilder>& others) {
  return LoadJourneys(FileOf(first, others), TestRegistry());
}

TEST(InnerTreeFindings, ATreeThatIsNotThere) {
  const LoadedJourneys loaded = Load(TreeWith("Login", "Gone"));

  EXPECT_THAT(Findings(loaded), ElementsAre("error /nodes/box/tree: there is no tree 'Gone' in the file"));
  EXPECT_THAT(loaded.journeys, IsEmpty());
}

TEST(InnerTreeFindings, ANodeThatNamesNoTree) {
  EXPECT_THAT(Findings(Load(TreeWith("Login", ""))),
              ElementsAre("error /nodes/box/tree: the node names no tree"));
}

TEST(InnerTreeFindings, ATreeInsideItself) {
  EXPECT_THAT(Findings(Load(TreeWith("Login", "Login"))),
              ElementsAre("error /nodes/box/tree: a tree runs inside itself: Login > Login"));
}

TEST(InnerTreeFindings, ACircleOfTrees) {
  const LoadedJourneys loaded = LoadAll(TreeWith("A", "B"), {TreeWith("B", "C"), TreeWith("C", "A")});

  EXPECT_THAT(Findings(loaded),
              Contains("error /trees/C/nodes/box/tree: a tree runs inside itself: A > B > C > A"));
  EXPECT_THAT(loaded.journeys, IsEmpty());
}

TEST(InnerTreeFindings, ATreeThatCannotBeRun) {
  ExportBuilder broken("Broken");
  broken.Node("a", "AskNode", {{"outcome", "gone"}});

  EXPECT_THAT(Findings(LoadAll(TreeWith("Login", "Broken"), {broken})),
              Contains("error /trees/Login/nodes/box/tree: the inner tree 'Broken' cannot be run"));
}

TEST(InnerTreeFindings, ATreeThatIsDisabled) {
  ExportBuilder inner("Inner");
  inner.Node("a", "AskNode", {{"outcome", kSuccess}});
  inner.tree()["enabled"] = false;

  EXPECT_THAT(Findings(LoadAll(TreeWith("Login", "Inner"), {inner})),
              Contains("error /trees/Login/nodes/box/tree: the tree 'Inner' must not run inside another"));
}

TEST(InnerTreeFindings, ATreeForInnerUseIsFine) {
  ExportBuilder inner("Inner");
  inner.Node("a", "AskNode", {{"outcome", kSuccess}});
  inner.tree()["innerTreeOnly"] = true;

  EXPECT_THAT(Findings(LoadAll(TreeWith("Login", "Inner"), {inner})), IsEmpty());
}

TEST(InnerTreeFindings, TooManyLevels) {
  std::vector<ExportBuilder> others;
  for (int level = 1; level < 17; ++level) {
    others.push_back(TreeWith("T" + std::to_string(level), "T" + std::to_string(level + 1)));
  }
  ExportBuilder last("T17");
  last.Node("a", "AskNode", {{"outcome", kSuccess}});
  others.push_back(last);

  const LoadedJourneys loaded = LoadAll(TreeWith("T0", "T1"), others);

  EXPECT_THAT(
      Findings(loaded),
      Contains("error /trees/T1/nodes/box/tree: trees stand inside each other on more than 16 levels"));
  EXPECT_NE(loaded.Find("T2"), nullptr);
}

TEST(InnerTreeFindings, TooManyNodesAltogether) {
  std::vector<ExportBuilder> others;
  // Each tree holds the next one twice: 2^12 nodes in few bytes.
  for (int level = 1; level < 12; ++level) {
    ExportBuilder tree("T" + std::to_string(level));
    const Json next = {{"tree", "T" + std::to_string(level + 1)}};
    tree.Node("a", "InnerNode", {{"true", "b"}, {"false", kFailure}}, next)
        .Node("b", "InnerNode", {{"true", kSuccess}, {"false", kFailure}}, next);
    others.push_back(tree);
  }
  ExportBuilder last("T12");
  last.Node("a", "AskNode", {{"outcome", kSuccess}});
  others.push_back(last);

  EXPECT_THAT(Findings(LoadAll(TreeWith("T0", "T1"), others)),
              Contains(HasSubstr("with its inner trees the tree has more than 2000 nodes")));
}

TEST(InnerTreeFindings, DeepNestingOfManyTreesIsRefusedWithoutHarm) {
  constexpr int kTrees = 3000;
  std::vector<ExportBuilder> others;
  for (int level = 1; level < kTrees; ++level) {
    others.push_back(TreeWith("T" + std::to_string(level), "T" + std::to_string(level + 1)));
  }

  EXPECT_THAT(LoadAll(TreeWith("T0", "T1"), others).journeys, IsEmpty());
}

TEST(InnerTreeFindings, AnInnerTreeOnAPage) {
  ExportBuilder builder;
  builder
      .Node("page", "BoxNode", {{"true", kSuccess}, {"false", kFailure}},
            {{"nodes", {ChildEntry("c", "InnerNode")}}})
      .Child("c", {{"tree", "Login"}});

  EXPECT_THAT(Findings(Load(builder)),
              ElementsAre("error /nodes/page/nodes/0: a page cannot hold an inner tree"));
}

}  // namespace
}  // namespace authtree::inline v0::testing
