#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"
#include "authtree/core/value.h"

namespace authtree::inline v0::walk {

/// What a value has to be: in a walk file a plain value, or an object with one member for what changes from
/// run to run.
///
/// | JSON | accepts |
/// |---|---|
/// | `"text"`, `7`, `true`, `null`, `[…]` | that value; of a secret its text |
/// | `{"equals": …}` | that value, an object for instance |
/// | `{"matches": "^VDS[0-9]{7}$"}` | a text in which the regular expression (Perl) is found |
/// | `{"contains": "text"}` | a text with that in it |
/// | `{"any": true}` | whatever is there |
/// | `{"secret": true}` | a secret, whatever it is |
/// | `{"absent": true}` | that nothing is there |
class Matcher {
 public:
  enum class Kind : std::uint8_t { kEquals, kMatches, kContains, kAny, kSecret, kAbsent };

  [[nodiscard]] static Matcher Equals(Json value) { return {Kind::kEquals, std::move(value)}; }
  [[nodiscard]] static Matcher Matches(std::string expression) {
    return {Kind::kMatches, Json(std::move(expression))};
  }
  [[nodiscard]] static Matcher Contains(std::string part) { return {Kind::kContains, Json(std::move(part))}; }
  [[nodiscard]] static Matcher Any() { return {Kind::kAny, Json(true)}; }
  [[nodiscard]] static Matcher Absent() { return {Kind::kAbsent, Json(true)}; }

  /// Reads the JSON above. What cannot be read is a finding at `place`, and accepts anything.
  [[nodiscard]] static Matcher Read(const Json& json, const std::string& place, Diagnostics& diagnostics);
  [[nodiscard]] Json ToJson() const;

  /// Whether a value is what it has to be; null stands for none.
  [[nodiscard]] bool Accepts(const Value* value) const;
  [[nodiscard]] bool Accepts(std::string_view text) const;

  [[nodiscard]] Kind kind() const { return kind_; }
  /// The text of a matcher that wants a certain one, else empty.
  [[nodiscard]] std::string_view Text() const;

 private:
  Matcher(Kind kind, Json operand) : kind_(kind), operand_(std::move(operand)) {}

  Kind kind_;
  Json operand_;
};

/// The regular expression that finds exactly this text.
[[nodiscard]] std::string EscapedExpression(std::string_view text);

}  // namespace authtree::inline v0::walk
