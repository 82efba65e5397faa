#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>

#include "authtree/core/json.h"

namespace authtree::inline v0::vectors {

/// Where the recorded service is said to listen, and an address where nobody does.
inline constexpr std::string_view kBaseUrl = "http://127.0.0.1:18080";
inline constexpr std::string_view kClosedUrl = "http://127.0.0.1:18081";

/// Host and port of one of these.
[[nodiscard]] constexpr std::string_view HostOf(std::string_view url) {
  return url.substr(url.find("//") + 2);
}

/// Puts addresses and key material in the place of their masks, in every text of a value and in the names of
/// members. Masks of values that are made anew in every run stay.
[[nodiscard]] Json Unmask(const Json& value);
[[nodiscard]] std::string Unmask(std::string text);

/// Compares values of one case with what was recorded, masks included. A generated value must be the same
/// wherever its mask stands in a case, so one matcher serves a whole case.
class MaskMatcher {
 public:
  explicit MaskMatcher(std::chrono::system_clock::time_point now) : now_(now) {}

  /// Whether `actual` is what was recorded. Texts of the JDK or a library (dates, stack traces) match
  /// nothing.
  [[nodiscard]] bool Matches(const Json& recorded, const Json& actual);
  [[nodiscard]] bool MatchesText(std::string_view recorded, std::string_view actual);

 private:
  [[nodiscard]] bool MatchesVolatile(const Json& recorded, const Json& actual);
  [[nodiscard]] bool MatchesMask(std::string_view mask, std::string_view actual);
  [[nodiscard]] bool Bind(std::string_view kind, std::string_view actual);
  [[nodiscard]] std::string Epoch(long long seconds) const;

  std::chrono::system_clock::time_point now_;
  std::map<std::string, std::string, std::less<>> generated_;
};

}  // namespace authtree::inline v0::vectors
