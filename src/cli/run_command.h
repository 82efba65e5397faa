#pragma once

#include "command.h"
#include "exit_code.h"
#include "options.h"

namespace authtree::inline v0::cli {

/// Runs a journey to its end. Results go to standard output, everything else to standard error.
[[nodiscard]] ExitCode RunJourney(const RunOptions& options);

/// `authtree run` with its options.
[[nodiscard]] Command AddRunCommand(CLI::App& program);

}  // namespace authtree::inline v0::cli
