#include "authtree/session/sealer.h"

#include <cstddef>
#include <utility>

#include <openssl/evp.h>

#include "authtree/core/crypto.h"

namespace authtree::inline v0 {
namespace {

// version, size of the key id, key id, nonce, ciphertext, tag
constexpr char kVersion = 1;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;
constexpr std::size_t kMaxPlainSize = std::size_t{16} * 1024 * 1024;

struct CipherDeleter {
  void operator()(EVP_CIPHER* cipher) const { EVP_CIPHER_free(cipher); }
};
struct ContextDeleter {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherPointer = std::unique_ptr<EVP_CIPHER, CipherDeleter>;
using ContextPointer = std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter>;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(char* text) { return reinterpret_cast<unsigned char*>(text); }

Error CipherFailed() { return {ErrorCode::kInternal, "The cipher AES-256-GCM is not available."}; }
Error NotSealedHere() { return {ErrorCode::kRejected, "The sealed data is damaged."}; }
Error UnknownKey() { return {ErrorCode::kNotFound, "The key of the sealed data is not known (any more)."}; }

}  // namespace

struct Sealer::Parts {
  CipherPointer cipher;
  KeyRing::Keys keys;
  std::string active;
};

Sealer::Sealer(const KeyRing& ring) {
  auto parts = std::make_shared<Parts>();
  parts->cipher.reset(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr));
  parts->keys = ring.DerivedKeys("authtree session sealing 1");
  parts->active = ring.active_id();
  parts_ = std::move(parts);
}

Result<std::string> Sealer::Seal(const Secret& plain, std::string_view associated) const {
  return SealBytes(plain.Expose(), associated);
}

Result<std::string> Sealer::Seal(const SecretBuffer& plain, std::string_view associated) const {
  return SealBytes(std::string_view(plain.data(), plain.size()), associated);
}

Result<std::string> Sealer::SealBytes(std::string_view plain, std::string_view associated) const {
  if (plain.size() > kMaxPlainSize || associated.size() > kMaxPlainSize) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The data is too large to be sealed.")
                              .With(Fact::kLimit, std::to_string(kMaxPlainSize)));
  }
  std::string sealed;
  sealed.reserve(2 + parts_->active.size() + kNonceSize + plain.size() + kTagSize);
  sealed += kVersion;
  sealed += static_cast<char>(parts_->active.size());
  sealed += parts_->active;
  const std::size_t header_size = sealed.size();
  sealed += RandomBytes(kNonceSize);
  const std::size_t text_at = sealed.size();
  sealed.resize(text_at + plain.size() + kTagSize);

  const Secret& key = parts_->keys.find(parts_->active)->second;
  const ContextPointer context(EVP_CIPHER_CTX_new());
  int written = 0;
  // The header says where it ends, so header and associated text cannot be shifted against each other.
  bool ok =
      parts_->cipher != nullptr && context != nullptr &&
      EVP_EncryptInit_ex2(context.get(), parts_->cipher.get(), Bytes(key.Expose()),
                          Bytes(std::string_view(sealed).substr(header_size)), nullptr) == 1 &&
      EVP_EncryptUpdate(context.get(), nullptr, &written, Bytes(sealed), static_cast<int>(header_size)) == 1;
  if (ok && !associated.empty()) {
    ok = EVP_EncryptUpdate(context.get(), nullptr, &written, Bytes(associated),
                           static_cast<int>(associated.size())) == 1;
  }
  if (ok && !plain.empty()) {
    ok = EVP_EncryptUpdate(context.get(), Bytes(sealed.data() + text_at), &written, Bytes(plain),
                           static_cast<int>(plain.size())) == 1;
  }
  ok = ok &&
       EVP_EncryptFinal_ex(context.get(), Bytes(sealed.data() + text_at + plain.size()), &written) == 1 &&
       EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(kTagSize),
                           sealed.data() + text_at + plain.size()) == 1;
  if (!ok) return tl::unexpected(CipherFailed());
  return sealed;
}

Result<Secret> Sealer::Open(std::string_view sealed, std::string_view associated) const {
  if (sealed.size() < 2 || sealed[0] != kVersion || associated.size() > kMaxPlainSize) {
    return tl::unexpected(NotSealedHere());
  }
  const std::size_t header_size = std::size_t{2} + static_cast<unsigned char>(sealed[1]);
  if (sealed.size() < header_size + kNonceSize + kTagSize) return tl::unexpected(NotSealedHere());
  const auto key = parts_->keys.find(sealed.substr(2, header_size - 2));
  if (key == parts_->keys.end()) return tl::unexpected(UnknownKey());
  const std::string_view header = sealed.substr(0, header_size);
  const std::string_view nonce = sealed.substr(header_size, kNonceSize);
  const std::string_view text =
      sealed.substr(header_size + kNonceSize, sealed.size() - header_size - kNonceSize - kTagSize);
  if (text.size() > kMaxPlainSize) return tl::unexpected(NotSealedHere());
  std::string tag(sealed.substr(sealed.size() - kTagSize));

  const ContextPointer context(EVP_CIPHER_CTX_new());
  int written = 0;
  if (parts_->cipher == nullptr || context == nullptr ||
      EVP_DecryptInit_ex2(context.get(), parts_->cipher.get(), Bytes(key->second.Expose()), Bytes(nonce),
                          nullptr) != 1) {
    return tl::unexpected(CipherFailed());
  }
  SecretBuffer plain(text.size());
  bool ok = EVP_DecryptUpdate(context.get(), nullptr, &written, Bytes(header),
                              static_cast<int>(header.size())) == 1;
  if (ok && !associated.empty()) {
    ok = EVP_DecryptUpdate(context.get(), nullptr, &written, Bytes(associated),
                           static_cast<int>(associated.size())) == 1;
  }
  if (ok && !text.empty()) {
    ok = EVP_DecryptUpdate(context.get(), Bytes(plain.data()), &written, Bytes(text),
                           static_cast<int>(text.size())) == 1;
  }
  unsigned char nothing = 0;  // GCM writes nothing at the end, but wants a place for it
  ok = ok &&
       EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(kTagSize), tag.data()) ==
           1 &&
       EVP_DecryptFinal_ex(context.get(), &nothing, &written) == 1;
  if (!ok) return tl::unexpected(NotSealedHere());
  return Secret(std::move(plain));
}

}  // namespace authtree::inline v0
