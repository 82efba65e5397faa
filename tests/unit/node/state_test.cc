#include "authtree/node/state.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/node/well_known_keys.h"

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Key;

constexpr StateKey<std::string> kText{"text"};
constexpr StateKey<std::int64_t> kNumber{"number"};

std::string TextOf(const Value* value) {
  if (value == nullptr) return "(none)";
  return value->is_secret() ? "(secret)" : value->json()->get<std::string>();
}

TEST(JourneyState, FindsNothingInAnEmptyState) { EXPECT_EQ(JourneyState().Find("text"), nullptr); }

TEST(JourneyState, LooksInTransientThenSecureThenShared) {
  JourneyState state;
  state.Put(Tier::kShared, "text", Json("shared"));
  EXPECT_EQ(TextOf(state.Find("text")), "shared");

  state.Put(Tier::kSecure, "text", Json("secure"));
  EXPECT_EQ(TextOf(state.Find("text")), "secure");

  state.Put(Tier::kTransient, "text", Json("transient"));
  EXPECT_EQ(TextOf(state.Find("text")), "transient");
}

TEST(JourneyState, AStaleTransientValueHidesANewSharedOne) {
  JourneyState state;
  state.Put(Tier::kTransient, "text", Json("stale"));

  state.Put(Tier::kShared, "text", Json("new"));

  EXPECT_EQ(TextOf(state.Find("text")), "stale");
}

TEST(JourneyState, RemoveTakesTheKeyOutOfEveryTier) {
  JourneyState state;
  for (const Tier tier : {Tier::kTransient, Tier::kSecure, Tier::kShared}) state.Put(tier, "text", Json("x"));

  state.Remove("text");

  EXPECT_EQ(state.Find("text"), nullptr);
}

TEST(JourneyState, RemoveOfAnUnknownKeyDoesNothing) {
  JourneyState state;
  state.Put(Tier::kShared, "text", Json("x"));

  state.Remove("other");

  EXPECT_EQ(TextOf(state.Find("text")), "x");
}

TEST(JourneyState, ANullValueIsDefined) {
  JourneyState state;
  state.Put(Tier::kShared, "text", Json("shared"));

  state.Put(Tier::kTransient, "text", Json());

  ASSERT_NE(state.Find("text"), nullptr);
  EXPECT_TRUE(state.Find("text")->json()->is_null());
}

TEST(JourneyState, APlainStringUnderTheNameOfASecretBecomesOne) {
  JourneyState state;

  state.Put(Tier::kShared, "password", Json("hunter2"));

  ASSERT_TRUE(state.Find("password")->is_secret());
  EXPECT_EQ(state.Find("password")->secret()->Expose(), "hunter2");
}

TEST(JourneyState, ASecretUnderAnyNameStaysOne) {
  JourneyState state;

  state.Put(Tier::kShared, "text", Secret("s"));

  EXPECT_TRUE(state.Find("text")->is_secret());
}

TEST(JourneyState, AppliesWritesInOrder) {
  JourneyState state;
  std::vector<StateWrite> writes;
  writes.push_back({Tier::kShared, "text", Value(Json("first"))});
  writes.push_back({Tier::kTransient, "text", std::nullopt});
  writes.push_back({Tier::kShared, "text", Value(Json("second"))});
  writes.push_back({Tier::kShared, "OTP", Value(Json("123456"))});

  state.Apply(std::move(writes));

  EXPECT_EQ(TextOf(state.Find("text")), "second");
  EXPECT_EQ(TextOf(state.Find("OTP")), "(secret)");
}

TEST(JourneyState, EndRoundDropsTransientValuesThatNobodyNames) {
  JourneyState state;
  state.Put(Tier::kTransient, "text", Json("gone"));
  state.Put(Tier::kTransient, "password", Secret("gone"));

  state.EndRound({"other"});

  EXPECT_EQ(state.Find("text"), nullptr);
  EXPECT_EQ(state.Find("password"), nullptr);
}

TEST(JourneyState, EndRoundMovesWhatIsNeededToSecure) {
  JourneyState state;
  state.Put(Tier::kTransient, "password", Secret("s"));
  state.Put(Tier::kSecure, "password", Secret("older"));

  state.EndRound({"a", "password", "z"});

  EXPECT_THAT(state.tier(Tier::kTransient), IsEmpty());
  EXPECT_EQ(state.tier(Tier::kSecure).at("password").secret()->Expose(), "s");
}

TEST(JourneyState, EndRoundLeavesTheOtherTiersAlone) {
  JourneyState state;
  state.Put(Tier::kSecure, "a", Json("1"));
  state.Put(Tier::kShared, "b", Json("2"));

  state.EndRound({});

  EXPECT_THAT(state.tier(Tier::kSecure), ElementsAre(Key("a")));
  EXPECT_THAT(state.tier(Tier::kShared), ElementsAre(Key("b")));
}

