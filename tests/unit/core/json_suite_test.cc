// What RFC 8259 says is JSON and what is not, as a table.
#include <string_view>

#include <gtest/gtest.h>

#include "authtree/core/json.h"

namespace authtree::inline v0 {
namespace {

using namespace std::string_view_literals;

class ValidJson : public ::testing::TestWithParam<std::string_view> {};

TEST_P(ValidJson, IsRead) { EXPECT_TRUE(ParseJson(GetParam())) << GetParam(); }

INSTANTIATE_TEST_SUITE_P(Structure, ValidJson,
                         ::testing::Values("[]", "{}", "[[]   ]", " [1] ", "\t\r\n []\n", "[\"a\",\n4\n,1]",
                                           R"({"":0})", R"({"a":[]})", R"({"a":"b","c":"d"})",
                                           "[null,1,\"1\",{}]", "\"\"", "null", "true", "42",
                                           "\xef\xbb\xbf{}"));

INSTANTIATE_TEST_SUITE_P(Numbers, ValidJson,
                         ::testing::Values("[0]", "[-0]", "[-1]", "[0e1]", "[0e+1]", "[1E22]", "[1E-2]",
                                           "[123.456e78]", "[0.1]", "[20e1]",
                                           "[123456789012345678901234567890]", "[-123123e-100000]",
                                           "[1e-10000]"));

INSTANTIATE_TEST_SUITE_P(Strings, ValidJson,
                         ::testing::Values(R"(["\u0060\u012a\u12AB"])", R"(["\uD801\udc37"])",
                                           R"(["\"\\\/\b\f\n\r\t"])", R"(["\u0000"])", "[\"\x7f\"]",
                                           "[\"\xe2\x82\xac\xf0\x9d\x84\x9e\"]", "[\"\xef\xbf\xbf\"]",
                                           "[\"\xe2\x80\xa8\"]"));

class InvalidJson : public ::testing::TestWithParam<std::string_view> {};

TEST_P(InvalidJson, IsRefusedWithAPosition) {
  const auto result = ParseJson(GetParam());

  ASSERT_FALSE(result) << GetParam();
  EXPECT_EQ(result.error().code(), ErrorCode::kInvalidInput);
  EXPECT_TRUE(result.error().Find(Fact::kPosition).starts_with("line "));
}

INSTANTIATE_TEST_SUITE_P(Structure, InvalidJson,
                         ::testing::Values("", " ", "[", "]", "{", "}", "[}", "{]", "[1,]", "[,1]", "[1,,2]",
                                           "[,]", "[1 2]", "[1]]", "[1]x", "{}{}", "[][]", "{\"a\"}",
                                           "{\"a\":}", "{:1}", "{\"a\" 1}", "{\"a\":1,}", "{a:1}", "{'a':1}",
                                           "{1:1}", "{null:1}", "{\"a\":1 \"b\":2}", "[\"a\":1]",
                                           "{\"a\",\"b\"}", "[1]//", "/**/[1]", "[1]#", "<null>",
                                           "\xef\xbb\xbf", "\xef\xbb{}", "\xff\xfe[\0]\0"sv, "[\x0c]",
                                           "\xc2\xa0[]", "[\xe2\x81\xa0]", "*", "[1", "[1,", "[\"a",
                                           "{\"a\":\"b", "nul", "tru", "fals", "True", "nan", "undefined"));

INSTANTIATE_TEST_SUITE_P(Numbers, InvalidJson,
                         ::testing::Values("[01]", "[-01]", "[+1]", "[1.]", "[.1]", "[-.1]", "[-]", "[--1]",
                                           "[1e]", "[1e+]", "[1.e1]", "[0x1]", "[NaN]", "[-NaN]",
                                           "[Infinity]", "[-Infinity]", "[1e400]", "[-1e400]", "[1_000]",
                                           "[1+2]", "[1a]", "[1 000]", "[\xef\xbc\x91]", "[0.e1]", "[2.e-3]",
                                           "1.2.3"));

INSTANTIATE_TEST_SUITE_P(Strings, InvalidJson,
                         ::testing::Values("'a'", "[\"\n\"]", "[\"\t\"]", "[\"\x1f\"]", "[\"\\x41\"]",
                                           "[\"\\a\"]", "[\"\\\"]", "[\"\\u12\"]", "[\"\\u12G4\"]",
                                           "[\"\\U0041\"]", "[\"\\uD800\"]", "[\"\\uDC00\"]",
                                           "[\"\\uD800\\uD800\"]", "[\"\\uD800x\"]", "[\"\\uD800\\n\"]",
                                           "[\"\xff\"]", "[\"\xc0\xaf\"]", "[\"\xed\xa0\x80\"]",
                                           "[\"\xf4\x90\x80\x80\"]", "[\"\xe2\x82\"]", "[\"\x80\"]",
                                           "{\"\xff\":1}", "\"", "\"\\"));

}  // namespace
}  // namespace authtree::inline v0
