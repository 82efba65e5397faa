#include "one_line.h"

#include "authtree/core/encoding.h"

namespace authtree::inline v0 {

void AppendOnOneLine(std::string& target, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      target += "\\x";
      target += HexEncode(std::string_view(&c, 1));
    } else {
      target += c;
    }
  }
}

}  // namespace authtree::inline v0
