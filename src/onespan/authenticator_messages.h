#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/http/url.h"
#include "authtree/onespan/authenticator_calls.h"

namespace authtree::inline v0::onespan {

/// A page of a list: which rows, and how many there are in all.
struct AuthenticatorPage {
  std::vector<Authenticator> authenticators;
  std::int64_t total = 0;
};

/// The address of one page, made from the address of the operation. `kInvalidInput` with `Fact::kField`.
[[nodiscard]] Result<http::Url> QueryAuthenticatorsUrl(const http::Url& operation,
                                                       const QueryAuthenticatorsRequest& request,
                                                       std::size_t offset);

/// Bodies, their path parts checked as well. `kInvalidInput` with `Fact::kField`.
[[nodiscard]] Result<Secret> AssignAuthenticatorBody(const AssignAuthenticatorRequest& request);
[[nodiscard]] Result<Secret> GenerateVirtualOtpBody(const GenerateVirtualOtpRequest& request);
[[nodiscard]] std::optional<Error> CheckActivationMessage(const ActivationMessageRequest& request);

/// Answers with status 2xx. `kRejected` with `Fact::kField` for what breaks the contract.
[[nodiscard]] Result<AuthenticatorPage> ReadAuthenticatorPage(const http::Response& reply);
[[nodiscard]] Result<Authenticator> ReadAuthenticator(const http::Response& reply);
/// No body is an answer, too.
[[nodiscard]] Result<GenerateVirtualOtpReply> ReadVirtualOtp(const http::Response& reply);
[[nodiscard]] Result<ActivationMessageReply> ReadActivationMessage(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
