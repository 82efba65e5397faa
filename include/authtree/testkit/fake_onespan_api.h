#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "authtree/onespan/api.h"

namespace authtree::inline v0::testkit {

/// What one operation of the fake answers, and what it was asked.
template <class Request, class Answer>
class ScriptedCall {
 public:
  /// The next call gets this answer; several wait in line. A call that nothing was scripted for fails with
  /// `ErrorCode::kInternal`.
  void Reply(Answer answer) { results_.push_back(std::move(answer)); }
  void Fail(Error error) { results_.push_back(tl::unexpected(std::move(error))); }

  /// The requests so far, in order.
  [[nodiscard]] const std::vector<Request>& requests() const { return requests_; }
  /// The deadlines they came with.
  [[nodiscard]] const std::vector<CallContext>& calls() const { return calls_; }

  /// For the fake: notes a request and takes the next result.
  [[nodiscard]] Result<Answer> Take(CallContext call, Request request) {
    calls_.push_back(call);
    requests_.push_back(std::move(request));
    if (results_.empty()) {
      return tl::unexpected(
          Error(ErrorCode::kInternal, "The fake OneSpan service has no answer for this call."));
    }
    Result<Answer> result = std::move(results_.front());
    results_.pop_front();
    return result;
  }

 private:
  std::deque<Result<Answer>> results_;
  std::vector<Request> requests_;
  std::vector<CallContext> calls_;
};

/// A OneSpan service for tests of nodes: answers what the test scripted and keeps the requests. For one
/// thread.
///
/// @code
///   auto api = std::make_shared<FakeOneSpanApi>();
///   api->add_device.Fail(Error(ErrorCode::kTimeout, "Too slow."));
///   …
///   EXPECT_EQ(api->add_device.requests().at(0).registration_id(), "REG-1");
/// @endcode
class FakeOneSpanApi final : public onespan::Api {
 public:
  explicit FakeOneSpanApi(std::string tenant = "acme") : tenant_(std::move(tenant)) {}

  void set_sandbox(bool sandbox) { sandbox_ = sandbox; }

  mutable ScriptedCall<onespan::RegisterUserRequest, onespan::RegisterUserReply> register_user;
  mutable ScriptedCall<onespan::UnregisterUserRequest, onespan::UnregisterUserReply> unregister_user;
  mutable ScriptedCall<onespan::AddDeviceRequest, onespan::AddDeviceReply> add_device;
  mutable ScriptedCall<onespan::ActivateDeviceRequest, onespan::ActivateDeviceReply> activate_device;
  mutable ScriptedCall<onespan::CheckActivationRequest, onespan::CheckActivationReply> check_activation;
  mutable ScriptedCall<onespan::StartRegistrationRequest, onespan::StartRegistrationReply> start_registration;
  mutable ScriptedCall<onespan::RenderVisualCodeRequest, onespan::VisualCodeImage> render_visual_code;
  mutable ScriptedCall<onespan::LoginRequest, onespan::AuthenticationReply> login;
  mutable ScriptedCall<onespan::ValidateEventRequest, onespan::AuthenticationReply> validate_event;
  mutable ScriptedCall<onespan::ValidateTransactionRequest, onespan::AuthenticationReply>
      validate_transaction;
  mutable ScriptedCall<onespan::CheckSessionRequest, onespan::CheckSessionReply> check_session;
  mutable ScriptedCall<onespan::GenerateChallengeRequest, onespan::GenerateChallengeReply> generate_challenge;
  mutable ScriptedCall<onespan::SecureChallengeRequest, onespan::RequestMessageReply>
      generate_secure_challenge;
  mutable ScriptedCall<onespan::SigningRequest, onespan::RequestMessageReply> generate_signing_request;
  mutable ScriptedCall<onespan::FidoRegistrationRequest, onespan::FidoRegistrationReply>
      request_fido_registration;
  mutable ScriptedCall<onespan::RegisterFidoDeviceRequest, onespan::RegisterFidoDeviceReply>
      register_fido_device;
  mutable ScriptedCall<onespan::FidoAuthenticationRequest, onespan::FidoAuthenticationReply>
      request_fido_authentication;
  mutable ScriptedCall<onespan::ViewUserRequest, onespan::UserReply> view_user;
  mutable ScriptedCall<onespan::CreateUserRequest, onespan::UserReply> create_user;
  mutable ScriptedCall<onespan::UpdateUserRequest, onespan::UserReply> update_user;
  mutable ScriptedCall<onespan::AssignUserRequest, onespan::Authenticator> assign_user;
  mutable ScriptedCall<onespan::QueryAuthenticatorsRequest, onespan::QueryAuthenticatorsReply>
      query_authenticators;
  mutable ScriptedCall<onespan::AssignAuthenticatorRequest, onespan::Authenticator> assign_authenticator;
  mutable ScriptedCall<onespan::GenerateVirtualOtpRequest, onespan::GenerateVirtualOtpReply>
      generate_virtual_otp;
  mutable ScriptedCall<onespan::ActivationMessageRequest, onespan::ActivationMessageReply>
      generate_activation_message;
  mutable ScriptedCall<onespan::InsertTransactionRequest, onespan::InsertTransactionReply> insert_transaction;
  mutable ScriptedCall<onespan::OrchestrationRequest, onespan::OrchestrationReply> relay_command;

