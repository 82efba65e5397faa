#pragma once

#include <optional>

#include "authtree/core/error.h"
#include "authtree/onespan/call_types.h"

namespace authtree::inline v0::onespan {

/// Whether a user can stand in a path, which names the domain as well. `kInvalidInput` with `Fact::kField`.
[[nodiscard]] std::optional<Error> CheckUserKey(const UserId& user);

}  // namespace authtree::inline v0::onespan
