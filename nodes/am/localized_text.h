#pragma once

#include <string>
#include <vector>

#include "authtree/node/config_spec.h"

namespace authtree::inline v0::nodes {

/// The text of a locale map that suits a client best; empty when the map is empty.
///
/// For each wanted language in turn: the tag itself, then the tag without its last subtag, down to the
/// language
/// ("de-CH-1996", "de-CH", "de"). If nothing fits: "en", then the first entry. Tags are compared without
/// regard to case, and "en_GB" is "en-GB".
[[nodiscard]] std::string LocalizedText(const TextMap& texts, const std::vector<std::string>& locales);

}  // namespace authtree::inline v0::nodes
