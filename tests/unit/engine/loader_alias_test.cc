// Outcomes that older exports know by another name.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loader_bench.h"

namespace authtree::inline v0::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LoaderAlias, AConnectedOldNameMeansTheNewOutcome) {
  ExportBuilder builder;
  builder.Node("n", "TestNode", {{"Next", kSuccess}});

  const LoadedJourneys loaded = Load(builder);

  ASSERT_THAT(Findings(loaded), IsEmpty());
  EXPECT_EQ(loaded.Find()->nodes()[0].connections[0].outcome, "outcome");
  EXPECT_EQ(loaded.Find()->nodes()[0].connections[0].target, kSuccessEnd);
}

TEST(LoaderAlias, TheNewNameWinsWhenBothAreConnected) {
  ExportBuilder builder;
  builder.Node("n", "TestNode", {{"outcome", kSuccess}, {"Next", kFailure}});

  const LoadedJourneys loaded = Load(builder);

  EXPECT_THAT(
      Findings(loaded),
      ElementsAre(
          "warning /tree/nodes/n/connections/Next: 'The n' has no outcome 'Next'; it is never taken"));
  EXPECT_EQ(loaded.Find()->nodes()[0].connections[0].target, kSuccessEnd);
}

TEST(LoaderAlias, AFindingPointsToTheNameInTheFile) {
  ExportBuilder builder;
  builder.Node("n", "TestNode", {{"Next", "gone"}});

  EXPECT_THAT(Findings(Load(builder)),
              ElementsAre("error /tree/nodes/n/connections/Next: the connection leads to "
                          "'gone', which is no node of this tree"));
}

TEST(LoaderAlias, CountsForThePageWhoseLastChildHasIt) {
  ExportBuilder builder;
  builder
      .Node("box", "BoxNode", {{"Next", kSuccess}},
            {{"nodes", {ChildEntry("c1", "AskNode"), ChildEntry("c2", "TestNode")}}})
      .Child("c1")
      .Child("c2");

  const LoadedJourneys loaded = Load(builder);

  ASSERT_THAT(Findings(loaded), IsEmpty());
  const Journey& journey = *loaded.Find();
  EXPECT_EQ(journey.node(*journey.Find("box")).connections[0].target, kSuccessEnd);
}

TEST(LoaderAlias, DoesNotCountForATypeWithoutIt) {
  ExportBuilder builder;
  builder.Node("n", "AskNode", {{"Next", kSuccess}});

  EXPECT_EQ(Load(builder).Find()->nodes()[0].connections[0].target, kUnconnected);
}

}  // namespace
}  // namespace authtree::inline v0::testing
