#pragma once

#include <string>

#include "authtree/core/call_context.h"
#include "authtree/core/result.h"
#include "authtree/core/task.h"
#include "authtree/onespan/authentication_calls.h"
#include "authtree/onespan/authenticator_calls.h"
#include "authtree/onespan/call_types.h"
#include "authtree/onespan/challenge_calls.h"
#include "authtree/onespan/fido_calls.h"
#include "authtree/onespan/orchestration_calls.h"
#include "authtree/onespan/registration_calls.h"
#include "authtree/onespan/risk_calls.h"
#include "authtree/onespan/user_calls.h"
#include "authtree/onespan/visual_code_calls.h"

/// Typed calls to OneSpan Cloud Authentication and Intelligent Adaptive Authentication.
///
/// Requests are classes with constructors, so that what an operation cannot do without cannot be left out;
/// what it can do without is a public member. Wire names and limits: the operation named at each class.
namespace authtree::inline v0::onespan {

/// The calls. One const object serves every journey on every thread; tests put a fake in its place.
///
/// Every function answers with one of these errors: `kInvalidInput` (refused before the call, or 400),
/// `kRejected` (401, 403, TLS, an answer that is not what was asked for), `kNotFound` (404), `kConflict`
/// (409), `kLicenseLimit`, `kAuthenticatorLimit` (409 with a known text), `kUnavailable` (5xx, 429,
/// connection), `kTimeout`. Errors carry the route, the status and the correlation id; never a text of the
/// service.
class Api {
 public:
  virtual ~Api() = default;

  /// Name of the tenant in lower case, as it stands in the visual code message.
  [[nodiscard]] virtual const std::string& tenant() const = 0;
  /// True when the environment is the vendor's sandbox, where the domain is named like the tenant.
  [[nodiscard]] virtual bool is_sandbox() const = 0;

  [[nodiscard]] virtual Task<Result<RegisterUserReply>> RegisterUser(CallContext call,
                                                                     RegisterUserRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<UnregisterUserReply>> UnregisterUser(
      CallContext call, UnregisterUserRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<AddDeviceReply>> AddDevice(CallContext call,
                                                               AddDeviceRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<ActivateDeviceReply>> ActivateDevice(
      CallContext call, ActivateDeviceRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<CheckActivationReply>> CheckActivation(
      CallContext call, CheckActivationRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<StartRegistrationReply>> StartRegistration(
      CallContext call, StartRegistrationRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<VisualCodeImage>> RenderVisualCode(
      CallContext call, RenderVisualCodeRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<AuthenticationReply>> Login(CallContext call,
                                                                LoginRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<AuthenticationReply>> ValidateEvent(
      CallContext call, ValidateEventRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<AuthenticationReply>> ValidateTransaction(
      CallContext call, ValidateTransactionRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<CheckSessionReply>> CheckSession(CallContext call,
                                                                     CheckSessionRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<GenerateChallengeReply>> GenerateChallenge(
      CallContext call, GenerateChallengeRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<RequestMessageReply>> GenerateSecureChallenge(
      CallContext call, SecureChallengeRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<RequestMessageReply>> GenerateSigningRequest(
      CallContext call, SigningRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<FidoRegistrationReply>> RequestFidoRegistration(
      CallContext call, FidoRegistrationRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<RegisterFidoDeviceReply>> RegisterFidoDevice(
      CallContext call, RegisterFidoDeviceRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<FidoAuthenticationReply>> RequestFidoAuthentication(
      CallContext call, FidoAuthenticationRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<UserReply>> ViewUser(CallContext call, ViewUserRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<UserReply>> CreateUser(CallContext call,
                                                           CreateUserRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<UserReply>> UpdateUser(CallContext call,
                                                           UpdateUserRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<Authenticator>> AssignUser(CallContext call,
                                                               AssignUserRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<QueryAuthenticatorsReply>> QueryAuthenticators(
      CallContext call, QueryAuthenticatorsRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<Authenticator>> AssignAuthenticator(
      CallContext call, AssignAuthenticatorRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<GenerateVirtualOtpReply>> GenerateVirtualOtp(
      CallContext call, GenerateVirtualOtpRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<ActivationMessageReply>> GenerateActivationMessage(
      CallContext call, ActivationMessageRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<InsertTransactionReply>> InsertTransaction(
      CallContext call, InsertTransactionRequest request) const = 0;
  [[nodiscard]] virtual Task<Result<OrchestrationReply>> RelayCommand(CallContext call,
                                                                      OrchestrationRequest request) const = 0;
};

}  // namespace authtree::inline v0::onespan
