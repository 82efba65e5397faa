#pragma once

#include "exit_code.h"
#include "options.h"

namespace authtree::inline v0::cli {

/// Serves the simulated OneSpan service over HTTPS until it is stopped, and prints each request it answers.
[[nodiscard]] ExitCode SimulateService(const SimulateOptions& options);

}  // namespace authtree::inline v0::cli
