#include "authentication_messages.h"

#include <array>
#include <optional>
#include <utility>

#include "extra_fields.h"
#include "field_rules.h"
#include "reply_body.h"
#include "reply_limits.h"
#include "risk_fields.h"
#include "secret_json_writer.h"
#include "transaction_data.h"
#include "user_key.h"

namespace authtree::inline v0::onespan {
namespace {

// The service says "failed"; some of its pages say "failure".
constexpr std::array<std::pair<std::string_view, SessionStatus>, 7> kStatusNames{{
    {"unknown", SessionStatus::kUnknown},
    {"pending", SessionStatus::kPending},
    {"accepted", SessionStatus::kAccepted},
    {"refused", SessionStatus::kRefused},
    {"timeout", SessionStatus::kTimeout},
    {"failed", SessionStatus::kFailed},
    {"failure", SessionStatus::kFailed},
}};

/// The rule for the credentials of that kind, and the value.
std::pair<const TextRule*, const Secret*> Checked(const Credentials& credentials) {
  if (const auto* otp = std::get_if<OtpCredential>(&credentials)) return {&kOtpRule, &otp->otp()};
  if (const auto* key = std::get_if<PassKeyCredential>(&credentials))
    return {&kPassKeyRule, &key->pass_key()};
  return {&kFidoResponseRule, &std::get<FidoCredential>(credentials).authentication_response()};
}

/// What logins and events have in common.
template <class Request>
std::optional<Error> CheckAttempt(Operation operation, Product product, const Request& request) {
  if (auto problem = CheckUserKey(request.user())) return problem;
  if (!request.request_id.empty()) {
    if (auto problem = CheckText(kRequestIdRule, request.request_id)) return problem;
  }
  if (request.credentials) {
    const auto [rule, value] = Checked(*request.credentials);
    if (auto problem = CheckText(*rule, value->Expose())) return problem;
  }
  if (auto problem = CheckExtraFields(operation, request.extra)) return problem;
  return CheckRiskOfKnownDevice(product, request.risk);
}

void WriteCredentials(SecretJsonWriter& body, const Credentials& credentials) {
  body.Open("credentials");
  if (const auto* otp = std::get_if<OtpCredential>(&credentials)) {
    body.Open("authenticator");
    body.Text("OTP", otp->otp());
    body.Close();
  } else if (const auto* key = std::get_if<PassKeyCredential>(&credentials)) {
    body.Text("passKey", key->pass_key());
  } else {
    body.Open("fidoAuthenticator");
    body.Text("authenticationResponse", std::get<FidoCredential>(credentials).authentication_response());
    body.Close();
  }
  body.Close();
}

void WriteDelivery(SecretJsonWriter& body, OrchestrationDelivery delivery) {
  constexpr std::string_view kName = "orchestrationDelivery";
  switch (delivery) {
    case OrchestrationDelivery::kNone:
      return;
    case OrchestrationDelivery::kPushNotification:
      body.Plain(kName, Json::array({"pushNotification"}));
      return;
    case OrchestrationDelivery::kRequestMessage:
      body.Plain(kName, Json::array({"requestMessage"}));
      return;
    case OrchestrationDelivery::kBoth:
      body.Plain(kName, Json::array({"pushNotification", "requestMessage"}));
      return;
  }
}

template <class Request>
void WriteAttempt(SecretJsonWriter& body, Product product, const Request& request,
                  std::string_view application_ref) {
  if (request.credentials) WriteCredentials(body, *request.credentials);
  if (product == Product::kAdaptive && request.fido_step_up) {
    body.Open("fidoAuthentication");
    body.Text("fidoProtocol", FidoProtocolName(*request.fido_step_up));
    body.Close();
  }
  if (!request.request_id.empty()) body.Text("requestID", request.request_id);
  WriteDelivery(body, request.delivery);
  body.Number("timeout", 0);
  WriteExtraFields(body, request.extra);
  WriteRisk(body, product, request.risk, application_ref);
}

Result<SessionStatus> ReadStatus(const ReplyBody& body) {
  const auto name = body.Text("sessionStatus", kMaxStatusName);
  if (!name) return tl::unexpected(name.error());
  for (const auto& [known, status] : kStatusNames) {
    if (known == *name) return status;
  }
  return tl::unexpected(UnexpectedReply("sessionStatus"));
}

}  // namespace

Result<Secret> LoginBody(const LoginRequest& request, std::string_view application_ref) {
  if (request.product() == Product::kCloud && !request.credentials) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "A login needs a password, a one-time password or a FIDO answer.")
            .With(Fact::kField, "credentials"));
  }
  if (auto problem = CheckAttempt(Operation::kLogin, request.product(), request)) {
    return tl::unexpected(*std::move(problem));
  }
  SecretJsonWriter body;
  body.Text("objectType", request.product() == Product::kAdaptive ? "AdaptiveLoginInput" : "LoginInput");
  WriteAttempt(body, request.product(), request, application_ref);
  return std::move(body).Finish();
}

