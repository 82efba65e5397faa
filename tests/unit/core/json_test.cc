#include "authtree/core/json.h"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using namespace std::string_view_literals;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

std::string_view PositionOf(const Result<Json>& result) {
  return result ? std::string_view("no error") : result.error().Find(Fact::kPosition);
}

TEST(ParseJson, RefusesATextThatIsTooLarge) {
  const auto result = ParseJson("[1,2,3]", {6, 64});

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(result.error().Find(Fact::kLimit), "6");
}

TEST(ParseJson, ReadsATextOfExactlyTheLargestSize) { EXPECT_TRUE(ParseJson("[1,2,3]", {7, 64})); }

TEST(ParseJson, ReadsADepthOf64) { EXPECT_TRUE(ParseJson(Nested(64))); }

TEST(ParseJson, RefusesADepthOf65) {
  const auto result = ParseJson(Nested(65));

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message(), "The JSON is nested too deeply.");
  EXPECT_EQ(PositionOf(result), "line 1, column 65");
}

TEST(ParseJson, CountsObjectsAndArraysAlike) {
  EXPECT_TRUE(ParseJson(R"({"a":[{"b":1}]})", {100, 3}));
  EXPECT_FALSE(ParseJson(R"({"a":[{"b":[]}]})", {100, 3}));
}

TEST(ParseJson, DepthIsAboutNestingNotAboutNumber) { EXPECT_TRUE(ParseJson("[[],[],[[]],{}]", {100, 3})); }

TEST(ParseJson, SurvivesNestingByTheHundredThousand) {
  EXPECT_FALSE(ParseJson(Nested(200000)));
  EXPECT_FALSE(ParseJson(std::string(200000, '[')));

  std::string objects;
  for (int i = 0; i < 100000; ++i) objects += R"({"a":)";
  EXPECT_FALSE(ParseJson(objects));
}

TEST(ParseJson, SurvivesEveryTruncation) {
  const std::string whole = R"({"a":[1,-2.5e3,true,null,"\u00e9\n"],"b":{"c":"d"}})";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(ParseJson(whole.substr(0, size))) << size;
  }
  EXPECT_TRUE(ParseJson(whole));
}

class DuplicateKey : public ::testing::TestWithParam<std::string_view> {};

TEST_P(DuplicateKey, IsRefused) {
  const auto result = ParseJson(GetParam());

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message(), "The JSON object has the same key twice.");
}

INSTANTIATE_TEST_SUITE_P(AtAnyDepth, DuplicateKey,
                         ::testing::Values(R"({"a":1,"a":1})", R"({"a":1,"b":2,"a":3})",
                                           R"({"x":{"a":1,"a":2}})", R"([[{"a":[],"a":{}}]])",
                                           R"({"a":{"b":1},"a":2})", R"({"a":1,"\u0061":2})",
                                           R"({"":1,"":2})"));

TEST(ParseJson, TheSameKeyInDifferentObjectsIsFine) {
  EXPECT_TRUE(ParseJson(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]})"));
}

TEST(ParseJson, TellsLineAndColumn) {
  EXPECT_EQ(PositionOf(ParseJson("")), "line 1, column 1");
  EXPECT_EQ(PositionOf(ParseJson("x")), "line 1, column 1");
  EXPECT_EQ(PositionOf(ParseJson("[1,\n2,\n  x]")), "line 3, column 3");
  EXPECT_EQ(PositionOf(ParseJson("[1] x")), "line 1, column 5");
  EXPECT_EQ(PositionOf(ParseJson("{\n  \"a\": 1,\n  \"a\": 2}")), "line 3, column 5");
  EXPECT_EQ(PositionOf(ParseJson("[\n\0]"sv)), "line 2, column 1");
}

TEST(ParseJson, RefusesANulAndWhatStandsBehindIt) {
  EXPECT_FALSE(ParseJson("{}\0garbage"sv));
  EXPECT_FALSE(ParseJson("1\0"sv));
  EXPECT_FALSE(ParseJson("\0"sv));
  EXPECT_FALSE(ParseJson("\"a\0b\""sv));
}

TEST(ParseJson, AnErrorTellsNothingOfTheText) {
  const auto result = ParseJson(R"({"password":"hunter2",)");

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().Describe(), Not(HasSubstr("hunter2")));
}

TEST(ParseJson, KeepsKindsOfNumbersApart) {
  EXPECT_TRUE(ParseJson("7")->is_number_unsigned());
  EXPECT_TRUE(ParseJson("-7")->is_number_integer());
  EXPECT_TRUE(ParseJson("7.0")->is_number_float());
  EXPECT_TRUE(ParseJson("18446744073709551616")->is_number_float());
}

TEST(ParseJson, ReadsWhatDumpJsonWrites) {
  const Json value = {{"a", {1, -2, 2.5, true, nullptr, "t\n\"\\\u00e9"}}, {"b", Json::object()}};

  EXPECT_EQ(ParseJson(DumpJson(value)), value);
}

TEST(DumpJson, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(DumpJson(Json("a\xff"
                          "b")),
            "\"a\xef\xbf\xbd"
            "b\"");
  EXPECT_EQ(DumpJson(OrderedJson("\xc3")), "\"\xef\xbf\xbd\"");
  EXPECT_EQ(DumpJson(Json{{"\xfe", 1}}), "{\"\xef\xbf\xbd\":1}");
}

TEST(DumpJson, IsCompact) {
  EXPECT_EQ(DumpJson(Json{{"b", {1, 2}}, {"a", nullptr}}), R"({"a":null,"b":[1,2]})");
}

TEST(DumpJson, KeepsTheOrderOfAnOrderedObject) {
  OrderedJson value;
  value["b"] = 1;
  value["a"] = 2;

  EXPECT_EQ(DumpJson(value), R"({"b":1,"a":2})");
}

TEST(FindMember, IsNullForWhatIsNotThere) {
  EXPECT_EQ(FindMember(Json::object(), "a"), nullptr);
  EXPECT_EQ(FindMember(Json::array(), "a"), nullptr);
  EXPECT_EQ(FindMember(Json("a"), "a"), nullptr);
  EXPECT_EQ(FindMember(Json(), "a"), nullptr);
}

TEST(FindMember, FindsANullMember) {
  const Json object = {{"a", nullptr}};

  ASSERT_NE(FindMember(object, "a"), nullptr);
  EXPECT_TRUE(FindMember(object, "a")->is_null());
}

TEST(StringMember, IsEmptyForAnythingButAString) {
  const Json object = {{"text", "t"}, {"number", 1}, {"null", nullptr}};

  EXPECT_EQ(StringMember(object, "text"), "t");
  EXPECT_EQ(StringMember(object, "number"), "");
  EXPECT_EQ(StringMember(object, "null"), "");
  EXPECT_EQ(StringMember(object, "absent"), "");
  EXPECT_EQ(StringMember(Json(1), "text"), "");
}

}  // namespace
}  // namespace authtree::inline v0
