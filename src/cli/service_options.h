#pragma once

#include "options.h"

namespace CLI {
class App;
}

namespace authtree::inline v0::cli {

/// Adds the options that say which OneSpan service is called. `options` outlives the command.
void AddServiceOptions(CLI::App& command, ServiceOptions& options);

}  // namespace authtree::inline v0::cli
