// What RFC 8259 says is JSON, and what we decided where it leaves the reader a choice.
#include "json_suite.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "authtree/core/json.h"

namespace authtree::inline v0 {
namespace {

using namespace std::string_view_literals;

class ValidJson : public ::testing::TestWithParam<JsonText> {};

TEST_P(ValidJson, IsRead) {
  const auto result = ParseJson(GetParam().text);
  ASSERT_TRUE(result) << result.error().Describe();
  // And what was read can be written and read again.
  EXPECT_EQ(ParseJson(DumpJson(*result)), *result);
}

INSTANTIATE_TEST_SUITE_P(
    Structure, ValidJson,
    ::testing::Values(
        JsonText{"EmptyArray", "[]"}, JsonText{"EmptyObject", "{}"}, JsonText{"ArrayWithSpaces", "[[]   ]"},
        JsonText{"SpaceAround", " [1] "}, JsonText{"EveryKindOfWhitespace", "\t\r\n []\n"},
        JsonText{"NewlineBeforeComma", "[\"a\",\n4\n,1]"}, JsonText{"NewlineAtTheEnd", "[\"a\"]\n"},
        JsonText{"Mixed", R"([null,1,"1",{},[],true])"}, JsonText{"SeveralNulls", "[1,null,null,null,2]"},
        JsonText{"ArrayOfFalse", "[false]"}, JsonText{"EmptyTextInArray", R"([""])"},
        JsonText{"LonelyText", R"("asd")"}, JsonText{"LonelyEmptyText", R"("")"},
        JsonText{"LonelyNull", "null"}, JsonText{"LonelyTrue", "true"}, JsonText{"LonelyFalse", "false"},
        JsonText{"LonelyNumber", "42"}, JsonText{"LonelyNegativeNumber", "-0.1"}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(
    Objects, ValidJson,
    ::testing::Values(JsonText{"OneMember", R"({"a":"b"})"}, JsonText{"TwoMembers", R"({"a":"b","c":"d"})"},
                      JsonText{"EmptyKey", R"({"":0})"}, JsonText{"NulInKey", R"({"foo\u0000bar":42})"},
                      JsonText{"EmptyArrayInside", R"({"a":[]})"},
                      JsonText{"NewlinesInside", "{\n\"a\": \"b\"\n}"},
                      JsonText{"LargeAndSmallNumbers", R"({"min":-1.0e+28,"max":1.0e+28})"},
                      JsonText{"SameValuesUnderOtherKeys", R"({"a":{"x":1},"b":{"x":1}})"},
                      JsonText{"KeyInOtherLetters", R"({"\u043f\u043e\u043b":"t"})"},
                      JsonText{"KeysThatDifferInCase", R"({"a":1,"A":2})"}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(
    Numbers, ValidJson,
    ::testing::Values(JsonText{"Zero", "[0]"}, JsonText{"MinusZero", "[-0]"}, JsonText{"MinusOne", "[-1]"},
                      JsonText{"NegativeInteger", "[-123]"}, JsonText{"AfterASpace", "[ 4]"},
                      JsonText{"ZeroWithExponent", "[0e1]"}, JsonText{"ZeroWithPlusExponent", "[0e+1]"},
                      JsonText{"Real", "[123.456789]"}, JsonText{"RealWithExponent", "[123.456e78]"},
                      JsonText{"CapitalExponent", "[1E22]"}, JsonText{"CapitalNegativeExponent", "[1E-2]"},
                      JsonText{"CapitalPlusExponent", "[1E+2]"}, JsonText{"NegativeExponent", "[1e-2]"},
                      JsonText{"PlusExponent", "[1e+2]"}, JsonText{"IntegerWithExponent", "[20e1]"},
                      JsonText{"CloseToZero", "[-0.000000000000000000000000000000000000000000000000000001]"},
                      JsonText{"LargestSigned", "[9223372036854775807]"},
                      JsonText{"SmallestSigned", "[-9223372036854775808]"},
                      JsonText{"LargestUnsigned", "[18446744073709551615]"},
                      JsonText{"LargestDouble", "[1.7976931348623157e308]"}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(
    Escapes, ValidJson,
    ::testing::Values(
        JsonText{"EveryShortOne", R"(["\"\\\/\b\f\n\r\t"])"},
        JsonText{"OneTwoAndThreeBytes", R"(["\u0060\u012a\u12AB"])"},
        JsonText{"SurrogatePair", R"(["\uD801\udc37"])"},
        JsonText{"TwoSurrogatePairs", R"(["\ud83d\ude39\ud83d\udc8d"])"},
        JsonText{"LastSurrogatePair", R"(["\uDBFF\uDFFF"])"},
        JsonText{"ClefOutsideTheFirstPlane", R"(["\uD834\uDd1e"])"}, JsonText{"Nul", R"(["\u0000"])"},
        JsonText{"EscapedBackslashBeforeU", R"(["\\u0000"])"},
        JsonText{"EscapedBackslashBeforeA", R"(["\\a"])"}, JsonText{"EscapedBackslashBeforeN", R"(["\\n"])"},
        JsonText{"ControlCharacter", R"(["\u0012"])"}, JsonText{"NonCharacter", R"(["\uFFFF"])"},
        JsonText{"NonCharacterOfTheArabicBlock", R"(["\uFDD0"])"},
        JsonText{"NonCharacterBehindTheFirstPlane", R"(["\uD83F\uDFFE"])"},
        JsonText{"QuotationMark", R"(["\u0022"])"}, JsonText{"Backslash", R"(["\u005C"])"},
        JsonText{"Comma", R"(["\u002c"])"}, JsonText{"Newline", R"(["new\u000Aline"])"},
        JsonText{"NoBreakSpace", R"(["new\u00A0line"])"}, JsonText{"ZeroWidthSpace", R"(["\u200B"])"},
        JsonText{"InvisiblePlus", R"(["\u2064"])"}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(RawCharacters, ValidJson,
                         ::testing::Values(JsonText{"Ascii", R"(["asd "])"}, JsonText{"Space", R"(" ")"},
                                           JsonText{"CommentInsideAText", R"(["a/*b*/c/*d//e"])"},
                                           JsonText{"Delete", "[\"\x7f\"]"},
                                           JsonText{"TwoBytes", "[\"\xcf\x80\"]"},
                                           JsonText{"ThreeBytes", "[\"\xe2\x82\xac\"]"},
                                           JsonText{"FourBytes", "[\"\xf0\x9d\x84\x9e\"]"},
                                           JsonText{"LineSeparator", "[\"\xe2\x80\xa8\"]"},
                                           JsonText{"ParagraphSeparator", "[\"\xe2\x80\xa9\"]"},
                                           JsonText{"NonCharacterOfThreeBytes", "[\"\xef\xbf\xbf\"]"},
                                           JsonText{"LastCodePoint", "[\"\xf4\x8f\xbf\xbf\"]"},
                                           JsonText{"UnassignedOne", "[\"\xf0\x9b\xbf\xbf\"]"},
                                           JsonText{"RightToLeftMark", "[\"\xe2\x80\xae\"]"}),
                         kNameOfText);

/// What a reader may do as it likes, what we do, and why.
struct Decision {
  const char* name;
  std::string_view text;
  bool read;
  const char* why;

  friend std::ostream& operator<<(std::ostream& out, const Decision& decision) {
    return out << decision.name;
  }
};

class DecidedJson : public ::testing::TestWithParam<Decision> {};

TEST_P(DecidedJson, IsTreatedAsDecided) {
  const auto result = ParseJson(GetParam().text);
  EXPECT_EQ(result.has_value(), GetParam().read) << GetParam().why;
}

constexpr const char* kNoRounding = "a number that becomes infinite is another number";
constexpr const char* kRounded = "nothing reads such numbers as integers; a real is near enough";
constexpr const char* kUtf8Only = "texts go into requests and pages, which are UTF-8";
constexpr const char* kHalfCharacter = "half of a pair is no character, and could not be written as UTF-8";
constexpr const char* kOneReading = "two readers could take different ones of the two";

INSTANTIATE_TEST_SUITE_P(
    Numbers, DecidedJson,
    ::testing::Values(
        Decision{"HugeExponent", "[0.4e00669999999999999999999999999999999]", false, kNoRounding},
        Decision{"NegativeHugeExponent", "[-1e+9999]", false, kNoRounding},
        Decision{"OverflowOfAReal", "[123123e100000]", false, kNoRounding},
        Decision{"OverflowOfANegativeReal", "[-123123e100000]", false, kNoRounding},
        Decision{"OverflowWithAFraction", "[1.5e+9999]", false, kNoRounding},
        Decision{"UnderflowOfAReal", "[123.456e-789]", true, "what is lost is smaller than any use"},
        Decision{"UnderflowFarBelow", "[123e-10000000]", true, "what is lost is smaller than any use"},
        Decision{"IntegerOfThirtyDigits", "[123456789012345678901234567890]", true, kRounded},
        Decision{"NegativeIntegerOfThirtyDigits", "[-237462374673276894279832749832]", true, kRounded},
        Decision{"OneAboveTheLargestUnsigned", "[18446744073709551616]", true, kRounded}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(
    Surrogates, DecidedJson,
    ::testing::Values(Decision{"FirstHalfAlone", R"(["\uDADA"])", false, kHalfCharacter},
                      Decision{"SecondHalfAlone", R"(["\uDFAA"])", false, kHalfCharacter},
                      Decision{"SecondHalfAsAKey", R"({"\uDFAA":0})", false, kHalfCharacter},
                      Decision{"FirstHalfBeforeAnotherCharacter", R"(["\uD888\u1234"])", false,
                               kHalfCharacter},
                      Decision{"FirstHalfBeforeAnEscape", R"(["\uD800\n"])", false, kHalfCharacter},
                      Decision{"FirstHalfBeforeLetters", R"(["\ud800abc"])", false, kHalfCharacter},
                      Decision{"FirstHalfTwice", R"(["\uD800\uD800\n"])", false, kHalfCharacter},
                      Decision{"HalvesTheWrongWayRound", R"(["\uDd1e\uD834"])", false, kHalfCharacter},
                      Decision{"SecondHalfBeforeALetter", R"(["\uDd1ea"])", false, kHalfCharacter}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(
    Encodings, DecidedJson,
    ::testing::Values(Decision{"ByteOrderMarkBeforeAnObject", "\xef\xbb\xbf{}", true,
                               "Windows editors write it"},
                      Decision{"Latin1", "[\"\xe9\"]", false, kUtf8Only},
                      Decision{"LoneContinuationByte", "[\"\x81\"]", false, kUtf8Only},
                      Decision{"ByteThatUtf8NeverHas", "[\"\xff\"]", false, kUtf8Only},
                      Decision{"AboveTheLastCodePoint", "[\"\xf4\xbf\xbf\xbf\"]", false, kUtf8Only},
                      Decision{"OverlongSlash", "[\"\xc0\xaf\"]", false, kUtf8Only},
                      Decision{"OverlongOfSixBytes", "[\"\xfc\x83\xbf\xbf\xbf\xbf\"]", false, kUtf8Only},
                      Decision{"OverlongNul", "[\"\xfc\x80\x80\x80\x80\x80\"]", false, kUtf8Only},
                      Decision{"TruncatedSequence", "[\"\xe0\xff\"]", false, kUtf8Only},
                      Decision{"EncodedSurrogate", "[\"\xed\xa0\x80\"]", false, kUtf8Only},
                      Decision{"Utf16WithMark", "\xff\xfe[\0]\0"sv, false, kUtf8Only},
                      Decision{"Utf16BigEndian", "\0[\0]"sv, false, kUtf8Only},
                      Decision{"Utf16LittleEndian", "[\0]\0"sv, false, kUtf8Only}),
    kNameOfText);

INSTANTIATE_TEST_SUITE_P(
    Keys, DecidedJson,
    ::testing::Values(Decision{"SameKeyTwice", R"({"a":"b","a":"c"})", false, kOneReading},
                      Decision{"SameKeyAndValueTwice", R"({"a":"b","a":"b"})", false, kOneReading},
                      Decision{"SameKeyInAnotherSpelling", R"({"a":1,"\u0061":2})", false, kOneReading}),
    kNameOfText);

std::string Nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(DecidedJson, NestingEndsAtTheLimit) {
  EXPECT_TRUE(ParseJson(Nested(64)));
  EXPECT_FALSE(ParseJson(Nested(65)));
  EXPECT_FALSE(ParseJson(Nested(500)));
}

}  // namespace
}  // namespace authtree::inline v0
