#include "authtree/core/crypto.h"

#include <array>
#include <cstdlib>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>
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

struct HmacSha256Key::Prepared {
  struct Free {
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
  };
  using Context = std::unique_ptr<EVP_MAC_CTX, Free>;

  Context keyed;  ///< has read the key, and no text
};

HmacSha256Key::HmacSha256Key(const Secret& key) {
  const std::unique_ptr<EVP_MAC, Prepared::Free> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  auto prepared = std::make_shared<Prepared>();
  prepared->keyed.reset(EVP_MAC_CTX_new(mac.get()));
  std::string digest = "SHA256";
  const std::array<OSSL_PARAM, 2> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), digest.size()),
      OSSL_PARAM_construct_end()};
  // An empty key needs a valid address: OpenSSL reads null as "no new key".
  const std::string_view bytes = key.empty() ? std::string_view("") : key.Expose();
  if (EVP_MAC_init(prepared->keyed.get(), Bytes(bytes), bytes.size(), parameters.data()) != 1) std::abort();
  prepared_ = std::move(prepared);
}

std::string HmacSha256Key::Sign(std::string_view bytes) const {
  const Prepared::Context context(EVP_MAC_CTX_dup(prepared_->keyed.get()));
  std::array<unsigned char, 32> digest{};
  std::size_t size = 0;
  if (context == nullptr || EVP_MAC_update(context.get(), Bytes(bytes), bytes.size()) != 1 ||
      EVP_MAC_final(context.get(), digest.data(), &size, digest.size()) != 1) {
    std::abort();
  }
  return ToString(digest);
}

bool ConstantTimeEquals(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         (left.empty() || CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0);
}

}  // namespace authtree::inline v0
