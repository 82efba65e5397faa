#pragma once

#include "command.h"

namespace authtree::inline v0::cli {

/// `authtree completion`: prints a script by which a shell completes the command line of `program`, as it is
/// when the command runs.
[[nodiscard]] Command AddCompletionCommand(CLI::App& program);

}  // namespace authtree::inline v0::cli
