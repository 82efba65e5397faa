#pragma once

#include "authtree/core/error.h"

namespace authtree::inline v0::am {

// AM's texts for answers that it refuses. The engine reports the first two of them with the same words.
inline constexpr FixedText kWrongCount("Incorrect number of callbacks found in JSON response");
inline constexpr FixedText kWrongType("Required callback not found in JSON response");
inline constexpr FixedText kWrongInput("Invalid callback input found in JSON response");

}  // namespace authtree::inline v0::am
