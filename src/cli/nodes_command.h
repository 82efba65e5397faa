#pragma once

#include "command.h"
#include "exit_code.h"
#include "options.h"

namespace authtree::inline v0::cli {

/// Lists the node types, or describes one of them with its properties and outcomes.
[[nodiscard]] ExitCode DescribeNodes(const NodesOptions& options);

/// `authtree nodes` with its options.
[[nodiscard]] Command AddNodesCommand(CLI::App& program);

}  // namespace authtree::inline v0::cli
