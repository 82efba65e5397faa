#pragma once

#include <string>

#include "authtree/core/result.h"
#include "authtree/node/state.h"

namespace authtree::inline v0::nodes {

/// The user name, under the key that an earlier node noted in `ostid_username_in_shared_state`. The contract
/// must read everything, for only run time knows that key. `kMissingState` with the key that has no value.
[[nodiscard]] Result<std::string> NamedUser(const StateView& state);

}  // namespace authtree::inline v0::nodes
