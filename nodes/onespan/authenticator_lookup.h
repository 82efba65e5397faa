#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/call_context.h"
#include "authtree/core/result.h"
#include "authtree/core/task.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0::nodes {

/// The type of a virtual authenticator: one whose one-time passwords the service makes and sends.
inline constexpr std::string_view kVirtualAuthenticatorType = "VIR10";

/// What the service says of one assigned authenticator; nothing when it says nothing of exactly that serial
/// number. `type` limits the search, empty for any. `api` must outlive the call.
[[nodiscard]] Task<Result<std::optional<onespan::Authenticator>>> LookUpAuthenticator(
    const onespan::Api& api, CallContext call, std::string serial_number, std::string domain,
    std::string type);

}  // namespace authtree::inline v0::nodes
