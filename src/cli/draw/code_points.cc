#include "draw/code_points.h"

#include <cstddef>

namespace authtree::inline v0::cli::draw {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t smallest;  // what a shorter form could not have said
};

Lead LeadOf(unsigned char byte) {
  if (byte < 0x80U) return {1, byte, 0};
  if (byte >= 0xC2U && byte < 0xE0U) return {2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0U && byte < 0xF0U) return {3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0U && byte < 0xF5U) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

char Byte(char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); }

}  // namespace

char32_t TakeCodePoint(std::string_view& text) {
  const Lead lead = LeadOf(static_cast<unsigned char>(text.front()));
  char32_t code_point = lead.bits;
  bool sound = lead.length > 0 && lead.length <= text.size();
  for (std::size_t i = 1; sound && i < lead.length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    sound = (byte & 0xC0U) == 0x80U;
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (!sound || surrogate || code_point < lead.smallest || code_point > 0x10FFFF) {
    text.remove_prefix(1);
    return kReplacement;
  }
  text.remove_prefix(lead.length);
  return code_point;
}

void AppendCodePoint(std::string& text, char32_t code_point) {
  if (code_point < 0x80) {
    text += Byte(code_point);
  } else if (code_point < 0x800) {
    text += Byte(0xC0U | (code_point >> 6U));
    text += Byte(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    text += Byte(0xE0U | (code_point >> 12U));
    text += Byte(0x80U | ((code_point >> 6U) & 0x3FU));
    text += Byte(0x80U | (code_point & 0x3FU));
  } else {
    text += Byte(0xF0U | (code_point >> 18U));
    text += Byte(0x80U | ((code_point >> 12U) & 0x3FU));
    text += Byte(0x80U | ((code_point >> 6U) & 0x3FU));
    text += Byte(0x80U | (code_point & 0x3FU));
  }
}

}  // namespace authtree::inline v0::cli::draw
