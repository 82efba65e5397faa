#pragma once

#include "command.h"
#include "exit_code.h"
#include "options.h"

namespace authtree::inline v0::cli {

/// Serves journeys over AM's authenticate protocol until it is stopped.
[[nodiscard]] ExitCode ServeJourneys(const ServeOptions& options);

/// `authtree serve` with its options.
[[nodiscard]] Command AddServeCommand(CLI::App& program);

}  // namespace authtree::inline v0::cli
