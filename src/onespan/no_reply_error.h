#pragma once

#include "authtree/core/error.h"
#include "authtree/onespan/operation.h"

namespace authtree::inline v0::onespan {

/// The error of a request that got no reply, said so that a person knows what to do. Code and facts stay
/// those of the transport. An error whose `Fact::kReason` has no row here is handed on as it is.
[[nodiscard]] Error NoReplyError(Operation operation, const Error& error);

}  // namespace authtree::inline v0::onespan
