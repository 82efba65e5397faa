#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authtree/node/state.h"

namespace authtree::inline v0::nodes {

/// A value as text: texts as they are, numbers in decimal; nothing for what is absent, empty or of another
/// kind. Not for secrets.
[[nodiscard]] std::optional<std::string> StateText(const StateView& state, std::string_view key);

}  // namespace authtree::inline v0::nodes
