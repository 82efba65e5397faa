#include "mapped_attributes.h"

#include <set>

#include "attribute_map_reading.h"

namespace authtree::inline v0::nodes {
namespace {

bool IsBlank(const Value& value) {
  if (const Secret* secret = value.secret()) return secret->empty();
  const Json& json = *value.json();
  return json.is_null() || (json.is_string() && json.get_ref<const std::string&>().empty());
}

}  // namespace

void CheckAttributeMap(const AttributeMap& map, bool (*is_built_in)(std::string_view field),
                       const std::string& place, Diagnostics& diagnostics) {
  std::set<std::string_view> fields;
  for (const MappedAttribute& attribute : map.attributes) {
    if (attribute.field.empty() || attribute.state_key.empty()) {
      diagnostics.AddError(place, "an attribute has an empty side", "Name a state key and a request field");
    } else if (is_built_in(attribute.field)) {
      diagnostics.AddError(place, "'" + attribute.field + "' is filled in by the node",
                           "Remove the entry, and use the node's own properties");
    } else if (!fields.insert(attribute.field).second) {
      diagnostics.AddError(place, "'" + attribute.field + "' is filled from two state keys", "Keep one");
    }
  }
}

void CheckOptionalAttributes(const TextMap& map, AttributeDirection direction,
                             std::span<const std::string_view> known_fields,
                             bool (*is_built_in)(std::string_view field), const std::string& place,
                             Diagnostics& diagnostics) {
  const std::string map_place = PointerTo(place, "optionalAttributes");
  TellReading(map, direction, known_fields, map_place, diagnostics);
  CheckAttributeMap(ReadAttributeMap(map, direction, known_fields), is_built_in, map_place, diagnostics);
}

StateContract ReadsMapped(const AttributeMap& map) {
  StateContract contract;
  for (const MappedAttribute& attribute : map.attributes) {
    contract.Merge(StateContract().ReadsName(attribute.state_key));
  }
  return contract;
}

const Value* MappedValue(const StateView& state, const MappedAttribute& attribute) {
  const Value* value = state.Find(attribute.state_key);
  return value == nullptr || IsBlank(*value) ? nullptr : value;
}

Error WrongType(const MappedAttribute& attribute) {
  return Error(ErrorCode::kInvalidInput,
               "A value that is mapped to a request field has a type that it cannot have.")
      .With(Fact::kStateKey, attribute.state_key)
      .With(Fact::kField, attribute.field);
}

Result<std::vector<onespan::ExtraField>> MappedFields(const StateView& state, const AttributeMap& map) {
  std::vector<onespan::ExtraField> fields;
  for (const MappedAttribute& attribute : map.attributes) {
    const Value* value = MappedValue(state, attribute);
    if (value == nullptr) continue;
    if (value->json() != nullptr && value->json()->is_structured())
      return tl::unexpected(WrongType(attribute));
    fields.emplace_back(attribute.field, value->Clone());
  }
  return fields;
}

}  // namespace authtree::inline v0::nodes
