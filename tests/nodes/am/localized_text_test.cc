#include "localized_text.h"

#include <gtest/gtest.h>

namespace authtree::inline v0::nodes {
namespace {

const TextMap kTexts{
    {"de", "Deutsch"}, {"de-CH", "Schweizerdeutsch"}, {"en", "English"}, {"en_GB", "British"}};

TEST(LocalizedText, IsEmptyForAnEmptyMap) { EXPECT_EQ(LocalizedText({}, {"de"}), ""); }

TEST(LocalizedText, TakesTheExactTag) { EXPECT_EQ(LocalizedText(kTexts, {"de-CH"}), "Schweizerdeutsch"); }

TEST(LocalizedText, FallsBackToTheLanguage) { EXPECT_EQ(LocalizedText(kTexts, {"de-AT"}), "Deutsch"); }

TEST(LocalizedText, CutsSubtagsOneByOne) {
  EXPECT_EQ(LocalizedText(kTexts, {"de-CH-1996"}), "Schweizerdeutsch");
}

TEST(LocalizedText, ComparesWithoutCaseAndWithUnderscores) {
  EXPECT_EQ(LocalizedText(kTexts, {"EN-gb"}), "British");
}

TEST(LocalizedText, TriesTheNextWantedLanguage) { EXPECT_EQ(LocalizedText(kTexts, {"fr", "de"}), "Deutsch"); }

TEST(LocalizedText, FallsBackToEnglish) { EXPECT_EQ(LocalizedText(kTexts, {"fr"}), "English"); }

TEST(LocalizedText, FallsBackToTheFirstWithoutEnglish) {
  EXPECT_EQ(LocalizedText({{"es", "Español"}, {"it", "Italiano"}}, {"fr"}), "Español");
}

}  // namespace
}  // namespace authtree::inline v0::nodes
