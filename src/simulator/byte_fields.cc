#include "byte_fields.h"

#include <cstdint>

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kMostBytes = 0xFFFF;
constexpr std::size_t kByteBits = 8;

}  // namespace

void AppendField(std::string& bytes, std::string_view text) {
  text = text.substr(0, kMostBytes);
  bytes += static_cast<char>(static_cast<unsigned char>(text.size() >> kByteBits));
  bytes += static_cast<char>(static_cast<unsigned char>(text.size() & 0xFFU));
  bytes += text;
}

std::optional<unsigned char> FieldReader::Byte() {
  if (rest_.empty()) return std::nullopt;
  const auto byte = static_cast<unsigned char>(rest_.front());
  rest_.remove_prefix(1);
  return byte;
}

std::optional<std::string> FieldReader::Field() {
  const auto high = Byte();
  const auto low = Byte();
  if (!high || !low) return std::nullopt;
  const std::size_t length = (std::size_t{*high} << kByteBits) | *low;
  if (length > rest_.size()) return std::nullopt;
  std::string text(rest_.substr(0, length));
  rest_.remove_prefix(length);
  return text;
}

std::string DecimalDigits(std::string_view mac, std::size_t count) {
  std::uint64_t value = 0;
  for (const char byte : mac.substr(0, kByteBits)) value = value << 8 | static_cast<std::uint8_t>(byte);
  std::string digits(count, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, value /= 10) {
    *digit = static_cast<char>('0' + value % 10);
  }
  return digits;
}

}  // namespace authtree::inline v0::simulator
