#pragma once

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0::onespan {

/// Bodies of the registration calls, their path parts checked as well. `kInvalidInput` with `Fact::kField`.
[[nodiscard]] Result<Secret> AddDeviceBody(const AddDeviceRequest& request);
[[nodiscard]] Result<Secret> ActivateDeviceBody(const ActivateDeviceRequest& request);
[[nodiscard]] Result<Secret> CheckActivationBody(const CheckActivationRequest& request);
[[nodiscard]] Result<Secret> StartRegistrationBody(const StartRegistrationRequest& request);

/// Answers with status 2xx. `kRejected` with `Fact::kField` for what breaks the contract.
[[nodiscard]] Result<AddDeviceReply> ReadAddedDevice(const http::Response& reply);
[[nodiscard]] Result<ActivateDeviceReply> ReadActivatedDevice(const http::Response& reply);
[[nodiscard]] Result<CheckActivationReply> ReadActivationStatus(const http::Response& reply);
[[nodiscard]] Result<StartRegistrationReply> ReadStartedRegistration(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
