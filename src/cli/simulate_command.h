#pragma once

#include "command.h"
#include "exit_code.h"
#include "options.h"

namespace authtree::inline v0::cli {

/// Serves the simulated OneSpan service over HTTPS until it is stopped, and prints each request it answers.
[[nodiscard]] ExitCode SimulateService(const SimulateOptions& options);

/// `authtree simulate` with its options.
[[nodiscard]] Command AddSimulateCommand(CLI::App& program);

}  // namespace authtree::inline v0::cli
