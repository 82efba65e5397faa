#pragma once

#include "authtree/node/registry.h"

namespace authtree::inline v0 {

/// Adds the built-in node types of AM that this library has: see `authtree nodes`.
void RegisterAmNodes(NodeRegistry& registry);

}  // namespace authtree::inline v0
