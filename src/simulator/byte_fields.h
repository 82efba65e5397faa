#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace authtree::inline v0::simulator {

/// The length in two bytes, then the text; what is beyond 65535 bytes is cut off.
void AppendField(std::string& bytes, std::string_view text);

/// Takes such texts off the front of some bytes.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

  /// Nothing at the end, or when the bytes are too few.
  [[nodiscard]] std::optional<std::string> Field();
  [[nodiscard]] std::optional<unsigned char> Byte();
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// The first eight bytes of a MAC as a decimal number of `count` digits, at most 16.
[[nodiscard]] std::string DecimalDigits(std::string_view mac, std::size_t count);

}  // namespace authtree::inline v0::simulator
