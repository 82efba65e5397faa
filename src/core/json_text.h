#pragma once

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
  const char* const end = text.data() + text.size();
  const char* at = text.data();
  while (at != end && kPlainInJson[static_cast<unsigned char>(*at)]) ++at;
  return static_cast<std::size_t>(at - text.data());
}

}  // namespace authtree::inline v0
