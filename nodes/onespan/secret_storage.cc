#include "secret_storage.h"

#include <utility>

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

SecretStorage StorageOf(const StateView& state) {
  return state.Get(ostid::kSecretStorage) == ostid::kSecureStorage ? SecretStorage::kSecure
                                                                   : SecretStorage::kShared;
}

void KeepSecret(Action& action, StateKey<Secret> key, Secret value, SecretStorage storage) {
  action.Remove(key.name);
  switch (storage) {
    case SecretStorage::kShared:
      action.Put(key, std::move(value));
      break;
    case SecretStorage::kSecure:
      action.PutSecure(key, std::move(value));
      break;
  }
}

}  // namespace authtree::inline v0::nodes
