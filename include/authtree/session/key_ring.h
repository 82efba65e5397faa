#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0 {

/// Named 256-bit keys, one of which is active: new things are protected with that one, older things are still
/// read with the key they name.
///
/// Immutable, so any thread may use one; the functions that change something return another ring. Whoever
/// uses a ring derives a key of its own from each (`DerivedKeys`), so one ring may serve several purposes.
///
/// To rotate the keys of several hosts, first give all of them a ring with the new key, then one where it is
/// active, and drop the old key when the longest journey begun under it has ended.
class KeyRing {
 public:
  using Keys = std::map<std::string, Secret, std::less<>>;
  static constexpr std::size_t kKeySize = 32;

  /// A ring with one new random key: for a single host that may forget its sessions when it restarts.
  [[nodiscard]] static std::shared_ptr<const KeyRing> Random();

  /// A ring with one key, which is active. `kInvalidInput` when the key has not 32 bytes, or when the id is
  /// not 1 to 32 characters of A-Z a-z 0-9 "-" and "_".
  [[nodiscard]] static Result<std::shared_ptr<const KeyRing>> Make(std::string id, Secret key);

  /// This ring and one more key, not active. `kConflict` when there is a key of that id; else as `Make`.
  [[nodiscard]] Result<std::shared_ptr<const KeyRing>> WithKey(std::string id, Secret key) const;
  /// This ring with another active key. `kNotFound` when there is no key of that id.
  [[nodiscard]] Result<std::shared_ptr<const KeyRing>> WithActive(std::string_view id) const;
  /// This ring without a key. `kNotFound` when there is none of that id, `kConflict` when it is the active
  /// one.
  [[nodiscard]] Result<std::shared_ptr<const KeyRing>> WithoutKey(std::string_view id) const;

  [[nodiscard]] const std::string& active_id() const { return active_; }
  /// The key of that id, or null.
  [[nodiscard]] const Secret* Find(std::string_view id) const;

  /// For each key one that is good for `purpose` only, under the same id.
  [[nodiscard]] Keys DerivedKeys(FixedText purpose) const;

 private:
  KeyRing(Keys keys, std::string active) : keys_(std::move(keys)), active_(std::move(active)) {}
  [[nodiscard]] Keys CloneKeys() const;

  Keys keys_;
  std::string active_;
};

}  // namespace authtree::inline v0
