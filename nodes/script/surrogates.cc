#include "surrogates.h"

#include <cstdint>

namespace authtree::inline v0::nodes {
namespace {

unsigned Byte(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

void AddThree(SecretBuffer& out, unsigned code) {
  out.push_back(static_cast<char>(0xE0U | (code >> 12U)));
  out.push_back(static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)));
  out.push_back(static_cast<char>(0x80U | (code & 0x3FU)));
}

// The code unit of a surrogate at `at`, or 0.
unsigned SurrogateAt(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || Byte(text, at) != 0xEDU || Byte(text, at + 1) < 0xA0U) return 0;
  return 0xD000U | ((Byte(text, at + 1) & 0x3FU) << 6U) | (Byte(text, at + 2) & 0x3FU);
}

}  // namespace

SecretBuffer WithSurrogates(std::string_view utf8) {
  SecretBuffer out;
  out.reserve(utf8.size() + utf8.size() / 2);
  for (std::size_t i = 0; i < utf8.size();) {
    if (Byte(utf8, i) < 0xF0U || i + 3 >= utf8.size()) {
      out.push_back(utf8[i++]);
      continue;
    }
    const unsigned code = ((Byte(utf8, i) & 0x07U) << 18U) | ((Byte(utf8, i + 1) & 0x3FU) << 12U) |
                          ((Byte(utf8, i + 2) & 0x3FU) << 6U) | (Byte(utf8, i + 3) & 0x3FU);
    AddThree(out, 0xD800U + ((code - 0x10000U) >> 10U));
    AddThree(out, 0xDC00U + ((code - 0x10000U) & 0x3FFU));
    i += 4;
  }
  return out;
}

SecretBuffer WithoutSurrogates(std::string_view text) {
  SecretBuffer out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const unsigned first = SurrogateAt(text, i);
    if (first == 0) {
      out.push_back(text[i++]);
      continue;
    }
    const unsigned second = first < 0xDC00U ? SurrogateAt(text, i + 3) : 0;
    if (second < 0xDC00U) {
      AddThree(out, 0xFFFDU);
      i += 3;
      continue;
    }
    const unsigned code = 0x10000U + ((first - 0xD800U) << 10U) + (second - 0xDC00U);
    out.push_back(static_cast<char>(0xF0U | (code >> 18U)));
    out.push_back(static_cast<char>(0x80U | ((code >> 12U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (code & 0x3FU)));
    i += 6;
  }
  return out;
}

}  // namespace authtree::inline v0::nodes
