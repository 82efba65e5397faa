#pragma once

#include <string>
#include <string_view>

#include "authtree/core/secret.h"

namespace authtree::inline v0::nodes {

/// UTF-8 as Duktape keeps texts: a character above U+FFFF is a pair of surrogates of three bytes each.
[[nodiscard]] SecretBuffer WithSurrogates(std::string_view utf8);

/// The other way. A surrogate that stands alone becomes U+FFFD. May be the text of a secret: wiped.
[[nodiscard]] SecretBuffer WithoutSurrogates(std::string_view text);

}  // namespace authtree::inline v0::nodes
