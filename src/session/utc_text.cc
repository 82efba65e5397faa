#include "utc_text.h"

#include <charconv>
#include <string>

#include "authtree/session/key_file.h"

namespace authtree::inline v0 {
namespace {

using std::chrono::system_clock;

constexpr std::string_view kPattern = "dddd-dd-ddTdd:dd:ddZ";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

unsigned Number(std::string_view digits) {
  unsigned number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

std::string Padded(unsigned number, std::size_t size) {
  const std::string digits = std::to_string(number);
  return std::string(size - std::min(size, digits.size()), '0') + digits;
}

std::chrono::year_month_day DateOf(system_clock::time_point time) {
  return std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(time));
}

std::string DateText(system_clock::time_point time, std::string_view separator) {
  const std::chrono::year_month_day date = DateOf(time);
  std::string text = Padded(static_cast<unsigned>(static_cast<int>(date.year())), 4);
  text.append(separator).append(Padded(static_cast<unsigned>(date.month()), 2));
  return text.append(separator).append(Padded(static_cast<unsigned>(date.day()), 2));
}

}  // namespace

std::string UtcText(system_clock::time_point time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - midnight));
  std::string text = DateText(time, "-") + "T";
  text.append(Padded(static_cast<unsigned>(clock.hours().count()), 2)).append(":");
  text.append(Padded(static_cast<unsigned>(clock.minutes().count()), 2)).append(":");
  return text.append(Padded(static_cast<unsigned>(clock.seconds().count()), 2)).append("Z");
}

std::string UtcDateText(system_clock::time_point time) { return DateText(time, ""); }

std::optional<system_clock::time_point> ReadUtcText(std::string_view text) {
  if (text.size() != kPattern.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kPattern[i] == 'd' ? !IsDigit(text[i]) : text[i] != kPattern[i]) return std::nullopt;
  }
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(Number(text.substr(0, 4)))),
                                         std::chrono::month(Number(text.substr(5, 2))),
                                         std::chrono::day(Number(text.substr(8, 2))));
  const unsigned hour = Number(text.substr(11, 2));
  const unsigned minute = Number(text.substr(14, 2));
  const unsigned second = Number(text.substr(17, 2));
  const int year = static_cast<int>(date.year());
  if (!date.ok() || year < 1970 || year > 2200 || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

}  // namespace authtree::inline v0
