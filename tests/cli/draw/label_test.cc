#include "draw/label.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::cli::draw {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::SizeIs;

constexpr Font kFont{13, false};

TEST(OneLine, ReplacesControlCharactersAndWhatTurnsDirections) {
  EXPECT_EQ(OneLine("a\x01"
                    "b\x7f"),
            "a\uFFFDb\uFFFD");
  EXPECT_EQ(OneLine("a\u202Eb\u2066c"), "a\uFFFDb\uFFFDc");
}

TEST(OneLine, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(OneLine("a\xFF"
                    "b"),
            "a\uFFFDb");
  EXPECT_EQ(OneLine("\xC0\x80"), "\uFFFD\uFFFD");
  EXPECT_EQ(OneLine("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(OneLine("cut \xE2\x82"), "cut \uFFFD\uFFFD");
}

TEST(OneLine, MakesAnyWhiteSpaceOneBlank) { EXPECT_EQ(OneLine("  a \r\n\t b\u2028c \n"), "a b c"); }

TEST(OneLine, KeepsTextOfOtherLanguages) {
  EXPECT_EQ(OneLine("Zürich שלום مرحبا 日本 😀👩‍👧"),
            "Zürich שלום مرحبا 日本 😀👩‍👧");
}

TEST(OneLine, CutsBetweenCodePoints) {
  EXPECT_EQ(OneLine("éééé", 2), "éé…");
  EXPECT_EQ(OneLine("éé", 2), "éé");
}

TEST(WidthOf, GrowsWithTextSizeAndWeight) {
  EXPECT_EQ(WidthOf("", kFont), 0);
  EXPECT_LT(WidthOf("iii", kFont), WidthOf("mmm", kFont));
  EXPECT_LT(WidthOf("abc", kFont), WidthOf("abc", Font{13, true}));
  EXPECT_LT(WidthOf("abc", kFont), WidthOf("日本語", kFont));
}

TEST(Fitted, LeavesAShortLineAndCutsALongOne) {
  EXPECT_EQ(Fitted("abc", kFont, 100), "abc");
  const std::string cut = Fitted(std::string(10'000, 'a'), kFont, 100);
  EXPECT_THAT(cut, EndsWith("…"));
  EXPECT_LE(WidthOf(cut, kFont), 100);
}

TEST(Broken, IsNeverEmpty) { EXPECT_THAT(Broken("", kFont, 100, 3), ElementsAre("")); }

TEST(Broken, BreaksAtBlanks) {
  EXPECT_THAT(Broken("Check Session Status", kFont, 100, 3), ElementsAre("Check Session", "Status"));
}

TEST(Broken, BreaksALongWordAnywhereAndCutsTheLastLine) {
  const std::vector<std::string> lines = Broken(std::string(500, 'a'), kFont, 100, 3);
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_THAT(lines.back(), EndsWith("…"));
  for (const std::string& line : lines) EXPECT_LE(WidthOf(line, kFont), 100);
}

}  // namespace
}  // namespace authtree::inline v0::cli::draw
