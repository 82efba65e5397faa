#include "authtree/core/diagnostics.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

TEST(Diagnostics, IsEmptyAtFirst) {
  const Diagnostics diagnostics;

  EXPECT_TRUE(diagnostics.empty());
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_EQ(diagnostics.ToText(), "");
}

TEST(Diagnostics, AWarningIsNoError) {
  Diagnostics diagnostics;
  diagnostics.AddWarning("/a", "odd");

  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_FALSE(diagnostics.empty());
}

TEST(Diagnostics, AnErrorAmongWarningsIsAnError) {
  Diagnostics diagnostics;
  diagnostics.AddWarning("/a", "odd");
  diagnostics.AddError("/b", "wrong");
  diagnostics.AddWarning("/c", "odd");

  EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Diagnostics, ASentenceKeepsItsOneFullStop) {
  Diagnostics diagnostics;
  diagnostics.AddError("/a", "It is wrong.", "Mend it");

  EXPECT_EQ(diagnostics.ToText(), "error at /a: It is wrong. Mend it\n");
}

TEST(Diagnostics, ANoteIsNeitherErrorNorWarning) {
  Diagnostics diagnostics;
  diagnostics.AddNote("/a", "read from left to right");

  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_FALSE(diagnostics.has_warnings());
  EXPECT_FALSE(diagnostics.empty());
}

TEST(Diagnostics, TextLeavesOutWhatIsBelowTheLeast) {
  Diagnostics diagnostics;
  diagnostics.AddNote("/a", "so");
  diagnostics.AddWarning("/b", "odd");
  diagnostics.AddError("/c", "wrong");

  EXPECT_EQ(diagnostics.ToText(), "note at /a: so\nwarning at /b: odd\nerror at /c: wrong\n");
  EXPECT_EQ(diagnostics.ToText(Severity::kWarning), "warning at /b: odd\nerror at /c: wrong\n");
}

TEST(Diagnostics, AppendKeepsTheOrder) {
  Diagnostics first;
  first.AddError("/1", "one");
  Diagnostics second;
  second.AddWarning("/2", "two");
  second.AddError("/3", "three");

  first.Append(std::move(second));

  EXPECT_THAT(first.findings(), ElementsAre(Field(&Finding::place, "/1"), Field(&Finding::place, "/2"),
                                            Field(&Finding::place, "/3")));
}

TEST(Diagnostics, TextHasALineForEachFinding) {
  Diagnostics diagnostics;
  diagnostics.AddError("/trees/x", "the tree has no name", "Give its _id");
  diagnostics.AddWarning("", "nothing to do");

  EXPECT_EQ(diagnostics.ToText(),
            "error at /trees/x: the tree has no name. Give its _id\n"
            "warning: nothing to do\n");
}

TEST(Diagnostics, ANameFromTheInputCannotStartALineOrCommandATerminal) {
  Diagnostics diagnostics;
  diagnostics.AddError("/nodes/a\nerror at /b", "'\x1b[2J' is wrong\r", "Did you mean\t'c'\x7f?");

  EXPECT_EQ(diagnostics.ToText(),
            "error at /nodes/a\\x0aerror at /b: '\\x1b[2J' is wrong\\x0d. Did you mean\\x09'c'\\x7f?\n");
}

TEST(PointerTo, AppendsAMember) {
  EXPECT_EQ(PointerTo("", "a"), "/a");
  EXPECT_EQ(PointerTo("/a", "b"), "/a/b");
}

TEST(PointerTo, EscapesAsRfc6901) {
  EXPECT_EQ(PointerTo("", "a/b"), "/a~1b");
  EXPECT_EQ(PointerTo("", "m~n"), "/m~0n");
  EXPECT_EQ(PointerTo("", "~1"), "/~01");
  EXPECT_EQ(PointerTo("/x", ""), "/x/");
}

}  // namespace
}  // namespace authtree::inline v0