TEST(JourneyState, ACloneIsIndependentAndKeepsTiersAndSecrets) {
  JourneyState state;
  state.Put(Tier::kTransient, "text", Json("t"));
  state.Put(Tier::kSecure, "password", Secret("s"));
  const JourneyState copy = state.Clone();

  state.Put(Tier::kTransient, "text", Json("changed"));
  state.Remove("password");

  EXPECT_EQ(TextOf(&copy.tier(Tier::kTransient).at("text")), "t");
  EXPECT_EQ(copy.tier(Tier::kSecure).at("password").secret()->Expose(), "s");
  EXPECT_THAT(copy.tier(Tier::kShared), IsEmpty());
}

TEST(TierName, IsTheTiersName) {
  EXPECT_EQ(TierName(Tier::kTransient), "transient");
  EXPECT_EQ(TierName(Tier::kSecure), "secure");
  EXPECT_EQ(TierName(Tier::kShared), "shared");
}

TEST(IsOwnKey, WantsTheNodesIdAndADotAndAName) {
  EXPECT_TRUE(IsOwnKey("node", "node.count"));
  EXPECT_TRUE(IsOwnKey("node", "node."));
  EXPECT_FALSE(IsOwnKey("node", "node"));
  EXPECT_FALSE(IsOwnKey("node", "nodecount"));
  EXPECT_FALSE(IsOwnKey("node", "node2.count"));
  EXPECT_FALSE(IsOwnKey("node2", "node.count"));
  EXPECT_FALSE(IsOwnKey("", ".count"));
}

TEST(IsOwnKey, BelongsToOneNodeOnlyWhenIdsHaveDots) {
  EXPECT_FALSE(IsOwnKey("a", "a.b.count"));
  EXPECT_TRUE(IsOwnKey("a.b", "a.b.count"));
  EXPECT_FALSE(IsOwnKey("a", "a.."));
  EXPECT_TRUE(IsOwnKey("a.", "a..count"));
}

class StateViewTest : public ::testing::Test {
 protected:
  StateView View(std::string_view node_id = "me") const { return {node_id, state_, contract_}; }

  JourneyState state_;
  StateContract contract_;
};

TEST_F(StateViewTest, HidesWhatTheContractDoesNotName) {
  state_.Put(Tier::kShared, "text", Json("x"));

  EXPECT_EQ(View().Find("text"), nullptr);
  EXPECT_EQ(View().FindIn(Tier::kShared, "text"), nullptr);
  EXPECT_TRUE(View().NamesIn(Tier::kShared).empty());
  EXPECT_EQ(View().Get(kText), std::nullopt);
  EXPECT_EQ(View().Require(kText).error().code(), ErrorCode::kMissingState);
}

TEST_F(StateViewTest, ShowsWhatTheContractNames) {
  contract_ = Reads(kText);
  state_.Put(Tier::kShared, "text", Json("x"));

  EXPECT_EQ(View().Get(kText), "x");
}

TEST_F(StateViewTest, ADeclaredWriteIsNotARead) {
  contract_ = Writes(kText);
  state_.Put(Tier::kShared, "text", Json("x"));

  EXPECT_EQ(View().Get(kText), std::nullopt);
}

TEST_F(StateViewTest, ShowsEverythingToWhoReadsEverything) {
  contract_ = StateContract().ReadsEverything();
  state_.Put(Tier::kShared, "text", Json("x"));

  EXPECT_EQ(View().Get(kText), "x");
}

TEST_F(StateViewTest, ShowsANodeItsOwnKeysAndNotThoseOfOthers) {
  state_.Put(Tier::kShared, "me.count", Json(3));
  state_.Put(Tier::kShared, "you.count", Json(4));

  EXPECT_EQ(View().Get(StateKey<std::int64_t>{"me.count"}), 3);
  EXPECT_EQ(View().Get(StateKey<std::int64_t>{"you.count"}), std::nullopt);
}

TEST_F(StateViewTest, GetIsNothingForAnotherType) {
  contract_ = Reads(kNumber);
  state_.Put(Tier::kShared, "number", Json("7"));

  EXPECT_EQ(View().Get(kNumber), std::nullopt);
}

TEST_F(StateViewTest, RequireNamesTheMissingKey) {
  contract_ = Reads(kText);

  const auto result = View().Require(kText);

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::kMissingState);
  EXPECT_EQ(result.error().Find(Fact::kStateKey), "text");
}

TEST_F(StateViewTest, AStringKeyDoesNotReadASecret) {
  contract_ = Reads(StateKey<std::string>{"password"});
  state_.Put(Tier::kShared, "password", Json("hunter2"));

  EXPECT_EQ(View().Get(StateKey<std::string>{"password"}), std::nullopt);
  EXPECT_EQ(View().Require(keys::kPassword)->Expose(), "hunter2");
}

}  // namespace
}  // namespace authtree::inline v0
