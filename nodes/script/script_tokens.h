#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace authtree::inline v0::nodes {

/// A word or a sign of a script.
struct ScriptToken {
  enum class Kind : std::uint8_t { kWord, kSign };
  Kind kind = Kind::kSign;
  std::string_view text;
  int line = 1;
};

/// The words and signs of a script in order; comments, texts, numbers and regular expressions are left out,
/// except for a sign `"` in the place of each. The views point into `source`.
[[nodiscard]] std::vector<ScriptToken> TokensOf(std::string_view source);

}  // namespace authtree::inline v0::nodes
