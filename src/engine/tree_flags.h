#pragma once

#include <string_view>

#include "authtree/core/json.h"

namespace authtree::inline v0 {

/// A switch of a tree. Exports keep them as true or false; hand-written files may quote them.
[[nodiscard]] bool IsOn(const Json& tree, std::string_view name);

/// The tree's `enabled`; a tree that does not say is enabled.
[[nodiscard]] bool IsEnabled(const Json& tree);

}  // namespace authtree::inline v0
