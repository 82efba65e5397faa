#pragma once

#include <cstdint>
#include <string_view>

#include "authtree/core/json.h"
#include "authtree/core/result.h"

namespace authtree::inline v0 {

/// Is told what stands in a JSON text, value by value, in the order in which it stands there.
///
/// A value inside of an object comes right after its key. Texts are decoded UTF-8, and valid during the call
/// only.
class JsonHandler {
 public:
  virtual ~JsonHandler() = default;

  virtual void OnNull() = 0;
  virtual void OnBool(bool value) = 0;
  /// A whole number with a minus sign.
  virtual void OnInteger(std::int64_t value) = 0;
  /// A whole number without one.
  virtual void OnUnsigned(std::uint64_t value) = 0;
  /// A number with a fraction or an exponent, or a whole one that is too large for the other two.
  virtual void OnFloat(double value) = 0;
  virtual void OnString(std::string_view text) = 0;

  virtual void OnKey(std::string_view name) = 0;
  virtual void OnObjectBegin() = 0;
  virtual void OnObjectEnd() = 0;
  virtual void OnArrayBegin() = 0;
  virtual void OnArrayEnd() = 0;
};

/// Reads JSON that comes from outside without making a value of it: for texts of which little is wanted, or
/// in which secrets stand. A text without escapes is handed out where it stands, so no copy of it stays
/// behind; copies of other texts are wiped.
///
/// Checks and errors are those of `ParseJson`. The handler may have been told much of a text that is refused
/// in the end.
[[nodiscard]] Result<void> ReadJson(std::string_view text, JsonHandler& handler, JsonLimits limits = {});

}  // namespace authtree::inline v0
