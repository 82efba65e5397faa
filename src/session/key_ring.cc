#include "authtree/session/key_ring.h"

#include <algorithm>
#include <utility>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"

namespace authtree::inline v0 {
namespace {

constexpr std::size_t kMaxIdSize = 32;

bool IsKeyId(std::string_view id) {
  return !id.empty() && id.size() <= kMaxIdSize && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

Result<void> CheckKey(std::string_view id, const Secret& key) {
  if (!IsKeyId(id)) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "A key id has 1 to 32 letters, digits, '-' and '_'.")
            .With(Fact::kField, "id"));
  }
  if (key.size() != KeyRing::kKeySize) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "A key must have 32 bytes.")
                              .With(Fact::kField, "key")
                              .With(Fact::kLimit, std::to_string(KeyRing::kKeySize)));
  }
  return {};
}

Error NoSuchKey() { return {ErrorCode::kNotFound, "The key ring has no key of that id."}; }

}  // namespace

std::shared_ptr<const KeyRing> KeyRing::Random() {
  Keys keys;
  std::string id = HexEncode(RandomBytes(8));
  keys.emplace(id, Secret::Take(RandomBytes(kKeySize)));
  return std::shared_ptr<const KeyRing>(new KeyRing(std::move(keys), std::move(id)));
}

Result<std::shared_ptr<const KeyRing>> KeyRing::Make(std::string id, Secret key) {
  if (Result<void> valid = CheckKey(id, key); !valid) return tl::unexpected(valid.error());
  Keys keys;
  keys.emplace(id, std::move(key));
  return std::shared_ptr<const KeyRing>(new KeyRing(std::move(keys), std::move(id)));
}

Result<std::shared_ptr<const KeyRing>> KeyRing::WithKey(std::string id, Secret key) const {
  if (Result<void> valid = CheckKey(id, key); !valid) return tl::unexpected(valid.error());
  if (keys_.contains(id)) {
    return tl::unexpected(Error(ErrorCode::kConflict, "The key ring has a key of that id already."));
  }
  Keys keys = CloneKeys();
  keys.emplace(std::move(id), std::move(key));
  return std::shared_ptr<const KeyRing>(new KeyRing(std::move(keys), active_));
}

Result<std::shared_ptr<const KeyRing>> KeyRing::WithActive(std::string_view id) const {
  if (!keys_.contains(id)) return tl::unexpected(NoSuchKey());
  return std::shared_ptr<const KeyRing>(new KeyRing(CloneKeys(), std::string(id)));
}

Result<std::shared_ptr<const KeyRing>> KeyRing::WithoutKey(std::string_view id) const {
  if (!keys_.contains(id)) return tl::unexpected(NoSuchKey());
  if (id == active_) {
    return tl::unexpected(
        Error(ErrorCode::kConflict, "The active key cannot be removed; activate another first."));
  }
  Keys keys = CloneKeys();
  keys.erase(keys.find(id));
  return std::shared_ptr<const KeyRing>(new KeyRing(std::move(keys), active_));
}

const Secret* KeyRing::Find(std::string_view id) const {
  const auto found = keys_.find(id);
  return found == keys_.end() ? nullptr : &found->second;
}

KeyRing::Keys KeyRing::DerivedKeys(FixedText purpose) const {
  Keys derived;
  for (const auto& [id, key] : keys_) {
    derived.emplace(id, Secret::Take(HmacSha256(key.Expose(), purpose.view())));
  }
  return derived;
}

KeyRing::Keys KeyRing::CloneKeys() const {
  Keys copies;
  for (const auto& [id, key] : keys_) copies.emplace(id, key.Clone());
  return copies;
}

}  // namespace authtree::inline v0
