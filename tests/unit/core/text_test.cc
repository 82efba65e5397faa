#include "authtree/core/text.h"

#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

TEST(LowerAscii, ChangesNothingButTheLettersOfAscii) {
  EXPECT_EQ(LowerAscii("AZaz09-_@["), "azaz09-_@[");
  EXPECT_EQ(LowerAscii("\xC3\x84\xFFÖ"), "\xC3\x84\xFFÖ");
}

TEST(EqualsIgnoringCase, TellsOtherTextsApart) {
  EXPECT_FALSE(EqualsIgnoringCase("a", "b"));
  EXPECT_FALSE(EqualsIgnoringCase("a", "aa"));
  EXPECT_FALSE(EqualsIgnoringCase("[", "{"));
  EXPECT_FALSE(EqualsIgnoringCase("ä", "Ä"));
}

TEST(EqualsIgnoringCase, TakesBothCasesForTheSame) {
  EXPECT_TRUE(EqualsIgnoringCase("", ""));
  EXPECT_TRUE(EqualsIgnoringCase("Content-Type", "content-tYPE"));
}

TEST(EditDistance, CountsTheBytesThatChange) {
  EXPECT_EQ(EditDistance("", ""), 0U);
  EXPECT_EQ(EditDistance("abc", ""), 3U);
  EXPECT_EQ(EditDistance("deviceCode", "deviceCod"), 1U);
  EXPECT_EQ(EditDistance("kitten", "sitting"), 3U);
}

}  // namespace
}  // namespace authtree::inline v0
