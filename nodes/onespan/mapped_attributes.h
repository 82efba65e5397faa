#pragma once

#include <string>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/result.h"
#include "authtree/node/state.h"
#include "authtree/node/state_contract.h"
#include "authtree/onespan/call_types.h"

#include "attribute_map.h"

namespace authtree::inline v0::nodes {

/// Findings about an attribute map: empty sides, fields that the node fills in itself, fields named twice.
void CheckAttributeMap(const AttributeMap& map, bool (*is_built_in)(std::string_view field),
                       const std::string& place, Diagnostics& diagnostics);

/// Declares the state keys of a map.
[[nodiscard]] StateContract ReadsMapped(const AttributeMap& map);

/// The values of a map as request fields; those that are absent or empty are left out. `kInvalidInput` for an
/// object or a list.
[[nodiscard]] Result<std::vector<onespan::ExtraField>> MappedFields(const StateView& state,
                                                                    const AttributeMap& map);

}  // namespace authtree::inline v0::nodes
