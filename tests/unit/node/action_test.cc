#include "authtree/node/action.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr StateKey<std::string> kText{"text"};
constexpr StateKey<Secret> kHidden{"hidden"};

TEST(Action, ToLeavesByAnOutcome) {
  const Action action = Action::To("true");

  EXPECT_FALSE(action.asks());
  EXPECT_EQ(action.outcome(), "true");
  EXPECT_THAT(action.writes(), IsEmpty());
}

TEST(Action, AskKeepsCallbacksInOrder) {
  const Action action = Action::Ask(Callback::Name("User"), Callback::Password("Password"));

  EXPECT_TRUE(action.asks());
  EXPECT_EQ(action.outcome(), "");
  ASSERT_THAT(action.callbacks(), SizeIs(2));
  EXPECT_EQ(action.callbacks()[0].type(), CallbackType::kName);
  EXPECT_EQ(action.callbacks()[1].type(), CallbackType::kPassword);
}

TEST(Action, AskingNothingIsNeitherAskingNorLeaving) {
  const Action action = Action::Ask(std::vector<Callback>());

  EXPECT_FALSE(action.asks());
  EXPECT_EQ(action.outcome(), "");
}

TEST(Action, WritesGoToTheirTierInOrder) {
  const Action action =
      Action::To("x").Put(kText, "1").PutTransient(kText, "2").PutSecure(kHidden, Secret("3")).Remove("old");

  ASSERT_THAT(action.writes(), SizeIs(4));
  EXPECT_EQ(action.writes()[0].tier, Tier::kShared);
  EXPECT_EQ(action.writes()[0].key, "text");
  EXPECT_EQ(*action.writes()[0].value->json(), Json("1"));
  EXPECT_EQ(action.writes()[1].tier, Tier::kTransient);
  EXPECT_EQ(action.writes()[2].tier, Tier::kSecure);
  EXPECT_EQ(action.writes()[2].value->secret()->Expose(), "3");
  EXPECT_EQ(action.writes()[3].key, "old");
  EXPECT_FALSE(action.writes()[3].value.has_value());
}

TEST(Action, WritesToANamedActionToo) {
  Action action = Action::To("x");

  action.Put(kText, "1").PutTransient(kText, "2").PutSecure(kHidden, Secret("3")).Remove("old");

  EXPECT_THAT(action.writes(), SizeIs(4));
}

TEST(Action, CarriesTextsNextToTheCallbacks) {
  const Action action = Action::Ask(Callback::Name("User"))
                            .Header("Sign in")
                            .Description("Please")
                            .Stage("UsernamePassword")
                            .ErrorMessage("No.");

  EXPECT_EQ(action.header(), "Sign in");
  EXPECT_EQ(action.description(), "Please");
  EXPECT_EQ(action.stage(), "UsernamePassword");
  EXPECT_EQ(action.error_message(), "No.");
}

TEST(Action, TakingTheWritesLeavesNone) {
  Action action = Action::To("x").Put(kText, "1");

  EXPECT_THAT(action.TakeWrites(), SizeIs(1));
  EXPECT_THAT(action.writes(), IsEmpty());
}

TEST(Action, MayBeAssignedToWhatItWasBuiltFrom) {
  Action action = Action::Ask(Callback::Name("User"));

  action = std::move(action).Put(kText, "1");
  action = std::move(action).Stage("One");

  EXPECT_THAT(action.callbacks(), SizeIs(1));
  EXPECT_THAT(action.writes(), SizeIs(1));
  EXPECT_EQ(action.stage(), "One");
}

}  // namespace
}  // namespace authtree::inline v0
