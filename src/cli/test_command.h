#pragma once

#include "exit_code.h"
#include "options.h"

namespace CLI {
class App;
}

namespace authtree::inline v0::cli {

/// Walks walk files and says where expectation and reality part. Results go to standard output. `kSuccess`
/// when every walk passed or was skipped, `kDenied` (1) when one failed, `kUsage` for findings.
[[nodiscard]] ExitCode TestWalks(const TestOptions& options);

/// The part of `authtree test` of the command line.
void AddTest(CLI::App& program, TestOptions& options);

}  // namespace authtree::inline v0::cli
