#pragma once

#include "authtree/http/guarded_transport.h"

#include "options.h"

namespace CLI {
class App;
}

namespace authtree::inline v0::cli {

/// Adds the options that say how many calls the service can bear.
void AddGuardOptions(CLI::App& command, GuardSettings& settings);

/// The same for a transport.
[[nodiscard]] http::GuardOptions GuardOptionsOf(const GuardSettings& settings);

}  // namespace authtree::inline v0::cli
