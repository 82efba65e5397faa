#pragma once

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/onespan/fido_calls.h"

namespace authtree::inline v0::onespan {

/// Bodies of the FIDO calls, their path parts checked as well. `kInvalidInput` with `Fact::kField`.
[[nodiscard]] Result<Secret> FidoRegistrationBody(const FidoRegistrationRequest& request);
[[nodiscard]] Result<Secret> RegisterFidoDeviceBody(const RegisterFidoDeviceRequest& request);
[[nodiscard]] Result<Secret> FidoAuthenticationBody(const FidoAuthenticationRequest& request);

/// Answers with status 2xx. `kRejected` with `Fact::kField` for what breaks the contract.
[[nodiscard]] Result<FidoRegistrationReply> ReadFidoRegistrationRequest(const http::Response& reply);
[[nodiscard]] Result<RegisterFidoDeviceReply> ReadRegisteredFidoDevice(const http::Response& reply);
[[nodiscard]] Result<FidoAuthenticationReply> ReadFidoAuthenticationRequest(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
