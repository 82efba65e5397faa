#include "authtree/core/value.h"

#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

TEST(Value, IsNullAtFirst) {
  const Value value;

  ASSERT_NE(value.json(), nullptr);
  EXPECT_TRUE(value.json()->is_null());
  EXPECT_FALSE(value.is_secret());
}

TEST(Value, ASecretIsNotJson) {
  const Value value(Secret("s"));

  EXPECT_TRUE(value.is_secret());
  EXPECT_EQ(value.json(), nullptr);
  ASSERT_NE(value.secret(), nullptr);
  EXPECT_EQ(value.secret()->Expose(), "s");
}

TEST(Value, CloneKeepsTheKind) {
  EXPECT_EQ(*Value(Json("x")).Clone().json(), Json("x"));
  EXPECT_EQ(Value(Secret("s")).Clone().secret()->Expose(), "s");
}

TEST(ValueCodec, ASecretIsNeverHandedOutAsAnOrdinaryValue) {
  const Value hidden(Secret("1"));

  EXPECT_EQ(ValueCodec<std::string>::Read(hidden), std::nullopt);
  EXPECT_EQ(ValueCodec<std::int64_t>::Read(hidden), std::nullopt);
  EXPECT_EQ(ValueCodec<bool>::Read(hidden), std::nullopt);
  EXPECT_EQ(ValueCodec<Json>::Read(hidden), std::nullopt);
}

TEST(ValueCodec, WrongTypesAreNothing) {
  EXPECT_EQ(ValueCodec<std::string>::Read(Value(Json(1))), std::nullopt);
  EXPECT_EQ(ValueCodec<std::string>::Read(Value(Json())), std::nullopt);
  EXPECT_EQ(ValueCodec<std::int64_t>::Read(Value(Json("1"))), std::nullopt);
  EXPECT_EQ(ValueCodec<std::int64_t>::Read(Value(Json(1.0))), std::nullopt);
  EXPECT_EQ(ValueCodec<bool>::Read(Value(Json(0))), std::nullopt);
  EXPECT_FALSE(ValueCodec<Secret>::Read(Value(Json(1))).has_value());
  EXPECT_FALSE(ValueCodec<Secret>::Read(Value(Json())).has_value());
}

TEST(ValueCodec, ANumberThatDoesNotFitIsNothing) {
  EXPECT_EQ(ValueCodec<std::int64_t>::Read(Value(Json(std::numeric_limits<std::uint64_t>::max()))),
            std::nullopt);
  EXPECT_EQ(ValueCodec<std::int64_t>::Read(Value(Json(std::uint64_t{INT64_MAX}))), INT64_MAX);
}

TEST(ValueCodec, APlainStringIsReadAsASecretWhereOneIsWanted) {
  const auto secret = ValueCodec<Secret>::Read(Value(Json("plain")));

  ASSERT_TRUE(secret.has_value());
  EXPECT_EQ(secret->Expose(), "plain");
}

TEST(ValueCodec, WritesWhatItReads) {
  EXPECT_EQ(ValueCodec<std::string>::Read(ValueCodec<std::string>::Write("t")), "t");
  EXPECT_EQ(ValueCodec<std::int64_t>::Read(ValueCodec<std::int64_t>::Write(INT64_MIN)), INT64_MIN);
  EXPECT_EQ(ValueCodec<bool>::Read(ValueCodec<bool>::Write(true)), true);
  EXPECT_EQ(ValueCodec<Json>::Read(ValueCodec<Json>::Write({1, 2})), Json({1, 2}));
  EXPECT_TRUE(ValueCodec<Secret>::Write(Secret("s")).is_secret());
}

}  // namespace
}  // namespace authtree::inline v0
