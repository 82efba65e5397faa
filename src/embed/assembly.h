#pragma once

#include <memory>

#include "authtree/core/diagnostics.h"
#include "authtree/embed/runner_options.h"

#include "shared.h"

namespace authtree::inline v0::embed {

/// Puts together what rounds run on. Findings go to `diagnostics`; with an error among them the services are
/// not to be used. The clock of `options` is set.
[[nodiscard]] Services Assemble(RunnerOptions& options, Diagnostics& diagnostics);

}  // namespace authtree::inline v0::embed
