#pragma once

#include <optional>
#include <string>

#include "authtree/core/json.h"
#include "authtree/core/result.h"

#include "script_host.h"

namespace authtree::inline v0::nodes {

/// Runs a script in a heap of its own, with `host` behind its bindings. What the script decided, as
/// `bindings.js` puts it. `kInternal` with the script and its line when it threw, or cost more than `limits`;
/// the text of what it threw is dropped, as it may hold anything.
[[nodiscard]] Result<Json> RunScript(const Script& script, ScriptHost& host, const ScriptLimits& limits,
                                     ScriptHeap::Now now);

/// Where and why a script is no JavaScript, if it is not.
struct SyntaxError {
  int line = 0;
  std::string text;
};
[[nodiscard]] std::optional<SyntaxError> FindSyntaxError(const Script& script);

}  // namespace authtree::inline v0::nodes
