#pragma once

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/onespan/challenge_calls.h"

namespace authtree::inline v0::onespan {

/// Bodies of the calls that make a challenge, their path parts checked as well. `kInvalidInput` with
/// `Fact::kField`.
[[nodiscard]] Result<Secret> GenerateChallengeBody(const GenerateChallengeRequest& request);
[[nodiscard]] Result<Secret> SecureChallengeBody(const SecureChallengeRequest& request);
[[nodiscard]] Result<Secret> SigningRequestBody(const SigningRequest& request);

/// Answers with status 2xx. `kRejected` with `Fact::kField` for what breaks the contract.
[[nodiscard]] Result<GenerateChallengeReply> ReadChallenge(const http::Response& reply);
[[nodiscard]] Result<RequestMessageReply> ReadRequestMessage(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
