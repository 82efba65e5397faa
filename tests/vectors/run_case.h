#pragma once

#include "authtree/core/json.h"
#include "authtree/node/callback.h"

#include "observation.h"
#include "recorded_case.h"

namespace authtree::inline v0::vectors {

/// Gives our node what the reference's node was given. Never throws: what goes wrong is in the observation.
[[nodiscard]] Observation RunCase(const RecordedCase& recorded);

/// A callback in the form of the recordings.
[[nodiscard]] Json CallbackJson(const Callback& callback);

}  // namespace authtree::inline v0::vectors
