#pragma once

#include "command.h"
#include "exit_code.h"
#include "options.h"

namespace authtree::inline v0::cli {

/// Draws a journey, right or wrong, and marks the path of a run on it. The picture goes to standard output or
/// to a file, everything else to standard error.
[[nodiscard]] ExitCode DrawJourney(const DrawOptions& options);

/// `authtree draw` with its options.
[[nodiscard]] Command AddDrawCommand(CLI::App& program);

}  // namespace authtree::inline v0::cli
