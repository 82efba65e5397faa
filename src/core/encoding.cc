#include "authtree/core/encoding.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace authtree::inline v0 {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64Alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64UrlAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint8_t kNoDigit = 0xFF;

// What each byte stands for as a digit of an alphabet.
using DigitValues = std::array<std::uint8_t, 256>;

constexpr DigitValues ValuesOf(std::string_view alphabet) {
  DigitValues values{};
  values.fill(kNoDigit);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}

constexpr DigitValues kBase64Values = ValuesOf(kBase64Alphabet);
constexpr DigitValues kBase64UrlValues = ValuesOf(kBase64UrlAlphabet);
constexpr DigitValues kHexValues = [] {
  DigitValues values = ValuesOf(kHexDigits);
  for (char c = 'A'; c <= 'F'; ++c)
    values[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(c - 'A' + 10);
  return values;
}();

int HexValue(char c) {
  const std::uint8_t value = kHexValues[static_cast<unsigned char>(c)];
  return value == kNoDigit ? -1 : value;
}

std::uint32_t Byte(char c) { return static_cast<unsigned char>(c); }

std::string EncodeBase64(std::string_view bytes, std::string_view alphabet) {
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  char* digit = text.data();
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = Byte(bytes[i]) << 16;
    if (count > 1) group |= Byte(bytes[i + 1]) << 8;
    if (count > 2) group |= Byte(bytes[i + 2]);
    *digit++ = alphabet[group >> 18];
    *digit++ = alphabet[(group >> 12) & 63U];
    if (count > 1) *digit++ = alphabet[(group >> 6) & 63U];
    if (count > 2) *digit++ = alphabet[group & 63U];
  }
  return text;
}

// Decodes text without padding. Refuses non-zero bits behind the last byte, so each value has one spelling.
std::optional<std::string> DecodeBase64(std::string_view text, const DigitValues& values) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t group = 0;
  std::uint32_t bits = 0;
  for (const char c : text) {
    const std::uint8_t value = values[Byte(c)];
    if (value == kNoDigit) return std::nullopt;
    group = (group << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((group >> bits) & 0xFFU);
    }
  }
  if ((group & ((1U << bits) - 1U)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace

std::string HexEncode(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    text += kHexDigits[Byte(c) >> 4];
    text += kHexDigits[Byte(c) & 15U];
  }
  return text;
}

std::optional<std::string> HexDecode(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = HexValue(text[i]);
    const int low = HexValue(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

bool IsHex(std::string_view text) {
  return !text.empty() && text.size() % 2 == 0 &&
         std::all_of(text.begin(), text.end(), [](char c) { return HexValue(c) >= 0; });
}

std::string Base64Encode(std::string_view bytes) {
  std::string text = EncodeBase64(bytes, kBase64Alphabet);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::optional<std::string> Base64Decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int padding = 0; padding < 2 && !text.empty() && text.back() == '='; ++padding) text.remove_suffix(1);
  return DecodeBase64(text, kBase64Values);
}

std::string Base64UrlEncode(std::string_view bytes) { return EncodeBase64(bytes, kBase64UrlAlphabet); }

std::optional<std::string> Base64UrlDecode(std::string_view text) {
  return DecodeBase64(text, kBase64UrlValues);
}

bool IsUtf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const std::uint32_t lead = Byte(text[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    std::size_t length = 1;
    std::uint32_t smallest = 0;
    std::uint32_t code_point = lead;
    if (lead >= 0xF0 && lead <= 0xF4) {
      length = 4;
      smallest = 0x10000;
      code_point = lead & 0x07U;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      length = 3;
      smallest = 0x800;
      code_point = lead & 0x0FU;
    } else if (lead >= 0xC2 && lead <= 0xDF) {
      length = 2;
      smallest = 0x80;
      code_point = lead & 0x1FU;
    } else {
      return false;
    }
    if (i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      const std::uint32_t next = Byte(text[i + k]);
      if ((next & 0xC0U) != 0x80) return false;
      code_point = (code_point << 6) | (next & 0x3FU);
    }
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (code_point < smallest || code_point > 0x10FFFF || surrogate) return false;
    i += length;
  }
  return true;
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : kHexDigits.find(text[i]) == std::string_view::npos) return false;
  }
  return true;
}

}  // namespace authtree::inline v0
