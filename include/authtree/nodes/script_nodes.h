#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "authtree/node/registry.h"

namespace authtree::inline v0 {

/// What one run of a script may cost. A run that costs more ends the round in failure.
struct ScriptLimits {
  /// Memory of the script with its values and the bindings, in bytes.
  std::size_t memory = std::size_t{8} * 1024 * 1024;
  /// Operations of the script. Holds also where a clock stands still.
  std::int64_t operations = 20'000'000;
  /// Time by the engine's clock. A script holds up its thread for as long.
  std::chrono::milliseconds time{500};
};

/// Adds the node types that run scripts of the journey file: ScriptedDecisionNode.
///
/// A script sees what docs/journey-format.md lists and nothing of the machine: no file, process or network.
/// Every run has memory of its own, which is wiped behind it.
void RegisterScriptNodes(NodeRegistry& registry, ScriptLimits limits = {});

}  // namespace authtree::inline v0
