#pragma once

#include <string_view>

#include "authtree/core/error.h"
#include "authtree/node/action.h"

namespace authtree::inline v0::nodes {

/// Leaves by an outcome that says no, with a sentence for the user and a code for the journey.
[[nodiscard]] Action Refusal(std::string_view outcome, FixedText sentence, ErrorCode code);

}  // namespace authtree::inline v0::nodes
