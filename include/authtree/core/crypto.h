#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "authtree/core/secret.h"

namespace authtree::inline v0 {

/// Cryptographically strong random bytes. Ends the program when the machine has none to give.
[[nodiscard]] std::string RandomBytes(std::size_t count);

/// A random UUID (version 4) in lower case.
[[nodiscard]] std::string RandomUuid();

/// SHA-256, 32 bytes.
[[nodiscard]] std::string Sha256(std::string_view bytes);

/// HMAC with SHA-256, 32 bytes.
[[nodiscard]] std::string HmacSha256(std::string_view key, std::string_view bytes);

/// A key for `HmacSha256` that is prepared once and used for many texts. Cheap to copy; any thread may use
/// one.
class HmacSha256Key {
 public:
  explicit HmacSha256Key(const Secret& key);

  /// As `HmacSha256` with this key.
  [[nodiscard]] std::string Sign(std::string_view bytes) const;

 private:
  struct Prepared;
  std::shared_ptr<const Prepared> prepared_;
};

/// Compares in a time that depends on the lengths only.
[[nodiscard]] bool ConstantTimeEquals(std::string_view left, std::string_view right);

}  // namespace authtree::inline v0
