#include "authtree/testkit/fake_onespan_api.h"

namespace authtree::inline v0::testkit {

Task<Result<onespan::RegisterUserReply>> FakeOneSpanApi::RegisterUser(
    CallContext call, onespan::RegisterUserRequest request) const {
  co_return register_user.Take(call, std::move(request));
}

Task<Result<onespan::UnregisterUserReply>> FakeOneSpanApi::UnregisterUser(
    CallContext call, onespan::UnregisterUserRequest request) const {
  co_return unregister_user.Take(call, std::move(request));
}

Task<Result<onespan::AddDeviceReply>> FakeOneSpanApi::AddDevice(CallContext call,
                                                                onespan::AddDeviceRequest request) const {
  co_return add_device.Take(call, std::move(request));
}

Task<Result<onespan::ActivateDeviceReply>> FakeOneSpanApi::ActivateDevice(
    CallContext call, onespan::ActivateDeviceRequest request) const {
  co_return activate_device.Take(call, std::move(request));
}

Task<Result<onespan::CheckActivationReply>> FakeOneSpanApi::CheckActivation(
    CallContext call, onespan::CheckActivationRequest request) const {
  co_return check_activation.Take(call, std::move(request));
}

Task<Result<onespan::StartRegistrationReply>> FakeOneSpanApi::StartRegistration(
    CallContext call, onespan::StartRegistrationRequest request) const {
  co_return start_registration.Take(call, std::move(request));
}

Task<Result<onespan::VisualCodeImage>> FakeOneSpanApi::RenderVisualCode(
    CallContext call, onespan::RenderVisualCodeRequest request) const {
  co_return render_visual_code.Take(call, std::move(request));
}

Task<Result<onespan::AuthenticationReply>> FakeOneSpanApi::Login(CallContext call,
                                                                 onespan::LoginRequest request) const {
  co_return login.Take(call, std::move(request));
}

Task<Result<onespan::AuthenticationReply>> FakeOneSpanApi::ValidateEvent(
    CallContext call, onespan::ValidateEventRequest request) const {
  co_return validate_event.Take(call, std::move(request));
}

Task<Result<onespan::AuthenticationReply>> FakeOneSpanApi::ValidateTransaction(
    CallContext call, onespan::ValidateTransactionRequest request) const {
  co_return validate_transaction.Take(call, std::move(request));
}

Task<Result<onespan::CheckSessionReply>> FakeOneSpanApi::CheckSession(
    CallContext call, onespan::CheckSessionRequest request) const {
  co_return check_session.Take(call, std::move(request));
}

Task<Result<onespan::GenerateChallengeReply>> FakeOneSpanApi::GenerateChallenge(
    CallContext call, onespan::GenerateChallengeRequest request) const {
  co_return generate_challenge.Take(call, std::move(request));
}

Task<Result<onespan::RequestMessageReply>> FakeOneSpanApi::GenerateSecureChallenge(
    CallContext call, onespan::SecureChallengeRequest request) const {
  co_return generate_secure_challenge.Take(call, std::move(request));
}

Task<Result<onespan::RequestMessageReply>> FakeOneSpanApi::GenerateSigningRequest(
    CallContext call, onespan::SigningRequest request) const {
  co_return generate_signing_request.Take(call, std::move(request));
}

Task<Result<onespan::FidoRegistrationReply>> FakeOneSpanApi::RequestFidoRegistration(
    CallContext call, onespan::FidoRegistrationRequest request) const {
  co_return request_fido_registration.Take(call, std::move(request));
}

Task<Result<onespan::RegisterFidoDeviceReply>> FakeOneSpanApi::RegisterFidoDevice(
    CallContext call, onespan::RegisterFidoDeviceRequest request) const {
  co_return register_fido_device.Take(call, std::move(request));
}

Task<Result<onespan::FidoAuthenticationReply>> FakeOneSpanApi::RequestFidoAuthentication(
    CallContext call, onespan::FidoAuthenticationRequest request) const {
  co_return request_fido_authentication.Take(call, std::move(request));
}

Task<Result<onespan::UserReply>> FakeOneSpanApi::ViewUser(CallContext call,
                                                          onespan::ViewUserRequest request) const {
  co_return view_user.Take(call, std::move(request));
}

Task<Result<onespan::UserReply>> FakeOneSpanApi::CreateUser(CallContext call,
                                                            onespan::CreateUserRequest request) const {
  co_return create_user.Take(call, std::move(request));
}

Task<Result<onespan::UserReply>> FakeOneSpanApi::UpdateUser(CallContext call,
                                                            onespan::UpdateUserRequest request) const {
  co_return update_user.Take(call, std::move(request));
}

Task<Result<onespan::Authenticator>> FakeOneSpanApi::AssignUser(CallContext call,
                                                                onespan::AssignUserRequest request) const {
  co_return assign_user.Take(call, std::move(request));
}

Task<Result<onespan::QueryAuthenticatorsReply>> FakeOneSpanApi::QueryAuthenticators(
    CallContext call, onespan::QueryAuthenticatorsRequest request) const {
  co_return query_authenticators.Take(call, std::move(request));
}

Task<Result<onespan::Authenticator>> FakeOneSpanApi::AssignAuthenticator(
    CallContext call, onespan::AssignAuthenticatorRequest request) const {
  co_return assign_authenticator.Take(call, std::move(request));
}

Task<Result<onespan::GenerateVirtualOtpReply>> FakeOneSpanApi::GenerateVirtualOtp(
    CallContext call, onespan::GenerateVirtualOtpRequest request) const {
  co_return generate_virtual_otp.Take(call, std::move(request));
}

Task<Result<onespan::ActivationMessageReply>> FakeOneSpanApi::GenerateActivationMessage(
    CallContext call, onespan::ActivationMessageRequest request) const {
  co_return generate_activation_message.Take(call, std::move(request));
}

Task<Result<onespan::InsertTransactionReply>> FakeOneSpanApi::InsertTransaction(
    CallContext call, onespan::InsertTransactionRequest request) const {
  co_return insert_transaction.Take(call, std::move(request));
}

Task<Result<onespan::OrchestrationReply>> FakeOneSpanApi::RelayCommand(
    CallContext call, onespan::OrchestrationRequest request) const {
  co_return relay_command.Take(call, std::move(request));
}

}  // namespace authtree::inline v0::testkit
