#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/config_spec.h"

namespace authtree::inline v0::nodes {

/// Which side of an attribute map's entry names the state key.
enum class AttributeDirection : std::uint8_t {
  kDetect,          ///< not said: decided by the names
  kStateToPayload,  ///< state key → field of the request, as the vendor's pages have it
  kPayloadToState,  ///< field of the request → state key, as the vendor's later releases have it
};

/// One value to be taken from state into a request.
struct MappedAttribute {
  std::string state_key;
  std::string field;
};

/// An attribute map, read in one direction.
struct AttributeMap {
  AttributeDirection direction = AttributeDirection::kStateToPayload;  ///< the reading that was taken
  std::vector<MappedAttribute> attributes;
};

/// Reads an attribute map. Where the direction is not given: fields first, if some key and no value is one of
/// the operation's known fields; else state keys first. Both mean the same for entries whose two sides are
/// equal.
///
/// Pure, so that a checker of journeys can tell which reading will be taken.
[[nodiscard]] AttributeMap ReadAttributeMap(const TextMap& map, AttributeDirection direction,
                                            std::span<const std::string_view> known_fields);

/// The fields of the bodies of `users/register` and `users/{userID@domain}/unregister`.
[[nodiscard]] std::span<const std::string_view> KnownAccountFields();

/// True for those of them that the register node fills in itself: a map must not name them, in
/// whatever case.
[[nodiscard]] bool IsBuiltInAccountField(std::string_view field);

/// "staticPassword", without regard to case.
[[nodiscard]] bool IsStaticPasswordField(std::string_view field);

}  // namespace authtree::inline v0::nodes
