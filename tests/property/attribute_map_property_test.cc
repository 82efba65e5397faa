#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "attribute_map.h"
#include "generators.h"

namespace authtree::inline v0::property {
namespace {

using nodes::AttributeDirection;
using nodes::AttributeMap;
using nodes::MappedAttribute;

std::string AnySide() {
  static const std::vector<std::string> kNames{"emailAddress",   "staticPassword", "userRef", "mail",
                                               "STATICPASSWORD", "serialNumber",   ""};
  return *rc::gen::oneOf(rc::gen::elementOf(kNames), Utf8());
}

TextMap AnyMap() {
  TextMap map;
  const int size = *rc::gen::inRange(0, 6);
  for (int i = 0; i < size; ++i) {
    std::string key = AnySide();
    map.emplace(std::move(key), AnySide());
  }
  return map;
}

bool Same(const AttributeMap& left, const AttributeMap& right) {
  return left.direction == right.direction &&
         std::equal(left.attributes.begin(), left.attributes.end(), right.attributes.begin(),
                    right.attributes.end(), [](const MappedAttribute& a, const MappedAttribute& b) {
                      return a.state_key == b.state_key && a.field == b.field;
                    });
}

bool KnowsSome(const std::vector<std::string>& names) {
  const auto known = nodes::KnownAccountFields();
  return std::any_of(names.begin(), names.end(), [known](const std::string& name) {
    return nodes::IsStaticPasswordField(name) || std::find(known.begin(), known.end(), name) != known.end();
  });
}

RC_GTEST_PROP(AttributeMapProperty, EveryEntryIsReadOnceInTheDirectionThatIsSaid, ()) {
  const TextMap map = AnyMap();
  for (const AttributeDirection wanted : {AttributeDirection::kStateToPayload,
                                          AttributeDirection::kPayloadToState, AttributeDirection::kDetect}) {
    const AttributeMap read = ReadAttributeMap(map, wanted, nodes::KnownAccountFields());
    RC_ASSERT(read.direction != AttributeDirection::kDetect);
    if (wanted != AttributeDirection::kDetect) RC_ASSERT(read.direction == wanted);
    RC_ASSERT(read.attributes.size() == map.size());
    std::size_t at = 0;
    for (const auto& [key, value] : map) {
      const MappedAttribute& attribute = read.attributes[at++];
      const bool key_is_field = read.direction == AttributeDirection::kPayloadToState;
      RC_ASSERT(attribute.field == (key_is_field ? key : value));
      RC_ASSERT(attribute.state_key == (key_is_field ? value : key));
    }
    RC_ASSERT(Same(read, ReadAttributeMap(map, wanted, nodes::KnownAccountFields())));
  }
}

RC_GTEST_PROP(AttributeMapProperty, TheDirectionFollowsTheNamesAlone, ()) {
  const TextMap map = AnyMap();
  std::vector<std::string> keys;
  std::vector<std::string> values;
  for (const auto& [key, value] : map) {
    keys.push_back(key);
    values.push_back(value);
  }
  const bool field_first = KnowsSome(keys) && !KnowsSome(values);
  RC_ASSERT(ReadAttributeMap(map, AttributeDirection::kDetect, nodes::KnownAccountFields()).direction ==
            (field_first ? AttributeDirection::kPayloadToState : AttributeDirection::kStateToPayload));
}

}  // namespace
}  // namespace authtree::inline v0::property
