#pragma once

#include <span>
#include <string>
#include <string_view>

#include "authtree/core/diagnostics.h"

#include "attribute_map.h"

namespace authtree::inline v0::nodes {

/// Says how an attribute map is read whose node does not give the direction, where that makes a difference: a
/// note when the names decide, a warning when they do not. `place` is the JSON pointer of the map. For the
/// checks of a node's `ConfigSpec`.
void TellReading(const TextMap& map, AttributeDirection direction,
                 std::span<const std::string_view> known_fields, const std::string& place,
                 Diagnostics& diagnostics);

}  // namespace authtree::inline v0::nodes
