#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/session/key_ring.h"

namespace authtree::inline v0 {

/// Seals bytes that are kept outside: nobody without the key reads them, and a changed byte is noticed.
///
/// AES-256-GCM with a random nonce; the sealed form names its version and its key, so keys can be rotated.
/// Cheap to copy; any thread may use one.
class Sealer {
 public:
  /// Seals with the active key of `ring`, and opens with all of its keys.
  explicit Sealer(const KeyRing& ring);

  /// `associated` is not stored: the sealed bytes open only where the same text is given again. Bind them
  /// with it to the place where they are kept. `kInvalidInput` for more than 16 MiB, `kInternal` when the
  /// cipher cannot be had.
  [[nodiscard]] Result<std::string> Seal(const Secret& plain, std::string_view associated) const;
  [[nodiscard]] Result<std::string> Seal(const SecretBuffer& plain, std::string_view associated) const;

  /// `kNotFound` when the key it names is not in this ring (any more); `kRejected` for anything else that
  /// this ring did not seal with this associated text: changed, cut off, or no sealed bytes at all.
  [[nodiscard]] Result<Secret> Open(std::string_view sealed, std::string_view associated) const;

 private:
  struct Parts;
  [[nodiscard]] Result<std::string> SealBytes(std::string_view plain, std::string_view associated) const;

  std::shared_ptr<const Parts> parts_;
};

}  // namespace authtree::inline v0
