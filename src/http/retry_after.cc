#include "retry_after.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace authtree::inline v0::http {
namespace {

using std::chrono::seconds;

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
// Longer than anybody waits, and far from where sums overflow.
constexpr std::int64_t kLongest = std::int64_t{365} * 24 * 3600;

std::optional<std::int64_t> ReadNumber(std::string_view text) {
  std::int64_t number = 0;
  if (text.empty() || text.front() == '-') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end != text.data() + text.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) return kLongest;
  return number;
}

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t first = text.find_first_not_of(" ,:-");
    if (first == std::string_view::npos) return words;
    text.remove_prefix(first);
    const std::size_t size = std::min(text.find_first_of(" ,:-"), text.size());
    words.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
}

/// The parts of a date, in the order in which all three forms can be brought.
struct DateWords {
  std::string_view day, month, year, hour, minute, second;
};

std::optional<DateWords> ReadWords(const std::vector<std::string_view>& words) {
  // Sun, 06 Nov 1994 08:49:37 GMT · Sunday, 06-Nov-94 08:49:37 GMT
  if (words.size() == 8 && words[7] == "GMT") {
    return DateWords{words[1], words[2], words[3], words[4], words[5], words[6]};
  }
  // Sun Nov  6 08:49:37 1994
  if (words.size() == 7) return DateWords{words[2], words[1], words[6], words[3], words[4], words[5]};
  return std::nullopt;
}

/// In seconds: the years of the calendar do not fit into finer units.
std::optional<std::chrono::sys_seconds> ReadDate(std::string_view text) {
  const auto words = ReadWords(Words(text));
  if (!words) return std::nullopt;
  const auto* const month = std::find(kMonths.begin(), kMonths.end(), words->month);
  const auto day = ReadNumber(words->day);
  auto year = ReadNumber(words->year);
  const auto hour = ReadNumber(words->hour);
  const auto minute = ReadNumber(words->minute);
  const auto second = ReadNumber(words->second);
  if (month == kMonths.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
  if (*year < 100) *year += *year < 70 ? 2000 : 1900;
  if (*day > 31 || *year > 9999 || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const std::chrono::year_month_day date(
      std::chrono::year(static_cast<int>(*year)),
      std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1U),
      std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         seconds(*second);
}

}  // namespace

std::optional<seconds> ReadRetryAfter(std::string_view value, std::chrono::system_clock::time_point now) {
  if (const auto number = ReadNumber(value)) return seconds(std::min(*number, kLongest));
  const auto date = ReadDate(value);
  if (!date) return std::nullopt;
  return std::clamp(*date - std::chrono::floor<seconds>(now), seconds(0), seconds(kLongest));
}

}  // namespace authtree::inline v0::http
