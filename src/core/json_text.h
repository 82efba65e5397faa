#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace authtree::inline v0 {

/// For each byte whether it stands in a JSON text as it is: ASCII, no control character, no quote, no
/// backslash.
inline constexpr std::array<bool, 256> kPlainInJson = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

/// How many such bytes a text begins with.
inline std::size_t PlainPrefix(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && kPlainInJson[static_cast<unsigned char>(text[size])]) ++size;
  return size;
}

}  // namespace authtree::inline v0
