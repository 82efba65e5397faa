#pragma once

#include "authtree/core/json.h"

#include "path_recorder.h"

namespace authtree::inline v0::cli {

/// A step as `run --json` and `run --trace-file` write it, and `draw --path` reads it: node, type,
/// displayName, one of asked, outcome and failed, durationMs, and what else there is to tell. Names of keys,
/// never a value.
[[nodiscard]] OrderedJson StepJson(const TakenStep& step);

/// Milliseconds with three decimals.
[[nodiscard]] double MillisecondsOf(std::chrono::steady_clock::duration took);

}  // namespace authtree::inline v0::cli
