#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/json.h"

namespace authtree::inline v0::testkit {

/// Checks values against the schemas of one OpenAPI document.
class SchemaChecker {
 public:
  explicit SchemaChecker(const Json& document) : document_(document) {}

  /// What is wrong with `value`; `place` is the JSON pointer of the value.
  [[nodiscard]] std::vector<std::string> Check(const Json& schema, const Json& value,
                                               const std::string& place) const;

  /// Follows `$ref` until there is none.
  [[nodiscard]] const Json& Resolve(const Json& node) const;

  /// The schema with every `allOf` merged into it; the members of `properties` stay as they are.
  [[nodiscard]] Json Flatten(const Json& schema) const;

 private:
  using Violations = std::vector<std::string>;

  void CheckOneOf(const Json& schema, const Json& value, const std::string& place, Violations& found) const;
  void CheckObject(const Json& schema, const Json& value, const std::string& place, Violations& found) const;
  void CheckArray(const Json& schema, const Json& value, const std::string& place, Violations& found) const;

  const Json& document_;
};

}  // namespace authtree::inline v0::testkit
