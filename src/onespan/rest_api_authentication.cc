#include <utility>

#include "authtree/onespan/rest_api.h"

#include "authentication_messages.h"
#include "challenge_messages.h"
#include "fido_messages.h"
#include "field_rules.h"
#include "rest_perform.h"
#include "risk_messages.h"

namespace authtree::inline v0::onespan {

Task<Result<AuthenticationReply>> RestApi::Login(CallContext call, LoginRequest request) const {
  return Post<AuthenticationReply>(Operation::kLogin, call, UserUrl(request.user()).Segment("login"),
                                   LoginBody(request, options_.application_ref), &ReadAuthentication);
}

Task<Result<AuthenticationReply>> RestApi::ValidateEvent(CallContext call,
                                                         ValidateEventRequest request) const {
  return Post<AuthenticationReply>(Operation::kValidateEvent, call,
                                   UserUrl(request.user()).Segment("events").Segment("validate"),
                                   ValidateEventBody(request, options_.application_ref), &ReadAuthentication);
}

Task<Result<AuthenticationReply>> RestApi::ValidateTransaction(CallContext call,
                                                               ValidateTransactionRequest request) const {
  return Post<AuthenticationReply>(Operation::kValidateTransaction, call,
                                   UserUrl(request.user()).Segment("transactions").Segment("validate"),
                                   ValidateTransactionBody(request, options_.application_ref),
                                   &ReadAuthentication);
}

Task<Result<CheckSessionReply>> RestApi::CheckSession(CallContext call, CheckSessionRequest request) const {
  constexpr Operation kOperation = Operation::kCheckSession;
  if (auto problem = CheckText(kRequestIdRule, request.request_id())) {
    co_return tl::unexpected(Routed(kOperation, *std::move(problem)));
  }
  http::Request fetch = JsonFetch(kOperation, base_.Segment("sessions").Segment(request.request_id()));
  co_return co_await Perform<CheckSessionReply>(kOperation, call, std::move(fetch), &ReadSession);
}

Task<Result<GenerateChallengeReply>> RestApi::GenerateChallenge(CallContext call,
                                                                GenerateChallengeRequest request) const {
  return Post<GenerateChallengeReply>(Operation::kGenerateChallenge, call,
                                      UserUrl(request.user()).Segment("generate-challenge"),
                                      GenerateChallengeBody(request), &ReadChallenge);
}

Task<Result<RequestMessageReply>> RestApi::GenerateSecureChallenge(CallContext call,
                                                                   SecureChallengeRequest request) const {
  return Post<RequestMessageReply>(Operation::kGenerateSecureChallenge, call,
                                   UserUrl(request.user()).Segment("generate-secure-challenge"),
                                   SecureChallengeBody(request), &ReadRequestMessage);
}

Task<Result<RequestMessageReply>> RestApi::GenerateSigningRequest(CallContext call,
                                                                  SigningRequest request) const {
  return Post<RequestMessageReply>(Operation::kGenerateSigningRequest, call,
                                   UserUrl(request.user()).Segment("generate-signing-request"),
                                   SigningRequestBody(request), &ReadRequestMessage);
}

Task<Result<FidoRegistrationReply>> RestApi::RequestFidoRegistration(CallContext call,
                                                                     FidoRegistrationRequest request) const {
  return Post<FidoRegistrationReply>(Operation::kRequestFidoRegistration, call,
                                     UserUrl(request.user()).Segment("generate-fido-registration-request"),
                                     FidoRegistrationBody(request), &ReadFidoRegistrationRequest);
}

Task<Result<RegisterFidoDeviceReply>> RestApi::RegisterFidoDevice(CallContext call,
                                                                  RegisterFidoDeviceRequest request) const {
  return Post<RegisterFidoDeviceReply>(Operation::kRegisterFidoDevice, call,
                                       UserUrl(request.user()).Segment("register-fido-device"),
                                       RegisterFidoDeviceBody(request), &ReadRegisteredFidoDevice);
}

Task<Result<FidoAuthenticationReply>> RestApi::RequestFidoAuthentication(
    CallContext call, FidoAuthenticationRequest request) const {
  return Post<FidoAuthenticationReply>(
      Operation::kRequestFidoAuthentication, call,
      UserUrl(request.user()).Segment("generate-fido-authentication-request"),
      FidoAuthenticationBody(request), &ReadFidoAuthenticationRequest);
}

Task<Result<InsertTransactionReply>> RestApi::InsertTransaction(CallContext call,
                                                                InsertTransactionRequest request) const {
  return Post<InsertTransactionReply>(Operation::kInsertTransaction, call, base_.Segment("transactions"),
                                      InsertTransactionBody(request, options_.application_ref),
                                      &ReadInsertedTransaction);
}

}  // namespace authtree::inline v0::onespan
