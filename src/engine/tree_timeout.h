#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"
#include "authtree/node/registry.h"

namespace authtree::inline v0 {

/// How long a session of the tree may take, when the tree says so in a way that counts.
[[nodiscard]] std::optional<std::chrono::minutes> TreeTimeout(const Json& tree);

/// Warns when a node needs a session to live longer than those of the tree do. `place` is the JSON pointer of
/// the node's properties.
void CheckLifetime(const LifetimeNeed& need, const Json& tree, const std::string& place,
                   Diagnostics& diagnostics);

}  // namespace authtree::inline v0
