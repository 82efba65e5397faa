#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/clock.h"
#include "authtree/core/error.h"
#include "authtree/http/message.h"
#include "authtree/http/transport.h"
#include "authtree/onespan/api.h"
#include "authtree/onespan/environment.h"
#include "authtree/onespan/operation.h"

namespace authtree::inline v0::onespan {

/// How a visual code is asked for.
enum class RenderMethod : std::uint8_t {
  kPost,  ///< the message stands in the body
  kGet,   ///< the message stands in the URL, as hex, and thus in the logs of every proxy: for gateways that
          ///< know no other form
};

/// What is known of one request after it: for logs and metrics. No URL, no body, no user.
struct CallRecord {
  Operation operation = Operation::kRegisterUser;
  std::string_view route;  ///< with placeholders; lives as long as the program
  http::Method method = http::Method::kPost;
  int status = 0;  ///< 0 when there was no reply
  std::chrono::steady_clock::duration duration{};
  std::optional<ErrorCode> error;  ///< nothing when the call succeeded
  std::string correlation_id;      ///< a UUID or empty
};

/// What a `RestApi` is made of. Every member has a value of its own, so that a few can be named.
struct RestApiOptions {
  ServiceLocation location;
  /// `applicationRef` of Intelligent Adaptive Authentication, at most 64 characters; empty for none.
  std::string application_ref{};
  RenderMethod render_method = RenderMethod::kPost;
  /// How long one call may take. The deadline of the caller holds as well.
  std::chrono::milliseconds call_timeout{3500};
  /// The header `Risk-Analytics-Environment` of the calls that ask Risk Analytics; empty for the tenant's
  /// default.
  std::string risk_analytics_environment{};
  /// Where deadlines and durations are measured; null: the machine's clock.
  std::shared_ptr<const Clock> clock{};
  /// Told of every request that was handed to the transport, after it, on the thread of the call. Must be
  /// safe on every thread that calls, must not throw and must not wait. May be empty.
  std::function<void(const CallRecord&)> on_call{};
};

/// `Api` over HTTP.
///
/// Checks every request against the published limits before it leaves, sends it once or as often as its
/// operation allows (see `http::Resend`), and reads the reply strictly: what breaks the contract is
/// `kRejected`. Const and shared by all threads; must outlive its calls.
///
/// @code
///   auto location = ServiceLocation::ForTenant("acme", Environment::kStagingEu1);
///   auto api = RestApi::Make({.location = *location}, transport);
/// @endcode
class RestApi final : public Api {
 public:
  /// `kInvalidInput` with `Fact::kField` "applicationRef", "Risk-Analytics-Environment", "callTimeout" or
  /// "transport".
  [[nodiscard]] static Result<std::shared_ptr<const Api>> Make(
      RestApiOptions options, std::shared_ptr<const http::Transport> transport);

  [[nodiscard]] const std::string& tenant() const override { return options_.location.tenant(); }
  [[nodiscard]] bool is_sandbox() const override { return options_.location.is_sandbox(); }

