#pragma once

namespace authtree::inline v0::cli {

/// What the program tells its caller.
enum class ExitCode : int {
  kSuccess = 0,
  kDenied = 1,  ///< the journey reached its Failure end
  kUsage = 2,   ///< the command line, a file or a journey has findings
  kFailed = 3,  ///< the journey could not be carried out
};

}  // namespace authtree::inline v0::cli
