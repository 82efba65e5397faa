// Every finding of the loader, with its place.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loader_bench.h"

namespace authtree::inline v0::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

TEST(LoaderFindings, AConnectionToNowhere) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", "gone"}});

  const LoadedJourneys loaded = Load(builder);

  EXPECT_THAT(Findings(loaded),
              ElementsAre("error /tree/nodes/a/connections/outcome: the connection leads to 'gone', "
                          "which is no node of this tree"));
  EXPECT_THAT(loaded.journeys, IsEmpty());
}

TEST(LoaderFindings, AConnectionThatIsNoText) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", 1}});

  EXPECT_THAT(Findings(Load(builder)),
              ElementsAre("error /tree/nodes/a/connections/outcome: the connection is not a node id"));
}

TEST(LoaderFindings, ConnectionsThatAreNoObject) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", "outcome");

  EXPECT_THAT(Findings(Load(builder)),
              ElementsAre("error /tree/nodes/a/connections: the connections are not an object"));
}

TEST(LoaderFindings, AConnectionToTheChildOfAPage) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", "c"}})
      .Node("box", "BoxNode", {{"outcome", "a"}}, {{"nodes", {ChildEntry("c", "AskNode")}}})
      .Child("c");

  EXPECT_THAT(Findings(Load(builder)), Contains(HasSubstr("error /tree/nodes/a/connections/outcome")));
}

TEST(LoaderFindings, AnUnconnectedOutcomeIsAWarning) {
  ExportBuilder builder;
  builder.Node("a", "LookNode", {{"found", kSuccess}});

  const LoadedJourneys loaded = Load(builder);

  EXPECT_THAT(Findings(loaded),
              ElementsAre("warning /tree/nodes/a/connections: outcome 'missing' of 'The a' leads "
                          "nowhere; a journey that takes it ends in failure"));
  EXPECT_NE(loaded.Find(), nullptr);
}

TEST(LoaderFindings, NodesWithoutConnectionsAreTolerated) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", nullptr);
  EXPECT_NE(Load(builder).Find(), nullptr);

  builder.tree()["nodes"]["a"].erase("connections");
  EXPECT_NE(Load(builder).Find(), nullptr);
}

TEST(LoaderFindings, AConnectionOfAnOutcomeThatDoesNotExistIsAWarning) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", kSuccess}, {"never/taken", kFailure}});

  EXPECT_THAT(
      Findings(Load(builder)),
      ElementsAre(
          "warning /tree/nodes/a/connections/never~1taken: 'The a' has no outcome 'never/taken'; it is "
          "never taken"));
}

TEST(LoaderFindings, AnUnknownTypeWithASuggestion) {
  ExportBuilder builder;
  builder.Node("a", "AksNode", {{"outcome", kSuccess}});

  const LoadedJourneys loaded = Load(builder);

  EXPECT_THAT(Findings(loaded),
              ElementsAre("error /tree/nodes/a/nodeType: the node type 'AksNode' is not known"));
  EXPECT_EQ(loaded.diagnostics.findings()[0].fix, "Did you mean 'AskNode'?");
}

TEST(LoaderFindings, AnUnknownTypeThatIsLikeNoOther) {
  ExportBuilder builder;
  builder.Node("a", "SomethingCompletelyDifferent", {{"outcome", kSuccess}});

  EXPECT_EQ(Load(builder).diagnostics.findings().at(0).fix, "Register the pack that has it");
}

TEST(LoaderFindings, AConnectionToAnUnreadableNodeIsNotReportedAgain) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", "b"}}).Node("b", "AksNode", {{"outcome", kSuccess}});

  EXPECT_THAT(Findings(Load(builder)), ElementsAre(HasSubstr("error /tree/nodes/b/nodeType")));
}

TEST(LoaderFindings, ANodeWithoutType) {
  ExportBuilder builder;
  builder.Node("a", "", {{"outcome", kSuccess}});

  EXPECT_THAT(Findings(Load(builder)), ElementsAre("error /tree/nodes/a/nodeType: the node has no type"));
}

TEST(LoaderFindings, ANodeThatIsNeverReachedIsAWarning) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", kSuccess}}).Node("b", "AskNode", {{"outcome", kSuccess}});

  EXPECT_THAT(Findings(Load(builder)), ElementsAre("warning /tree/nodes/b: 'The b' is never reached"));
}

TEST(LoaderFindings, WhatStandsBehindANodeThatCannotBeReadCountsAsReached) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", "strange"}})
      .Node("strange", "NoSuchNode", {{"out", "b"}})
      .Node("b", "AskNode", {{"outcome", kSuccess}});

  EXPECT_THAT(Findings(Load(builder)),
              ElementsAre("error /tree/nodes/strange/nodeType: the node type 'NoSuchNode' is not known"));
}

TEST(LoaderFindings, NoEntry) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", kSuccess}});
  builder.tree().erase("entryNodeId");

  EXPECT_THAT(Findings(Load(builder)),
              ElementsAre("error /tree/entryNodeId: the tree does not say where it starts"));
}

TEST(LoaderFindings, AnUnknownEntry) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", kSuccess}}).Entry("gone");

  EXPECT_THAT(Findings(Load(builder)), ElementsAre(HasSubstr("error /tree/entryNodeId: ")));
}

TEST(LoaderFindings, PropertiesThatAreMissingOrNoObject) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", "b"}}).Node("b", "AskNode", {{"outcome", kSuccess}});
  builder.json()["nodes"].erase("a");
  builder.json()["nodes"]["b"] = "text";

  EXPECT_THAT(Findings(Load(builder)),
              ElementsAre("error /tree/nodes/a: the properties of node 'a' are missing",
                          "error /nodes/b: the node is not an object"));
}

TEST(LoaderFindings, WrongPropertiesPointIntoTheNode) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", kSuccess}}, {{"key", 1}, {"tier", "nowhere"}});

  EXPECT_THAT(Findings(Load(builder)), ElementsAre("error /nodes/a/key: 'key' is a number",
                                                   "error /nodes/a/tier: 'tier' is 'nowhere'"));
}

TEST(LoaderFindings, ComeAllAtOnce) {
  ExportBuilder builder;
  builder.Node("a", "AskNode", {{"outcome", "gone"}}, {{"key", true}})
      .Node("b", "AksNode", {{"outcome", kSuccess}})
      .Node("c", "LookNode", {{"found", 7}})
      .Entry("nobody");

  EXPECT_THAT(
      Findings(Load(builder)),
      IsSupersetOf({HasSubstr("error /nodes/a/key"), HasSubstr("error /tree/nodes/b/nodeType"),
                    HasSubstr("error /tree/nodes/a/connections/outcome"),
                    HasSubstr("error /tree/nodes/c/connections/found"),
                    HasSubstr("warning /tree/nodes/c/connections"), HasSubstr("error /tree/entryNodeId")}));
}

}  // namespace
}  // namespace authtree::inline v0::testing
