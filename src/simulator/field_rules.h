#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/json.h"

namespace authtree::inline v0::simulator {

/// One element of `validationErrors`. The message never repeats the value.
struct ValidationError {
  std::string object;
  std::string field;
  std::string message;
};

enum class FieldType : std::uint8_t {
  kText,
  kInt32,
  kInt64,
  kNumber,
  kBoolean,
  kBrowserCddc,
  kCddc,
  kObject,   ///< with the members of `FieldRule::schema`
  kTexts,    ///< a list of texts that keep the limits of the rule
  kObjects,  ///< a list of such objects
};
enum class Presence : std::uint8_t { kOptional, kRequired };

/// A syntax beyond the length of a text.
struct TextSyntax {
  std::string_view shown;  ///< as messages give it
  bool (*matches)(std::string_view text) = nullptr;
};

struct Schema;

/// One member of a payload with its limits, as the API description gives them. Lengths count characters.
struct FieldRule {
  std::string_view name;
  FieldType type = FieldType::kText;
  Presence presence = Presence::kOptional;
  std::size_t min_length = 0;
  std::size_t max_length = std::numeric_limits<std::size_t>::max();
  const TextSyntax* syntax = nullptr;
  std::span<const std::string_view> choices = {};
  std::int64_t minimum = std::numeric_limits<std::int64_t>::min();
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
  const Schema* schema = nullptr;
  std::size_t min_items = 0;
  std::size_t max_items = std::numeric_limits<std::size_t>::max();
  bool unique_items = false;
  std::int64_t multiple_of = 1;  ///< of integers
};

using FieldGroup = std::span<const FieldRule>;

/// A payload, or an object in one: its name and the groups of members it is made of.
struct Schema {
  std::string_view object;
  std::array<FieldGroup, 8> groups = {};
  std::size_t min_members = 0;
  std::size_t max_members = std::numeric_limits<std::size_t>::max();
};

enum class Strictness : std::uint8_t {
  kLoose,   ///< unknown members pass; numbers and booleans may come as text
  kStrict,  ///< neither is accepted
};

/// Appends one error for every rule that `body`, an object, breaks.
void CheckPayload(const Json& body, const Schema& schema, Strictness strictness,
                  std::vector<ValidationError>& errors);

/// Appends an error when one text breaks its rule: a header, a path segment, a query parameter.
void CheckText(std::string_view text, const FieldRule& rule, std::string_view object,
               std::vector<ValidationError>& errors);

/// The member when it is an object, else null.
[[nodiscard]] const Json* ObjectOf(const Json& body, std::string_view name);

/// A checked boolean member, also when it came as text; false when it is absent or null.
[[nodiscard]] bool BooleanOf(const Json& body, std::string_view name);

/// The same, nothing when it is absent or null.
[[nodiscard]] std::optional<bool> OptionalBooleanOf(const Json& body, std::string_view name);

/// The texts of a checked list; empty when it is absent or null.
[[nodiscard]] std::vector<std::string> TextsOf(const Json& body, std::string_view name);

/// A checked text member; the fallback when it is absent or null.
[[nodiscard]] std::string TextOf(const Json& body, std::string_view name, std::string_view fallback = {});

/// A checked integer member, also when it came as text; nothing when it is absent or null.
[[nodiscard]] std::optional<std::int64_t> IntegerOf(const Json& body, std::string_view name);

/// A whole text as a decimal integer.
[[nodiscard]] std::optional<std::int64_t> ParseInteger(std::string_view text);

}  // namespace authtree::inline v0::simulator
