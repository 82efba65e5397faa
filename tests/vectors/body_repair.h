#pragma once

#include "authtree/core/json.h"

#include "recorded_case.h"

namespace authtree::inline v0::vectors {

/// The reference puts bodies together from text, so a value can break one. Where that happened, this finds
/// out what the body would have meant with its values escaped, and without the brace too many of a FIDO body:
/// the rest of it can then be compared. A body that stays broken is left alone.
void RepairBody(RecordedRequest& request, const Json& shared, const Json& transient);

}  // namespace authtree::inline v0::vectors
