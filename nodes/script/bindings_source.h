#pragma once

#include <string_view>

namespace authtree::inline v0::nodes {

/// The script that makes what scripts see out of what the host gives: `bindings.js`.
[[nodiscard]] std::string_view BindingsSource();

}  // namespace authtree::inline v0::nodes
