#pragma once

#include <string>
#include <string_view>

namespace authtree::inline v0 {

/// A to Z become a to z; every other byte stays, those of UTF-8 sequences included. No locale.
[[nodiscard]] constexpr char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] std::string LowerAscii(std::string_view text);

/// True when the texts differ at most in the case of ASCII letters.
[[nodiscard]] bool EqualsIgnoringCase(std::string_view left, std::string_view right);

}  // namespace authtree::inline v0
