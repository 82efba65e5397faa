#pragma once

#include "exit_code.h"
#include "options.h"

namespace authtree::inline v0::cli {

/// Lists the node types, or describes one of them with its properties and outcomes.
[[nodiscard]] ExitCode DescribeNodes(const NodesOptions& options);

}  // namespace authtree::inline v0::cli
