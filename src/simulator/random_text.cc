#include "random_text.h"

#include "authtree/core/crypto.h"

namespace authtree::inline v0::simulator {

std::string RandomAlphanumeric(std::size_t count) {
  constexpr std::size_t kUnbiased = 256 / kAlphanumeric.size() * kAlphanumeric.size();
  std::string text;
  while (text.size() < count) {
    for (const char byte : RandomBytes(count)) {
      const std::size_t value = static_cast<unsigned char>(byte);
      if (value < kUnbiased && text.size() < count) text += kAlphanumeric[value % kAlphanumeric.size()];
    }
  }
  return text;
}

}  // namespace authtree::inline v0::simulator
