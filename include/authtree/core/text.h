#pragma once

#include <cstddef>
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

/// How many bytes have to be put in, taken out or replaced to make one text of the other. Takes time and
/// memory with the lengths: bound them before.
[[nodiscard]] std::size_t EditDistance(std::string_view left, std::string_view right);

}  // namespace authtree::inline v0
