#pragma once

#include <chrono>
#include <optional>

#include "authtree/core/json.h"

namespace authtree::inline v0 {

/// How long a session of the tree may take, when the tree says so in a way that counts.
[[nodiscard]] std::optional<std::chrono::minutes> TreeTimeout(const Json& tree);

}  // namespace authtree::inline v0
