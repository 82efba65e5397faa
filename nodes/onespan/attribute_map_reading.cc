#include "attribute_map_reading.h"

#include <algorithm>

namespace authtree::inline v0::nodes {
namespace {

AttributeDirection Other(AttributeDirection direction) {
  return direction == AttributeDirection::kPayloadToState ? AttributeDirection::kStateToPayload
                                                          : AttributeDirection::kPayloadToState;
}

// The names decide when one reading makes a request field that the operation knows, and the other makes none.
bool NamesDecide(const TextMap& map, std::span<const std::string_view> known_fields) {
  auto some_field = [&](AttributeDirection direction) {
    const AttributeMap read = ReadAttributeMap(map, direction, known_fields);
    return std::any_of(read.attributes.begin(), read.attributes.end(), [&](const MappedAttribute& attribute) {
      return IsStaticPasswordField(attribute.field) ||
             std::find(known_fields.begin(), known_fields.end(), attribute.field) != known_fields.end();
    });
  };
  return some_field(AttributeDirection::kStateToPayload) != some_field(AttributeDirection::kPayloadToState);
}

std::string Sentence(const AttributeMap& read) {
  const auto entry = std::find_if(read.attributes.begin(), read.attributes.end(), [](const auto& attribute) {
    return attribute.state_key != attribute.field;
  });
  const bool state_first = read.direction == AttributeDirection::kStateToPayload;
  return std::string("the map is read as ") +
         (state_first ? "state key to request field" : "request field to state key") + ": the field '" +
         entry->field + "' is filled from the state key '" + entry->state_key + "'";
}

std::string Value(AttributeDirection direction) {
  return direction == AttributeDirection::kPayloadToState ? "payloadToState" : "stateToPayload";
}

}  // namespace

void TellReading(const TextMap& map, AttributeDirection direction,
                 std::span<const std::string_view> known_fields, const std::string& place,
                 Diagnostics& diagnostics) {
  if (direction != AttributeDirection::kDetect) return;
  const bool same_either_way =
      std::all_of(map.begin(), map.end(), [](const auto& entry) { return entry.first == entry.second; });
  if (same_either_way) return;
  const AttributeMap read = ReadAttributeMap(map, AttributeDirection::kDetect, known_fields);
  const std::string fix = "Set optionalAttributesDirection to " + Value(read.direction) +
                          " to say so, or to " + Value(Other(read.direction)) + " if the other is meant";
  if (NamesDecide(map, known_fields)) {
    diagnostics.AddNote(place, Sentence(read), fix);
  } else {
    diagnostics.AddWarning(place, Sentence(read) + ", but its names do not tell which side is which", fix);
  }
}

}  // namespace authtree::inline v0::nodes
