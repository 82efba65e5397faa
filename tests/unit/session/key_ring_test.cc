#include "authtree/session/key_ring.h"

#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

Secret Key(char fill) { return Secret(std::string(KeyRing::kKeySize, fill)); }

TEST(KeyRing, RandomRingsDiffer) {
  const auto one = KeyRing::Random();
  const auto two = KeyRing::Random();
  ASSERT_NE(one->Find(one->active_id()), nullptr);
  EXPECT_EQ(one->Find(one->active_id())->size(), KeyRing::kKeySize);
  EXPECT_NE(one->active_id(), two->active_id());
  EXPECT_FALSE(*one->Find(one->active_id()) == *two->Find(two->active_id()));
}

TEST(KeyRing, RefusesKeysOfTheWrongSize) {
  EXPECT_EQ(KeyRing::Make("k", Secret("short")).error().code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(KeyRing::Make("k", Secret(std::string(33, 'x'))).error().code(), ErrorCode::kInvalidInput);
}

TEST(KeyRing, RefusesIdsThatCouldBeTakenForSomethingElse) {
  for (const char* id : {"", "a b", "a\"b", "../k", "0123456789012345678901234567890123"}) {
    EXPECT_EQ(KeyRing::Make(id, Key('x')).error().code(), ErrorCode::kInvalidInput) << id;
  }
}

TEST(KeyRing, RotatesInSteps) {
  const auto old_ring = KeyRing::Make("old", Key('a')).value();
  const auto both = old_ring->WithKey("new", Key('b')).value();
  EXPECT_EQ(both->active_id(), "old");
  const auto rotated = both->WithActive("new").value();
  EXPECT_EQ(rotated->active_id(), "new");
  ASSERT_NE(rotated->Find("old"), nullptr);
  const auto last = rotated->WithoutKey("old").value();
  EXPECT_EQ(last->Find("old"), nullptr);
  EXPECT_NE(last->Find("new"), nullptr);
  EXPECT_EQ(old_ring->Find("new"), nullptr) << "a ring never changes";
}

TEST(KeyRing, RefusesSecondKeyOfOneId) {
  const auto ring = KeyRing::Make("k", Key('a')).value();
  EXPECT_EQ(ring->WithKey("k", Key('b')).error().code(), ErrorCode::kConflict);
}

TEST(KeyRing, RefusesToLoseTheActiveKey) {
  const auto ring = KeyRing::Make("k", Key('a')).value();
  EXPECT_EQ(ring->WithoutKey("k").error().code(), ErrorCode::kConflict);
}

TEST(KeyRing, ReportsUnknownIds) {
  const auto ring = KeyRing::Make("k", Key('a')).value();
  EXPECT_EQ(ring->Find("other"), nullptr);
  EXPECT_EQ(ring->WithActive("other").error().code(), ErrorCode::kNotFound);
  EXPECT_EQ(ring->WithoutKey("other").error().code(), ErrorCode::kNotFound);
}

TEST(KeyRing, DerivesKeysThatDependOnPurposeAndKey) {
  const auto ring = KeyRing::Make("k", Key('a')).value()->WithKey("l", Key('b')).value();
  const KeyRing::Keys one = ring->DerivedKeys("one");
  const KeyRing::Keys two = ring->DerivedKeys("two");
  EXPECT_FALSE(one.at("k") == two.at("k"));
  EXPECT_FALSE(one.at("k") == one.at("l"));
  EXPECT_FALSE(one.at("k") == *ring->Find("k"));
  EXPECT_TRUE(one.at("k") == ring->DerivedKeys("one").at("k"));
}

}  // namespace
}  // namespace authtree::inline v0
