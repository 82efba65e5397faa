#pragma once

#include <string_view>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0::onespan {

/// Bodies of the user calls. `kInvalidInput` with `Fact::kField` for what the service would refuse.
[[nodiscard]] Result<Secret> RegisterUserBody(const RegisterUserRequest& request,
                                              std::string_view application_ref);
[[nodiscard]] Result<Secret> UnregisterUserBody(const UnregisterUserRequest& request,
                                                std::string_view application_ref);

/// Answers with status 2xx. `kRejected` with `Fact::kField` for what breaks the contract.
[[nodiscard]] Result<RegisterUserReply> ReadOnlineRegistration(const http::Response& reply);
[[nodiscard]] Result<RegisterUserReply> ReadOfflineRegistration(const http::Response& reply);
[[nodiscard]] Result<RegisterUserReply> ReadFidoRegistration(const http::Response& reply);
/// No body is an answer, too.
[[nodiscard]] Result<UnregisterUserReply> ReadUnregistration(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
