#include "walk_times.h"

#include <gtest/gtest.h>

namespace authtree::inline v0::walk {
namespace {

using std::chrono::milliseconds;

TEST(ParseDuration, RefusesWhatIsNone) {
  for (const char* text :
       {"", "30", "s", "-1s", "1.5s", "30 s", "30S", "1w", "9999999999s", "367d", "s30", "1s2"}) {
    EXPECT_FALSE(ParseDuration(text)) << text;
  }
}

TEST(ParseDuration, KnowsItsUnits) {
  EXPECT_EQ(ParseDuration("0s"), milliseconds(0));
  EXPECT_EQ(ParseDuration("500ms"), milliseconds(500));
  EXPECT_EQ(ParseDuration("30s"), milliseconds(30'000));
  EXPECT_EQ(ParseDuration("5m"), milliseconds(300'000));
  EXPECT_EQ(ParseDuration("2h"), milliseconds(7'200'000));
  EXPECT_EQ(ParseDuration("1d"), milliseconds(86'400'000));
}

TEST(DurationText, IsReadBack) {
  for (const char* text : {"0s", "1ms", "1500ms", "90s", "5m", "25h", "3d"}) {
    EXPECT_EQ(DurationText(*ParseDuration(text)), text);
  }
}

TEST(ParseInstant, RefusesWhatIsNone) {
  for (const char* text :
       {"", "2026-01-01", "2026-01-01 00:00:00Z", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z",
        "1969-01-01T00:00:00Z", "9999-01-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:61Z", "2026-01-0aT00:00:00Z"}) {
    EXPECT_FALSE(ParseInstant(text)) << text;
  }
}

TEST(InstantText, IsReadBack) {
  for (const char* text : {"1970-01-01T00:00:00Z", "2026-02-28T23:59:59Z", "2200-12-31T12:00:00Z"}) {
    EXPECT_EQ(InstantText(*ParseInstant(text)), text);
  }
}

}  // namespace
}  // namespace authtree::inline v0::walk
