#pragma once

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/onespan/orchestration_calls.h"

namespace authtree::inline v0::onespan {

/// `kInvalidInput` with `Fact::kField`.
[[nodiscard]] Result<Secret> OrchestrationBody(const OrchestrationRequest& request);

/// An answer with status 2xx. `kRejected` with `Fact::kField` for what breaks the contract.
[[nodiscard]] Result<OrchestrationReply> ReadCommand(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
