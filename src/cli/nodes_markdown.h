#pragma once

#include <string>

#include "authtree/node/registry.h"

namespace authtree::inline v0::cli {

/// A reference of all node types in Markdown: properties, outcomes, errors, and the state of a node with the
/// default properties.
[[nodiscard]] std::string NodesMarkdown(const NodeRegistry& registry);

}  // namespace authtree::inline v0::cli
