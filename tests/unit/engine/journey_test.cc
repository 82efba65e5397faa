#include "authtree/engine/journey.h"

#include <chrono>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

Journey With(Json properties) {
  return {"Login", std::vector<JourneyNode>(), kFailureEnd, std::move(properties)};
}

TEST(Journey, IsEnabledUnlessItSaysOtherwise) {
  EXPECT_TRUE(With(Json::object()).enabled());
  EXPECT_TRUE(With({{"enabled", true}}).enabled());
  EXPECT_TRUE(With({{"enabled", nullptr}}).enabled());
  EXPECT_FALSE(With({{"enabled", false}}).enabled());
}

TEST(Journey, HasTheTimeoutOfItsTree) {
  EXPECT_EQ(With({{"treeTimeout", 10}}).timeout(), std::chrono::minutes(10));
}

class NoTimeout : public ::testing::TestWithParam<Json> {};

TEST_P(NoTimeout, IsNothing) { EXPECT_EQ(With({{"treeTimeout", GetParam()}}).timeout(), std::nullopt); }

INSTANTIATE_TEST_SUITE_P(Table, NoTimeout,
                         ::testing::Values(Json(nullptr), Json(0), Json(-5), Json("10"), Json(2.5),
                                           Json(INT64_MAX), Json(UINT64_MAX), Json::array({5})));

TEST(Journey, FindsNoNodeThatItDoesNotHave) { EXPECT_EQ(With(Json::object()).Find("n"), std::nullopt); }

}  // namespace
}  // namespace authtree::inline v0
