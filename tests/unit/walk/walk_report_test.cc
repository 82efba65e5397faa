#include "authtree/walk/walk_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::walk {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Explain, SaysNothingOfAWalkThatPassed) {
  WalkReport report;
  report.verdict = WalkVerdict::kPassed;
  EXPECT_THAT(Explain(report), IsEmpty());
}

TEST(Explain, TellsPlaceExpectationAndWhatWasAsked) {
  WalkReport report;
  Parting parting;
  parting.round = 2;
  parting.place = "/rounds/1/ask";
  parting.expected = "a";
  parting.got = "b";
  parting.asked = {"NameCallback \"x\"", "NameCallback \"y\""};
  parting.nearest = "x";
  report.partings.push_back(parting);
  EXPECT_EQ(Explain(report),
            "  round 2, /rounds/1/ask\n"
            "    expected  a\n"
            "    got       b\n"
            "    asked     NameCallback \"x\"\n"
            "              NameCallback \"y\"\n"
            "    nearest   x\n");
}

TEST(Explain, ControlCharactersCannotSteerATerminal) {
  WalkReport report;
  Parting parting;
  parting.got = "a\x1b[2Jb\nc";
  report.partings.push_back(parting);
  report.findings.AddError("/x", "bad\x1b", "");
  EXPECT_THAT(Explain(report), Not(HasSubstr("\x1b")));
}

TEST(WalkReport, IsOkWhenItPassedOrWasSkipped) {
  WalkReport report;
  EXPECT_FALSE(report.ok());
  report.verdict = WalkVerdict::kSkipped;
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(WalkVerdictName(report.verdict), "skipped");
}

}  // namespace
}  // namespace authtree::inline v0::walk
