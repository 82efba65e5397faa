#pragma once

#include <string>
#include <string_view>

namespace authtree::inline v0::cli::draw {

/// Takes the first code point off a UTF-8 text that is not empty. A byte that begins no well-formed sequence
/// counts as U+FFFD.
[[nodiscard]] char32_t TakeCodePoint(std::string_view& text);

/// Appends a code point as UTF-8.
void AppendCodePoint(std::string& text, char32_t code_point);

}  // namespace authtree::inline v0::cli::draw