  [[nodiscard]] const std::string& tenant() const override { return tenant_; }
  [[nodiscard]] bool is_sandbox() const override { return sandbox_; }

  [[nodiscard]] Task<Result<onespan::RegisterUserReply>> RegisterUser(
      CallContext call, onespan::RegisterUserRequest request) const override;
  [[nodiscard]] Task<Result<onespan::UnregisterUserReply>> UnregisterUser(
      CallContext call, onespan::UnregisterUserRequest request) const override;
  [[nodiscard]] Task<Result<onespan::AddDeviceReply>> AddDevice(
      CallContext call, onespan::AddDeviceRequest request) const override;
  [[nodiscard]] Task<Result<onespan::ActivateDeviceReply>> ActivateDevice(
      CallContext call, onespan::ActivateDeviceRequest request) const override;
  [[nodiscard]] Task<Result<onespan::CheckActivationReply>> CheckActivation(
      CallContext call, onespan::CheckActivationRequest request) const override;
  [[nodiscard]] Task<Result<onespan::StartRegistrationReply>> StartRegistration(
      CallContext call, onespan::StartRegistrationRequest request) const override;
  [[nodiscard]] Task<Result<onespan::VisualCodeImage>> RenderVisualCode(
      CallContext call, onespan::RenderVisualCodeRequest request) const override;
  [[nodiscard]] Task<Result<onespan::AuthenticationReply>> Login(
      CallContext call, onespan::LoginRequest request) const override;
  [[nodiscard]] Task<Result<onespan::AuthenticationReply>> ValidateEvent(
      CallContext call, onespan::ValidateEventRequest request) const override;
  [[nodiscard]] Task<Result<onespan::AuthenticationReply>> ValidateTransaction(
      CallContext call, onespan::ValidateTransactionRequest request) const override;
  [[nodiscard]] Task<Result<onespan::CheckSessionReply>> CheckSession(
      CallContext call, onespan::CheckSessionRequest request) const override;
  [[nodiscard]] Task<Result<onespan::GenerateChallengeReply>> GenerateChallenge(
      CallContext call, onespan::GenerateChallengeRequest request) const override;
  [[nodiscard]] Task<Result<onespan::RequestMessageReply>> GenerateSecureChallenge(
      CallContext call, onespan::SecureChallengeRequest request) const override;
  [[nodiscard]] Task<Result<onespan::RequestMessageReply>> GenerateSigningRequest(
      CallContext call, onespan::SigningRequest request) const override;
  [[nodiscard]] Task<Result<onespan::FidoRegistrationReply>> RequestFidoRegistration(
      CallContext call, onespan::FidoRegistrationRequest request) const override;
  [[nodiscard]] Task<Result<onespan::RegisterFidoDeviceReply>> RegisterFidoDevice(
      CallContext call, onespan::RegisterFidoDeviceRequest request) const override;
  [[nodiscard]] Task<Result<onespan::FidoAuthenticationReply>> RequestFidoAuthentication(
      CallContext call, onespan::FidoAuthenticationRequest request) const override;
  [[nodiscard]] Task<Result<onespan::UserReply>> ViewUser(CallContext call,
                                                          onespan::ViewUserRequest request) const override;
  [[nodiscard]] Task<Result<onespan::UserReply>> CreateUser(
      CallContext call, onespan::CreateUserRequest request) const override;
  [[nodiscard]] Task<Result<onespan::UserReply>> UpdateUser(
      CallContext call, onespan::UpdateUserRequest request) const override;
  [[nodiscard]] Task<Result<onespan::Authenticator>> AssignUser(
      CallContext call, onespan::AssignUserRequest request) const override;
  [[nodiscard]] Task<Result<onespan::QueryAuthenticatorsReply>> QueryAuthenticators(
      CallContext call, onespan::QueryAuthenticatorsRequest request) const override;
  [[nodiscard]] Task<Result<onespan::Authenticator>> AssignAuthenticator(
      CallContext call, onespan::AssignAuthenticatorRequest request) const override;
  [[nodiscard]] Task<Result<onespan::GenerateVirtualOtpReply>> GenerateVirtualOtp(
      CallContext call, onespan::GenerateVirtualOtpRequest request) const override;
  [[nodiscard]] Task<Result<onespan::ActivationMessageReply>> GenerateActivationMessage(
      CallContext call, onespan::ActivationMessageRequest request) const override;
  [[nodiscard]] Task<Result<onespan::InsertTransactionReply>> InsertTransaction(
      CallContext call, onespan::InsertTransactionRequest request) const override;
  [[nodiscard]] Task<Result<onespan::OrchestrationReply>> RelayCommand(
      CallContext call, onespan::OrchestrationRequest request) const override;

 private:
  std::string tenant_;
  bool sandbox_ = false;
};

}  // namespace authtree::inline v0::testkit