Result<Secret> ValidateEventBody(const ValidateEventRequest& request, std::string_view application_ref) {
  if (auto problem = CheckText(kEventTypeRule, request.event_type())) {
    return tl::unexpected(*std::move(problem));
  }
  if (auto problem = CheckAttempt(Operation::kValidateEvent, Product::kAdaptive, request)) {
    return tl::unexpected(*std::move(problem));
  }
  SecretJsonWriter body;
  body.Text("eventType", request.event_type());
  WriteAttempt(body, Product::kAdaptive, request, application_ref);
  return std::move(body).Finish();
}

Result<Secret> ValidateTransactionBody(const ValidateTransactionRequest& request,
                                       std::string_view application_ref) {
  if (auto problem = CheckUserKey(request.user())) return tl::unexpected(*std::move(problem));
  if (auto problem = CheckTransactionData(request.product(), request.data())) {
    return tl::unexpected(*std::move(problem));
  }
  if (auto problem = CheckExtraFields(Operation::kValidateTransaction, request.extra)) {
    return tl::unexpected(*std::move(problem));
  }
  if (auto problem = CheckRiskOfKnownDevice(request.product(), request.risk)) {
    return tl::unexpected(*std::move(problem));
  }
  SecretJsonWriter body;
  body.Text("objectType", request.product() == Product::kAdaptive ? "AdaptiveTransactionValidationInput"
                                                                  : "TransactionValidationInput");
  WriteTransactionData(body, request.product(), request.data());
  WriteDelivery(body, request.delivery);
  body.Number("timeout", 0);
  WriteExtraFields(body, request.extra);
  WriteRisk(body, request.product(), request.risk, application_ref);
  return std::move(body).Finish();
}

Result<AuthenticationReply> ReadAuthentication(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto status = ReadStatus(*body);
  auto request_id = body->OptionalText("requestID", kMaxRequestId);
  auto challenge = body->OptionalText("challenge", kMaxChallenge);
  auto risk = body->OptionalNumber("riskResponseCode");
  auto message = body->OptionalSecretText("requestMessage", kMaxMessage);
  auto fido = body->OptionalSecretText("fidoAuthenticationRequest", kMaxMessage);
  if (auto problem = FirstError(status, request_id, challenge, risk, message, fido)) {
    return tl::unexpected(*std::move(problem));
  }
  AuthenticationReply answer;
  answer.status = *status;
  answer.request_id = *std::move(request_id);
  answer.challenge = *std::move(challenge);
  answer.risk_response_code = *risk;
  answer.event_id = body->NumberOrNothing("eventId");
  answer.request_message = *std::move(message);
  answer.fido_authentication_request = *std::move(fido);
  return answer;
}

Result<CheckSessionReply> ReadSession(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto status = ReadStatus(*body);
  auto risk = body->OptionalNumber("riskResponseCode");
  auto otp = body->OptionalSecretText("votpResponse", kMaxOtp);
  if (auto problem = FirstError(status, risk, otp)) return tl::unexpected(*std::move(problem));
  CheckSessionReply answer;
  answer.status = *status;
  answer.risk_response_code = *risk;
  answer.virtual_otp = *std::move(otp);
  return answer;
}

}  // namespace authtree::inline v0::onespan
