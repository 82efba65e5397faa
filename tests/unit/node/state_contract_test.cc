#include "authtree/node/state_contract.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/node/state.h"

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr StateKey<std::string> kA{"a"};
constexpr StateKey<std::string> kB{"b"};
constexpr StateKey<Secret> kC{"c"};

TEST(StateContract, AllowsNothingAtFirst) {
  const StateContract contract;

  EXPECT_FALSE(contract.MayRead("a"));
  EXPECT_FALSE(contract.MayWrite("a"));
  EXPECT_THAT(contract.reads(), IsEmpty());
  EXPECT_THAT(contract.writes(), IsEmpty());
}

TEST(StateContract, KeepsReadsAndWritesApart) {
  const StateContract contract = Reads(kA).Writes(kB);

  EXPECT_TRUE(contract.MayRead("a"));
  EXPECT_FALSE(contract.MayRead("b"));
  EXPECT_TRUE(contract.MayWrite("b"));
  EXPECT_FALSE(contract.MayWrite("a"));
}

TEST(StateContract, NamesAreSortedAndKeptOnce) {
  const StateContract contract = Reads(kC, kA, kB, kA).AndReads(kB).ReadsName("aa");

  EXPECT_THAT(contract.reads(), ElementsAre("a", "aa", "b", "c"));
}

TEST(StateContract, ReadingEverythingNamesNothing) {
  const StateContract contract = StateContract().ReadsEverything();

  EXPECT_TRUE(contract.MayRead("whatever"));
  EXPECT_FALSE(contract.MayWrite("whatever"));
  EXPECT_THAT(contract.reads(), IsEmpty());
}

TEST(StateContract, WritingEverythingIsNotReadingEverything) {
  const StateContract contract = StateContract().WritesEverything();

  EXPECT_TRUE(contract.MayWrite("whatever"));
  EXPECT_FALSE(contract.MayRead("whatever"));
}

TEST(StateContract, MergeIsTheUnion) {
  StateContract page = Reads(kA).Writes(kB);

  page.Merge(Reads(kB).Writes(kA, kB));

  EXPECT_THAT(page.reads(), ElementsAre("a", "b"));
  EXPECT_THAT(page.writes(), ElementsAre("a", "b"));
  EXPECT_FALSE(page.reads_everything());
}

TEST(StateContract, MergeTakesOverReadingAndWritingEverything) {
  StateContract page = Reads(kA);

  page.Merge(StateContract().ReadsEverything().WritesEverything());

  EXPECT_TRUE(page.reads_everything());
  EXPECT_TRUE(page.writes_everything());
}

TEST(StateContract, NamesAreComparedWithCase) {
  const StateContract contract = StateContract().ReadsName("Name").WritesName("Name");

  EXPECT_FALSE(contract.MayRead("name"));
  EXPECT_FALSE(contract.MayWrite("name"));
}

TEST(StateContract, MayBeBuiltInALoop) {
  StateContract contract;
  for (const char* name : {"a", "b"}) contract = std::move(contract).ReadsName(name).WritesName(name);
  contract = std::move(contract).ReadsEverything();

  EXPECT_THAT(contract.reads(), ElementsAre("a", "b"));
  EXPECT_THAT(contract.writes(), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace authtree::inline v0
