#pragma once

#include <string_view>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/onespan/authentication_calls.h"

namespace authtree::inline v0::onespan {

/// Bodies of logins, events and transactions, their path parts checked as well. `kInvalidInput` with
/// `Fact::kField`.
[[nodiscard]] Result<Secret> LoginBody(const LoginRequest& request, std::string_view application_ref);
[[nodiscard]] Result<Secret> ValidateEventBody(const ValidateEventRequest& request,
                                               std::string_view application_ref);
[[nodiscard]] Result<Secret> ValidateTransactionBody(const ValidateTransactionRequest& request,
                                                     std::string_view application_ref);

/// Answers with status 2xx. `kRejected` with `Fact::kField` for what breaks the contract.
[[nodiscard]] Result<AuthenticationReply> ReadAuthentication(const http::Response& reply);
[[nodiscard]] Result<CheckSessionReply> ReadSession(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
