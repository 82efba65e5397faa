#pragma once

#include "command.h"
#include "exit_code.h"
#include "options.h"

namespace authtree::inline v0::cli {

/// Reads journey files and prints every finding. Nothing is run and nobody is called.
[[nodiscard]] ExitCode CheckJourneys(const CheckOptions& options);

/// `authtree check` with its options.
[[nodiscard]] Command AddCheckCommand(CLI::App& program);

}  // namespace authtree::inline v0::cli
