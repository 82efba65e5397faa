#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace authtree::inline v0 {

/// Strict: "2026-01-01T01:00:00Z", years 1970 to 2200; else nothing.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> ReadUtcText(std::string_view text);

/// The date without separators: "20260101".
[[nodiscard]] std::string UtcDateText(std::chrono::system_clock::time_point time);

}  // namespace authtree::inline v0
