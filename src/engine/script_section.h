#pragma once

#include <string>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"
#include "authtree/node/script.h"

namespace authtree::inline v0 {

/// Adds the scripts of one part of a file (its member `scripts`) to `scripts`; the first of an id counts.
/// `place` is the JSON pointer of `part`. The text of a script may be a list of lines, a text, a text that
/// holds a JSON string, or Base64.
void ReadScripts(const Json& part, const std::string& place, ScriptMap& scripts, Diagnostics& diagnostics);

}  // namespace authtree::inline v0
