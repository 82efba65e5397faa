#pragma once

#include <cstdint>

#include "authtree/core/secret.h"
#include "authtree/node/action.h"
#include "authtree/node/state.h"

namespace authtree::inline v0::nodes {

/// Where activation passwords, visual code messages and their pictures are kept.
enum class SecretStorage : std::uint8_t { kShared, kSecure };

/// What the registration of this journey said; shared when it said nothing.
[[nodiscard]] SecretStorage StorageOf(const StateView& state);

/// Writes a secret to the tier of that storage, and removes what stands under its key in the others: a value
/// in a tier that is looked up earlier would hide the new one.
void KeepSecret(Action& action, StateKey<Secret> key, Secret value, SecretStorage storage);

}  // namespace authtree::inline v0::nodes
