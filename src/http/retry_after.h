#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace authtree::inline v0::http {

/// How long a `Retry-After` field asks to wait, seen from `now`: seconds, or a date in one of HTTP's three
/// forms. Not negative. Nothing when the value is neither.
[[nodiscard]] std::optional<std::chrono::seconds> ReadRetryAfter(std::string_view value,
                                                                 std::chrono::system_clock::time_point now);

}  // namespace authtree::inline v0::http
