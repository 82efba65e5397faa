#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/result.h"
#include "authtree/node/config_spec.h"
#include "authtree/node/state.h"
#include "authtree/node/state_contract.h"
#include "authtree/onespan/call_types.h"

#include "attribute_map.h"

namespace authtree::inline v0::nodes {

/// Findings about an attribute map: empty sides, fields that the node fills in itself, fields named twice.
void CheckAttributeMap(const AttributeMap& map, bool (*is_built_in)(std::string_view field),
                       const std::string& place, Diagnostics& diagnostics);

/// Findings about the property `optionalAttributes` of the node at `place`: those, and how it is read.
void CheckOptionalAttributes(const TextMap& map, AttributeDirection direction,
                             std::span<const std::string_view> known_fields,
                             bool (*is_built_in)(std::string_view field), const std::string& place,
                             Diagnostics& diagnostics);

/// The property and the one for its direction, for configurations that name their members alike.
template <class Config>
ConfigSpec<Config> WithOptionalAttributes(ConfigSpec<Config> spec, std::string help) {
  return std::move(spec)
      .Field("optionalAttributes", &Config::optional_attributes, std::move(help))
      .Choice("optionalAttributesDirection", &Config::attribute_direction,
              {{"stateToPayload", AttributeDirection::kStateToPayload},
               {"payloadToState", AttributeDirection::kPayloadToState}},
              "Which side of optionalAttributes comes first. Absent: decided by the names.");
}

/// What is said of that property by nodes that put any field into their request.
inline constexpr const char* kFurtherFieldsHelp =
    "Further request fields from state, as state key and field name. Values that are absent are left out.";

/// Declares the state keys of a map.
[[nodiscard]] StateContract ReadsMapped(const AttributeMap& map);

/// The value of an attribute, or null when it is absent or empty.
[[nodiscard]] const Value* MappedValue(const StateView& state, const MappedAttribute& attribute);

/// `kInvalidInput`: the value is of a type that its field cannot have.
[[nodiscard]] Error WrongType(const MappedAttribute& attribute);

/// The values of a map as request fields; those that are absent or empty are left out. `kInvalidInput` for an
/// object or a list.
[[nodiscard]] Result<std::vector<onespan::ExtraField>> MappedFields(const StateView& state,
                                                                    const AttributeMap& map);

}  // namespace authtree::inline v0::nodes
