// What RFC 8259 says is no JSON: every text is refused, with the place where it goes wrong.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "authtree/core/json.h"

#include "json_suite.h"

namespace authtree::inline v0 {
namespace {

using namespace std::string_view_literals;

class InvalidJson : public ::testing::TestWithParam<JsonText> {};

TEST_P(InvalidJson, IsRefusedWithAPosition) {
  const auto result = ParseJson(GetParam().text);

  ASSERT_FALSE(result) << DumpJson(*result);
  EXPECT_EQ(result.error().code(), ErrorCode::kInvalidInput);
  EXPECT_TRUE(result.error().Find(Fact::kPosition).starts_with("line "));
}

INSTANTIATE_TEST_SUITE_P(
    Arrays, InvalidJson,
    ::testing::Values(JsonText{"TwoValuesWithoutComma", "[1 true]"},
                      JsonText{"BareWordWithABadByte", "[a\xe5]"},
                      JsonText{"ColonInsteadOfComma", "[\"\":1]"}, JsonText{"CommaBehindTheEnd", "[\"\"],"},
                      JsonText{"CommaBeforeTheFirst", "[,1]"}, JsonText{"TwoCommas", "[1,,2]"},
                      JsonText{"TwoCommasAtTheEnd", "[\"x\",,]"}, JsonText{"ClosedTwice", "[\"x\"]]"},
                      JsonText{"CommaBeforeTheEnd", "[\"\",]"}, JsonText{"CutBehindAValue", "[\"x\""},
                      JsonText{"BareWord", "[x"}, JsonText{"InnerWithoutComma", "[3[4]]"},
                      JsonText{"OnlyABadByte", "[\xff]"}, JsonText{"ColonBetweenNumbers", "[1:2]"},
                      JsonText{"OnlyAComma", "[,]"}, JsonText{"OnlyAMinus", "[-]"},
                      JsonText{"NoValueBeforeTheComma", "[   , \"\"]"},
                      JsonText{"UnclosedOverLines", "[\"a\",\n4\n,1,"},
                      JsonText{"CommaBehindANumber", "[1,]"}, JsonText{"CommasBehindANumber", "[1,,]"},
                      JsonText{"VerticalTabInATextAndFormFeed", "[\"\x0b\"\"a\"\f]"}, JsonText{"Star", "[*]"},
                      JsonText{"UnclosedEmptyText", "[\"\""}, JsonText{"UnclosedNumber", "[1"},
                      JsonText{"CutBehindAComma", "[1,"}, JsonText{"UnclosedObject", "[{}"},
                      JsonText{"MemberOutsideAnObject", "[\"a\":1]"}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(
    Objects, InvalidJson,
    ::testing::Values(
        JsonText{"WordThatIsNone", "[\"x\", truth]"}, JsonText{"ListAsKey", "{[: \"x\"}"},
        JsonText{"CommaInsteadOfColon", "{\"x\", null}"}, JsonText{"TwoColons", "{\"x\"::\"b\"}"},
        JsonText{"EmojiAsKey", "{\xf0\x9f\x87\xa8\xf0\x9f\x87\xad}"},
        JsonText{"NumberBehindTheValue", "{\"a\":\"a\" 123}"}, JsonText{"KeyInApostrophes", "{key: 'value'}"},
        JsonText{"BadByteInKeyAndCommaAtTheEnd", "{\"\xb9\":\"0\",}"}, JsonText{"NoColon", "{\"a\" b}"},
        JsonText{"NoKey", "{:\"b\"}"}, JsonText{"NoColonBetweenTexts", "{\"a\" \"b\"}"},
        JsonText{"CutBehindTheColon", "{\"a\":"}, JsonText{"CutBehindTheKey", "{\"a\""},
        JsonText{"NumberAsKey", "{1:1}"}, JsonText{"HugeNumberAsKey", "{9999E9999:1}"},
        JsonText{"NullsAsKeys", "{null:null,null:null}"}, JsonText{"CommasAtTheEnd", "{\"id\":0,,,,,}"},
        JsonText{"Apostrophes", "{'a':0}"}, JsonText{"CommaAtTheEnd", "{\"id\":0,}"},
        JsonText{"CommentBehind", "{\"a\":\"b\"}/**/"}, JsonText{"OpenCommentBehind", "{\"a\":\"b\"}/**//"},
        JsonText{"LineCommentBehind", "{\"a\":\"b\"}//"}, JsonText{"SlashBehind", "{\"a\":\"b\"}/"},
        JsonText{"TwoCommas", "{\"a\":\"b\",,\"c\":\"d\"}"}, JsonText{"KeyWithoutQuotes", "{a: \"b\"}"},
        JsonText{"CutInsideTheValue", "{\"a\":\"a"},
        JsonText{"TextWithoutValue", "{ \"foo\" : \"bar\", \"a\" }"},
        JsonText{"HashBehind", "{\"a\":\"b\"}#"}, JsonText{"CommentInside", "{\"a\":/*comment*/\"b\"}"},
        JsonText{"SemicolonBetween", "{\"a\":1;\"b\":2}"}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(
    Numbers, InvalidJson,
    ::testing::Values(
        JsonText{"TwoPlusSigns", "[++1234]"}, JsonText{"PlusSign", "[+1]"}, JsonText{"PlusInf", "[+Inf]"},
        JsonText{"MinusZeroOne", "[-01]"}, JsonText{"PointBehindAReal", "[-1.0.]"},
        JsonText{"NegativeWithNothingBehindThePoint", "[-2.]"}, JsonText{"PointBeforeMinus", "[.-1]"},
        JsonText{"NothingBeforeThePointAndExponent", "[.2e-3]"}, JsonText{"TwoPoints", "[0.1.2]"},
        JsonText{"ExponentWithoutDigits", "[0.3e]"}, JsonText{"ExponentWithSignOnly", "[0.3e+]"},
        JsonText{"ExponentBehindAPoint", "[0.e1]"}, JsonText{"ZeroCapitalExponent", "[0E]"},
        JsonText{"ZeroCapitalExponentWithSign", "[0E+]"}, JsonText{"ZeroExponent", "[0e]"},
        JsonText{"ZeroExponentWithSign", "[0e+]"}, JsonText{"RealExponent", "[1.0e]"},
        JsonText{"RealExponentMinus", "[1.0e-]"}, JsonText{"SpaceInside", "[1 000.0]"},
        JsonText{"Underscore", "[1_000]"}, JsonText{"TwoExponents", "[1eE2]"},
        JsonText{"PointBeforePlusExponent", "[2.e+3]"}, JsonText{"PointBeforeMinusExponent", "[2.e-3]"},
        JsonText{"PointBeforeExponent", "[2.e3]"}, JsonText{"PointBeforeEmptyExponent", "[9.e+]"},
        JsonText{"Sum", "[1+2]"}, JsonText{"HexOfOneDigit", "[0x1]"}, JsonText{"HexOfTwoDigits", "[0x42]"},
        JsonText{"Inf", "[Inf]"}, JsonText{"Infinity", "[Infinity]"},
        JsonText{"MinusInfinity", "[-Infinity]"}, JsonText{"BothSignsInTheExponent", "[0e+-1]"},
        JsonText{"NothingBeforeThePoint", "[-.123]"}, JsonText{"BadByteBehindAnInteger", "[123\xe5]"},
        JsonText{"BadByteInTheExponent", "[1e1\xe5]"}, JsonText{"BadByteBehindZero", "[0\xe5]"},
        JsonText{"BadByteBehindE", "[1e\xe5]"}, JsonText{"MinusBeforeLetters", "[-foo]"},
        JsonText{"MinusBeforeASpace", "[- 1]"}, JsonText{"NotANumber", "[NaN]"},
        JsonText{"MinusNotANumber", "[-NaN]"}, JsonText{"LettersBehind", "[-1x]"},
        JsonText{"LetterBehindE", "[1ea]"}, JsonText{"NothingBehindThePoint", "[1.]"},
        JsonText{"PointFirst", "[.123]"}, JsonText{"FullWidthDigit", "[\xef\xbc\x91]"},
        JsonText{"LettersInside", "[1.2a-3]"},
        JsonText{"AnotherLetterForTheExponent", "[1.8011670033376514H-308]"},
        JsonText{"LeadingZero", "[012]"}, JsonText{"TwoMinusSigns", "[--1]"}, JsonText{"Version", "1.2.3"},
        JsonText{"GarbageBehind", "2@"}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(
    Texts, InvalidJson,
    ::testing::Values(
        JsonText{"FirstHalfThenABrokenEscape", "[\"\\uD800\\\"]"},
        JsonText{"FirstHalfThenU", "[\"\\uD800\\u\"]"},
        JsonText{"FirstHalfThenUAndADigit", "[\"\\uD800\\u1\"]"},
        JsonText{"FirstHalfThenUAndAnX", "[\"\\uD800\\u1x\"]"}, JsonText{"LetterWithoutQuotes", "[\xc3\xa9]"},
        JsonText{"EscapeX", "[\"\\x00\"]"}, JsonText{"ThreeBackslashes", "[\"\\\\\\\"]"},
        JsonText{"EscapedTab", "[\"\\\t\"]"}, JsonText{"EscapedEmoji", "[\"\\\xf0\x9f\x8c\x80\"]"},
        JsonText{"BackslashBeforeTheEnd", "[\"\\\"]"}, JsonText{"ThreeHexDigits", "[\"\\u00A\"]"},
        JsonText{"SecondHalfCut", "[\"\\uD834\\uDd\"]"},
        JsonText{"HalvesThenAnUnknownEscape", "[\"\\uD800\\uD800\\x\"]"},
        JsonText{"BadByteInAnEscape", "[\"\\u\xe5\"]"}, JsonText{"UnknownEscape", "[\"\\a\"]"},
        JsonText{"LettersForDigits", "[\"\\uqqqq\"]"}, JsonText{"BadByteBehindABackslash", "[\"\\\xe5\"]"},
        JsonText{"EscapeOutside", "[\\u0020\"asd\"]"}, JsonText{"EscapeWithoutQuotes", "[\\n]"},
        JsonText{"OneQuote", "\""}, JsonText{"Apostrophes", "['single quote']"},
        JsonText{"WordWithoutQuotes", "abc"}, JsonText{"CutBehindABackslash", "[\"\\"},
        JsonText{"RawNewline", "[\"new\nline\"]"}, JsonText{"RawTab", "[\"\t\"]"},
        JsonText{"RawUnitSeparator", "[\"\x1f\"]"}, JsonText{"CapitalU", "\"\\UA66D\""},
        JsonText{"LetterBehind", "\"\"x"}, JsonText{"CutSequence", "[\"\xe2\x82\"]"},
        JsonText{"BadByteInAKey", "{\"\xff\":1}"}, JsonText{"QuoteAndBackslash", "\"\\"}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(
    Structure, InvalidJson,
    ::testing::Values(
        JsonText{"Nothing", ""}, JsonText{"OneSpace", " "}, JsonText{"OnlyAMark", "\xef\xbb\xbf"},
        JsonText{"HalfAMark", "\xef\xbb{}"}, JsonText{"AngleBrackets", "<.>"},
        JsonText{"NullInAngleBrackets", "[<null>]"}, JsonText{"LetterBehindAnArray", "[1]x"},
        JsonText{"ArrayClosedTwice", "[1]]"}, JsonText{"UnclosedTextInArray", "[\"asd]"},
        JsonText{"Identifier", "a\xc3\xa5"}, JsonText{"CapitalTrue", "[True]"},
        JsonText{"ClosedUnopened", "1]"}, JsonText{"CommaInsteadOfTheBrace", "{\"x\": true,"},
        JsonText{"TwoArrays", "[][]"}, JsonText{"OnlyAClosingBracket", "]"},
        JsonText{"OnlyAClosingBrace", "}"}, JsonText{"LoneBadByte", "\xe5"}, JsonText{"OpenBracket", "["},
        JsonText{"OpenBrace", "{"}, JsonText{"TwoObjects", "{}{}"}, JsonText{"ObjectClosedTwice", "{}}"},
        JsonText{"CutBehindAnEmptyKey", "{\"\":"}, JsonText{"GarbageBehindAnObject", "{\"a\": true} \"x\""},
        JsonText{"OpenArrayApostrophe", "['"}, JsonText{"OpenArrayComma", "[,"},
        JsonText{"OpenArrayOpenObject", "[{"}, JsonText{"OpenArrayOpenText", "[\"a"},
        JsonText{"OpenObjectClosedArray", "{]"}, JsonText{"OpenArrayClosedObject", "[}"},
        JsonText{"OpenObjectComma", "{,"}, JsonText{"OpenObjectOpenArray", "{["},
        JsonText{"OpenObjectOpenText", "{\"a"}, JsonText{"OpenObjectTextInApostrophes", "{'a'"},
        JsonText{"ManyBrokenEscapes", "[\"\\{[\"\\{[\"\\{"}, JsonText{"LoneAccent", "\xe9"},
        JsonText{"OneStar", "*"}, JsonText{"HashBehindAnObject", "{\"a\":\"b\"}#{}"},
        JsonText{"WordJoiner", "[\xe2\x81\xa0]"}, JsonText{"EscapedLineFeedOutside", "[\\u000A\"\"]"},
        JsonText{"CutNull", "[ false, nul"}, JsonText{"CutFalse", "[ true, fals"},
        JsonText{"CutTrue", "[ false, tru"}, JsonText{"UnclosedObject", "{\"asd\":\"asd\""},
        JsonText{"FormFeed", "[\x0c]"}, JsonText{"NoBreakSpace", "\xc2\xa0[]"},
        JsonText{"Comment", "/**/[1]"}, JsonText{"LineComment", "[1]//"}, JsonText{"Undefined", "undefined"},
        JsonText{"Nan", "nan"}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(Nul, InvalidJson,
                         ::testing::Values(JsonText{"BehindANumber", "123\0"sv},
                                           JsonText{"OutsideAText", "[\0]"sv},
                                           JsonText{"InsideAText", "[\"a\0a\"]"sv},
                                           JsonText{"BehindABackslash", "[\"\\\0\"]"sv},
                                           JsonText{"BehindAnObject", "{}\0{}"sv}),
                         kNameOfText);

std::string Repeated(std::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(InvalidJson, NestedByTheHundredThousandIsRefused) {
  for (const std::string_view opening : {"[", R"([{"":)", R"({"a":)", "[[[[1,"}) {
    EXPECT_FALSE(ParseJson(Repeated(opening, 100000))) << opening;
  }
}

}  // namespace
}  // namespace authtree::inline v0
