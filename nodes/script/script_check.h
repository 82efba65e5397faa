#pragma once

#include "authtree/core/diagnostics.h"
#include "authtree/node/script.h"

namespace authtree::inline v0::nodes {

/// Finds what can be seen in a script without running it: another language, text that is no JavaScript,
/// bindings and Java classes that are not supported. `place` is where the script is used.
void CheckScript(const Script& script, const std::string& place, Diagnostics& diagnostics);

}  // namespace authtree::inline v0::nodes
