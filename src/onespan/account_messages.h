#pragma once

#include <optional>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/onespan/user_calls.h"

namespace authtree::inline v0::onespan {

/// Bodies of the calls on accounts, their path parts checked as well. `kInvalidInput` with `Fact::kField`.
[[nodiscard]] Result<Secret> CreateUserBody(const CreateUserRequest& request);
[[nodiscard]] Result<Secret> UpdateUserBody(const UpdateUserRequest& request);
[[nodiscard]] Result<Secret> AssignUserBody(const AssignUserRequest& request);
[[nodiscard]] std::optional<Error> CheckViewUser(const ViewUserRequest& request);

/// An answer with status 2xx. `kRejected` with `Fact::kField` for what breaks the contract.
[[nodiscard]] Result<UserReply> ReadAccount(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
