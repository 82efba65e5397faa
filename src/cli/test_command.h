#pragma once

#include "command.h"
#include "exit_code.h"
#include "options.h"

namespace authtree::inline v0::cli {

/// Walks walk files and says where expectation and reality part. Results go to standard output. `kSuccess`
/// when every walk passed or was skipped, `kDenied` (1) when one failed, `kUsage` for findings.
[[nodiscard]] ExitCode TestWalks(const TestOptions& options);

/// `authtree test` with its options.
[[nodiscard]] Command AddTestCommand(CLI::App& program);

}  // namespace authtree::inline v0::cli
