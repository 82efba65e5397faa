#pragma once

#include <ostream>
#include <string>

#include <rapidcheck.h>

#include "authtree/core/json.h"
#include "authtree/core/value.h"

// RapidCheck would print a value by way of std::string, which not every value can become.
namespace nlohmann {
inline void showValue(const json& value, std::ostream& out) { out << authtree::DumpJson(value); }
}  // namespace nlohmann

namespace authtree::inline v0::property {

/// Any bytes.
[[nodiscard]] rc::Gen<std::string> Bytes();
/// Well-formed UTF-8 of any characters, NUL and control characters included.
[[nodiscard]] rc::Gen<std::string> Utf8();
/// What people and attackers put into fields: ordinary texts, bytes, pieces that mean something in URLs,
/// JSON, headers and markup, and now and then a very long text.
[[nodiscard]] rc::Gen<std::string> AnyText();
/// A text of these characters.
[[nodiscard]] rc::Gen<std::string> TextOf(const std::string& characters, std::size_t shortest,
                                          std::size_t longest);
/// Any JSON value with UTF-8 texts and finite numbers, nested at most `depth` deep.
[[nodiscard]] rc::Gen<Json> AnyJson(int depth = 4);

/// A state value as something that can be copied.
struct PlainValue {
  bool secret = false;
  Json json;  ///< of a secret: its text

  [[nodiscard]] Value Make() const;
};
[[nodiscard]] rc::Gen<PlainValue> AnyValue();

/// The text with one bit flipped.
[[nodiscard]] std::string WithFlippedBit(std::string text, std::size_t bit);

}  // namespace authtree::inline v0::property
