#include "authtree/core/secret.h"

#include <openssl/crypto.h>

namespace authtree::inline v0 {

void Wipe(void* memory, std::size_t size) noexcept {
  if (memory != nullptr && size != 0) OPENSSL_cleanse(memory, size);
}

Secret Secret::Take(std::string&& text) {
  Secret secret(text);
  Wipe(text.data(), text.capacity());
  text.clear();
  return secret;
}

bool operator==(const Secret& left, const Secret& right) {
  return left.size() == right.size() &&
         (left.empty() || CRYPTO_memcmp(left.bytes_.data(), right.bytes_.data(), left.size()) == 0);
}

}  // namespace authtree::inline v0
