#include "retry_after.h"

#include <gtest/gtest.h>

namespace authtree::inline v0::http {
namespace {

using std::chrono::seconds;

constexpr std::chrono::system_clock::time_point kNow =
    std::chrono::sys_days(
        std::chrono::year_month_day(std::chrono::year(1994), std::chrono::month(11), std::chrono::day(6))) +
    std::chrono::hours(8) + std::chrono::minutes(49) + seconds(30);

std::optional<seconds> Read(std::string_view value) { return ReadRetryAfter(value, kNow); }

TEST(RetryAfterTest, RefusesWhatIsNeitherSecondsNorDate) {
  for (const char* value :
       {"", " ", "soon", "-1", "+1", "1.5", "7 ", "1 2", "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49 GMT", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nvm 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, x Nov 1994 08:49:37 GMT", "Sun, 06 Nov 99999 08:49:37 GMT",
        "Sun, 4294967302 Nov 1994 08:49:37 GMT"}) {
    EXPECT_FALSE(Read(value)) << value;
  }
}

TEST(RetryAfterTest, ReadsSeconds) {
  EXPECT_EQ(Read("0"), seconds(0));
  EXPECT_EQ(Read("120"), seconds(120));
}

TEST(RetryAfterTest, HugeNumbersAreCut) {
  EXPECT_EQ(Read("99999999999999999999999999"), Read("31536000"));
  EXPECT_EQ(Read("Sun, 06 Nov 9994 08:49:37 GMT"), Read("31536000"));
}

TEST(RetryAfterTest, ReadsTheThreeFormsOfADate) {
  EXPECT_EQ(Read("Sun, 06 Nov 1994 08:49:37 GMT"), seconds(7));
  EXPECT_EQ(Read("Sunday, 06-Nov-94 08:49:37 GMT"), seconds(7));
  EXPECT_EQ(Read("Sun Nov  6 08:49:37 1994"), seconds(7));
}

TEST(RetryAfterTest, DateThatHasPassedIsNow) { EXPECT_EQ(Read("Sun, 06 Nov 1994 08:49:00 GMT"), seconds(0)); }

TEST(RetryAfterTest, PartOfASecondIsWaitedFor) {
  EXPECT_EQ(ReadRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", kNow + std::chrono::milliseconds(1)), seconds(7));
}

}  // namespace
}  // namespace authtree::inline v0::http
