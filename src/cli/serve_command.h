#pragma once

#include "exit_code.h"
#include "options.h"

namespace authtree::cli {

/// Serves journeys over AM's authenticate protocol until it is stopped.
[[nodiscard]] ExitCode ServeJourneys(const ServeOptions& options);

}  // namespace authtree::cli
