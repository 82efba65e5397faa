#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/registry.h"

namespace authtree::inline v0::testing_world {

/// The outcomes of a node type, whatever its flags and choices say: `PollingWaitNode` has `SPAM` only where
/// spam detection is on. Those that a journey makes up, and those that a container takes from its last child,
/// are not known by the type.
[[nodiscard]] std::vector<std::string> OutcomesOf(const NodeRegistry& registry,
                                                  const NodeDescriptor& descriptor);

/// True when a list among the properties says what the outcomes of a node are: as of a script or a choice.
[[nodiscard]] bool HasOutcomesOfItsOwn(const NodeRegistry& registry, const NodeDescriptor& descriptor);

/// True for an outcome of which docs/onespan.md says, in the row of the type: "`Error` (never taken)".
[[nodiscard]] bool IsNeverTaken(std::string_view type, std::string_view outcome);

}  // namespace authtree::inline v0::testing_world
