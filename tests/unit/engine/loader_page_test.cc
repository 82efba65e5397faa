// Containers in journey files.
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
using ::testing::SizeIs;

ExportBuilder PageWith(const Json& children, const Json& connections) {
  ExportBuilder builder;
  builder.Node("box", "BoxNode", connections, {{"nodes", children}});
  return builder;
}

ExportBuilder PageOf(const std::vector<Json>& children, const Json& connections = {{"outcome", kSuccess}}) {
  return PageWith(Json(children), connections);
}

TEST(LoaderPage, HasTheOutcomesOfItsLastChild) {
  ExportBuilder builder = PageOf({ChildEntry("c1", "AskNode"), ChildEntry("c2", "LookNode")},
                                 {{"found", kSuccess}, {"missing", kFailure}});
  builder.Child("c1").Child("c2");

  const LoadedJourneys loaded = Load(builder);

  ASSERT_THAT(Findings(loaded), IsEmpty());
  const Journey& journey = *loaded.Find();
  const JourneyNode& page = journey.node(*journey.Find("box"));
  ASSERT_THAT(page.connections, SizeIs(2));
  EXPECT_EQ(page.connections[0].outcome, "found");
  EXPECT_EQ(page.connections[0].target, kSuccessEnd);
  EXPECT_THAT(page.children, ElementsAre(*journey.Find("c1"), *journey.Find("c2")));
  EXPECT_TRUE(journey.node(*journey.Find("c1")).is_child);
}

TEST(LoaderPage, ReadsChildrenOfTheConfigurationStore) {
  ExportBuilder builder = PageOf({"c1:AskNode:First", "c2:AskNode:1.0:Second"});
  builder.Child("c1").Child("c2");

  const LoadedJourneys loaded = Load(builder);

  ASSERT_THAT(Findings(loaded), IsEmpty());
  EXPECT_EQ(loaded.Find()->node(*loaded.Find()->Find("c2")).display_name, "Second");
}

TEST(LoaderPage, DeclaresWhatItsChildrenDeclare) {
  ExportBuilder builder =
      PageOf({ChildEntry("c1", "AskNode"), ChildEntry("c2", "LookNode")}, {{"found", kSuccess}});
  builder.Child("c1", {{"key", "one"}}).Child("c2", {{"key", "two"}});

  const auto journey = Load(builder).Find();

  ASSERT_NE(journey, nullptr);
  const JourneyNode& page = journey->node(*journey->Find("box"));
  EXPECT_TRUE(page.contract.MayWrite("one"));
  EXPECT_TRUE(page.contract.MayRead("two"));
  EXPECT_THAT(page.needed_later, ElementsAre("two"));
}

TEST(LoaderPage, WithoutChildrenIsAnError) {
  EXPECT_THAT(Findings(Load(PageWith(Json::array(), Json::object()))),
              Contains("error /nodes/box/nodes: the page has no child"));
  EXPECT_THAT(Findings(Load(PageWith(nullptr, Json::object()))),
              Contains("error /nodes/box/nodes: the page has no child"));
}

TEST(LoaderPage, WithAListThatCannotBeReadIsReportedOnce) {
  EXPECT_THAT(Findings(Load(PageWith("text", Json::object()))),
              ElementsAre("error /nodes/box/nodes: 'nodes' is a text"));
  EXPECT_THAT(Findings(Load(PageWith({{{"no", "id"}}}, Json::object()))),
              ElementsAre("error /nodes/box/nodes/0: the child has no _id or no nodeType"));
}

TEST(LoaderPage, CannotHoldAPage) {
  ExportBuilder builder = PageOf({ChildEntry("inner", "BoxNode")});
  builder.Child("inner", {{"nodes", {ChildEntry("box", "BoxNode")}}});

  EXPECT_THAT(Findings(Load(builder)), Contains("error /nodes/box/nodes/0: a page cannot hold a 'BoxNode'"));
}

TEST(LoaderPage, CannotHoldItself) {
  EXPECT_THAT(Findings(Load(PageOf({ChildEntry("box", "BoxNode")}))),
              Contains("error /nodes/box/nodes/0: a page cannot hold a 'BoxNode'"));
}

TEST(LoaderPage, SeveralOutcomesAreForTheLastChildOnly) {
  ExportBuilder builder = PageOf({ChildEntry("c1", "LookNode"), ChildEntry("c2", "AskNode")});
  builder.Child("c1").Child("c2");

  EXPECT_THAT(
      Findings(Load(builder)),
      ElementsAre("error /nodes/box/nodes/0: a node with several outcomes stands before the last place of a "
                  "page"));
}

TEST(LoaderPage, AChildOfAnUnknownTypeIsTheOnlyFinding) {
  ExportBuilder builder =
      PageOf({ChildEntry("c1", "AskNode"), ChildEntry("c2", "LokNode")}, {{"found", kSuccess}});
  builder.Child("c1").Child("c2");

  EXPECT_THAT(Findings(Load(builder)),
              ElementsAre("error /nodes/box/nodes/1/nodeType: the node type 'LokNode' is not known"));
}

TEST(LoaderPage, AChildUsedTwiceIsAnError) {
  ExportBuilder builder = PageOf({ChildEntry("c1", "AskNode"), ChildEntry("c1", "AskNode")});
  builder.Child("c1");

  EXPECT_THAT(Findings(Load(builder)),
              ElementsAre("error /nodes/box/nodes/1: the node id 'c1' is used twice"));
}

TEST(LoaderPage, AChildThatIsAlsoANodeOfTheTreeIsAnError) {
  for (const std::string id : {"aa", "zz"}) {  // read before the page and after it
    ExportBuilder builder = PageOf({ChildEntry(id, "AskNode")}, {{"outcome", id}});
    builder.Child(id).Node(id, "AskNode", {{"outcome", kSuccess}});

    EXPECT_THAT(Findings(Load(builder)), Contains(HasSubstr("the node id '" + id + "' is used twice"))) << id;
  }
}

TEST(LoaderPage, PropertiesOfAChildPointIntoInnerNodes) {
  ExportBuilder builder = PageOf({ChildEntry("c1", "AskNode")});
  builder.Child("c1", {{"key", 5}});

  EXPECT_THAT(Findings(Load(builder)), ElementsAre("error /innerNodes/c1/key: 'key' is a number"));
}

}  // namespace
}  // namespace authtree::inline v0::testing
