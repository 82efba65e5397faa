#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "authtree/core/result.h"

namespace authtree::inline v0 {

using Json = nlohmann::json;
/// Keeps members in the order they were added: for wire forms whose readers look at the order.
using OrderedJson = nlohmann::ordered_json;

/// What an outside text may cost us.
struct JsonLimits {
  std::size_t max_bytes = 1024 * 1024;
  std::size_t max_depth = 64;
};

/// Reads JSON that comes from outside: the only way such a text becomes a value.
///
/// Refuses what is too large or too deep, an object with the same key twice, anything after the value, and
/// text that is not UTF-8. Never throws. `ErrorCode::kInvalidInput` with `Fact::kPosition` ("line 3, column
/// 7").
[[nodiscard]] Result<Json> ParseJson(std::string_view text, JsonLimits limits = {});

/// The compact text of a value. Bytes that are not UTF-8 become U+FFFD instead of an exception.
[[nodiscard]] std::string DumpJson(const Json& value);
[[nodiscard]] std::string DumpJson(const OrderedJson& value);

/// The member of an object, or null when it is absent or `object` is no object.
[[nodiscard]] const Json* FindMember(const Json& object, std::string_view name);

/// The member when it is a string, else an empty text.
[[nodiscard]] std::string StringMember(const Json& object, std::string_view name);

}  // namespace authtree::inline v0
