#include "terminal.h"

#include <gtest/gtest.h>

namespace authtree::inline v0::cli {
namespace {

TEST(Printable, ReplacesEverythingThatCouldSteerATerminal) {
  EXPECT_EQ(Printable("\x1b[2Jhello\r\n\x07"), "?[2Jhello???");
  EXPECT_EQ(Printable("a\xC2\x9B"
                      "b"),
            "a?b");
  EXPECT_EQ(Printable("\x7f"), "?");
}

TEST(Printable, KeepsTextOfOtherLanguages) { EXPECT_EQ(Printable("Zürich 😀 שלום"), "Zürich 😀 שלום"); }

}  // namespace
}  // namespace authtree::inline v0::cli
