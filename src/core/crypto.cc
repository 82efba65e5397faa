#include "authtree/core/crypto.h"

#include <array>
#include <cstdlib>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "authtree/core/encoding.h"

namespace authtree::inline v0 {
namespace {

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string ToString(const std::array<unsigned char, 32>& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

std::string RandomBytes(std::size_t count) {
  std::string bytes(count, '\0');
  // Going on without randomness would make guessable sessions and keys: there is no safe way to continue.
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) std::abort();
  return bytes;
}

std::string RandomUuid() {
  std::string bytes = RandomBytes(16);
  bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0FU) | 0x40U);
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3FU) | 0x80U);
  std::string text = HexEncode(bytes);
  for (const std::size_t position : {8U, 13U, 18U, 23U}) text.insert(position, 1, '-');
  return text;
}

std::string Sha256(std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
    std::abort();
  return ToString(digest);
}

std::string HmacSha256(std::string_view key, std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  unsigned int size = 0;
  // An empty key needs a valid address: OpenSSL reads null as "the key of the call before".
  const char none = '\0';
  const void* key_data = key.empty() ? &none : key.data();
  if (HMAC(EVP_sha256(), key_data, static_cast<int>(key.size()), Bytes(bytes), bytes.size(), digest.data(),
           &size) == nullptr) {
    std::abort();
  }
  return ToString(digest);
}

bool ConstantTimeEquals(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         (left.empty() || CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0);
}

}  // namespace authtree::inline v0
