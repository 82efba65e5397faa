#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace authtree::inline v0::walk {

/// "500ms", "30s", "5m", "2h", "1d"; at most a year. Nothing for any other text.
[[nodiscard]] std::optional<std::chrono::milliseconds> ParseDuration(std::string_view text);
/// The shortest of these forms.
[[nodiscard]] std::string DurationText(std::chrono::milliseconds duration);

/// "2026-01-01T00:00:00Z"; years 1970 to 2200. Nothing for any other text.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> ParseInstant(std::string_view text);
/// The same, without fractions of a second.
[[nodiscard]] std::string InstantText(std::chrono::system_clock::time_point instant);

}  // namespace authtree::inline v0::walk