  [[nodiscard]] Task<Result<RegisterUserReply>> RegisterUser(CallContext call,
                                                             RegisterUserRequest request) const override;
  [[nodiscard]] Task<Result<UnregisterUserReply>> UnregisterUser(
      CallContext call, UnregisterUserRequest request) const override;
  [[nodiscard]] Task<Result<AddDeviceReply>> AddDevice(CallContext call,
                                                       AddDeviceRequest request) const override;
  [[nodiscard]] Task<Result<ActivateDeviceReply>> ActivateDevice(
      CallContext call, ActivateDeviceRequest request) const override;
  [[nodiscard]] Task<Result<CheckActivationReply>> CheckActivation(
      CallContext call, CheckActivationRequest request) const override;
  [[nodiscard]] Task<Result<StartRegistrationReply>> StartRegistration(
      CallContext call, StartRegistrationRequest request) const override;
  [[nodiscard]] Task<Result<VisualCodeImage>> RenderVisualCode(
      CallContext call, RenderVisualCodeRequest request) const override;
  [[nodiscard]] Task<Result<AuthenticationReply>> Login(CallContext call,
                                                        LoginRequest request) const override;
  [[nodiscard]] Task<Result<AuthenticationReply>> ValidateEvent(CallContext call,
                                                                ValidateEventRequest request) const override;
  [[nodiscard]] Task<Result<AuthenticationReply>> ValidateTransaction(
      CallContext call, ValidateTransactionRequest request) const override;
  [[nodiscard]] Task<Result<CheckSessionReply>> CheckSession(CallContext call,
                                                             CheckSessionRequest request) const override;
  [[nodiscard]] Task<Result<GenerateChallengeReply>> GenerateChallenge(
      CallContext call, GenerateChallengeRequest request) const override;
  [[nodiscard]] Task<Result<RequestMessageReply>> GenerateSecureChallenge(
      CallContext call, SecureChallengeRequest request) const override;
  [[nodiscard]] Task<Result<RequestMessageReply>> GenerateSigningRequest(
      CallContext call, SigningRequest request) const override;
  [[nodiscard]] Task<Result<FidoRegistrationReply>> RequestFidoRegistration(
      CallContext call, FidoRegistrationRequest request) const override;
  [[nodiscard]] Task<Result<RegisterFidoDeviceReply>> RegisterFidoDevice(
      CallContext call, RegisterFidoDeviceRequest request) const override;
  [[nodiscard]] Task<Result<FidoAuthenticationReply>> RequestFidoAuthentication(
      CallContext call, FidoAuthenticationRequest request) const override;
  [[nodiscard]] Task<Result<UserReply>> ViewUser(CallContext call, ViewUserRequest request) const override;
  [[nodiscard]] Task<Result<UserReply>> CreateUser(CallContext call,
                                                   CreateUserRequest request) const override;
  [[nodiscard]] Task<Result<UserReply>> UpdateUser(CallContext call,
                                                   UpdateUserRequest request) const override;
  [[nodiscard]] Task<Result<Authenticator>> AssignUser(CallContext call,
                                                       AssignUserRequest request) const override;
  [[nodiscard]] Task<Result<QueryAuthenticatorsReply>> QueryAuthenticators(
      CallContext call, QueryAuthenticatorsRequest request) const override;
  [[nodiscard]] Task<Result<Authenticator>> AssignAuthenticator(
      CallContext call, AssignAuthenticatorRequest request) const override;
  [[nodiscard]] Task<Result<GenerateVirtualOtpReply>> GenerateVirtualOtp(
      CallContext call, GenerateVirtualOtpRequest request) const override;
  [[nodiscard]] Task<Result<ActivationMessageReply>> GenerateActivationMessage(
      CallContext call, ActivationMessageRequest request) const override;
  [[nodiscard]] Task<Result<InsertTransactionReply>> InsertTransaction(
      CallContext call, InsertTransactionRequest request) const override;
  [[nodiscard]] Task<Result<OrchestrationReply>> RelayCommand(CallContext call,
                                                              OrchestrationRequest request) const override;

 private:
  template <class Reply>
  using Reader = Result<Reply> (*)(const http::Response&);

  RestApi(RestApiOptions options, std::shared_ptr<const http::Transport> transport);

  /// Sends the request, reads the reply and tells `on_call`.
  template <class Reply>
  Task<Result<Reply>> Perform(Operation operation, CallContext call, http::Request request,
                              Reader<Reply> read) const;
  /// Sends a body, or tells why there is none.
  template <class Reply>
  Task<Result<Reply>> SendBody(Operation operation, CallContext call, http::Method method, http::Url url,
                               Result<Secret> body, Reader<Reply> read) const;
  template <class Reply>
  Task<Result<Reply>> Post(Operation operation, CallContext call, http::Url url, Result<Secret> body,
                           Reader<Reply> read) const;
  [[nodiscard]] http::Request JsonRequest(Operation operation, http::Method method, http::Url url,
                                          Secret body) const;
  [[nodiscard]] http::Request JsonFetch(Operation operation, http::Url url) const;
  [[nodiscard]] http::Url UserUrl(const UserId& user) const;
  [[nodiscard]] http::Url AuthenticatorUrl(const std::string& serial_number) const;

  RestApiOptions options_;
  std::shared_ptr<const http::Transport> transport_;
  http::Url base_;  ///< with the version
};

}  // namespace authtree::inline v0::onespan
