#pragma once

#include "authtree/core/json.h"
#include "authtree/core/result.h"
#include "authtree/node/action.h"

namespace authtree::inline v0::nodes {

/// What a script decided, as `bindings.js` puts it, without its writes. `kInternal` when it decided nothing,
/// or asks what is no callback.
[[nodiscard]] Result<Action> ActionOf(const Json& decision);

}  // namespace authtree::inline v0::nodes
