#include <string>
#include <utility>

#include "attempt.h"
#include "attempt_wire.h"
#include "payload_schemas.h"
#include "request_reading.h"
#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr int kDefaultChallengeLength = 6;

void ReadCredentials(const Json& body, Attempt& attempt) {
  const Json* credentials = ObjectOf(body, "credentials");
  if (credentials == nullptr) return;
  if (const Json* device = ObjectOf(*credentials, "authenticator")) {
    attempt.otp = SecretOf(*device, "OTP");
    attempt.challenge = TextOf(*device, "challenge");
    attempt.license = TextOf(*device, "serialNumber");
  }
  if (const Json* fido = ObjectOf(*credentials, "fidoAuthenticator")) {
    attempt.fido_answer = SecretOf(*fido, "authenticationResponse");
  }
  attempt.pass_key = OptionalSecretOf(*credentials, "passKey");
}

/// What logins and events have in common. `message` names the member with the texts of the push.
Attempt ReadAttempt(const Json& body, const char* message_name, std::string_view title,
                    std::string_view text) {
  Attempt attempt;
  ReadCredentials(body, attempt);
  attempt.request_id = TextOf(body, "requestID");
  attempt.otp_in_session = TextOf(body, "votpDeliveryOverride") == "session";
  if (const Json* form = ObjectOf(body, "challengeResponse")) {
    attempt.challenge_form.length =
        static_cast<int>(IntegerOf(*form, "length").value_or(kDefaultChallengeLength));
    attempt.challenge_form.check_digit = BooleanOf(*form, "checkDigit");
  }
  if (const Json* fido = ObjectOf(body, "fidoAuthentication")) {
    attempt.fido_protocol = TextOf(*fido, "fidoProtocol");
  }
  const Json* message = ObjectOf(body, message_name);
  attempt.question = ReadQuestion(body);
  attempt.question.title = TitleOf(message, title);
  attempt.question.lines.push_back(
      {std::string(), message == nullptr ? std::string(text) : TextOf(*message, "challenge", text)});
  return attempt;
}

}  // namespace

http::Response Login(const Exchange& exchange, Tenant& tenant) {
  auto request = ReadUserRequest(exchange, kLoginInput, kAdaptiveLoginInput);
  if (!request) return std::move(request).error();
  Attempt attempt = ReadAttempt(request->body, "loginMessage", "Login request", "Are you trying to log in?");
  attempt.operation = "login";
  attempt.user = tenant.KeyOf(request->user.user_id, request->user.domain);
  attempt.adaptive = request->schema == &kAdaptiveLoginInput;
  const auto answer = Authenticate(tenant, attempt, exchange.now());
  return answer ? AnswerAttempt(exchange, *answer) : exchange.Refuse(answer.error());
}

http::Response ValidateEvent(const Exchange& exchange, Tenant& tenant) {
  auto request = ReadUserRequest(exchange, kAdaptiveEventValidationInput);
  if (!request) return std::move(request).error();
  Attempt attempt =
      ReadAttempt(request->body, "eventMessage", "Event validation request", "Please approve this request");
  attempt.operation = "validate_event";
  attempt.event_type = TextOf(request->body, "eventType");
  attempt.user = tenant.KeyOf(request->user.user_id, request->user.domain);
  attempt.adaptive = true;
  const auto answer = Authenticate(tenant, attempt, exchange.now());
  return answer ? AnswerAttempt(exchange, *answer) : exchange.Refuse(answer.error());
}

http::Response CheckSession(const Exchange& exchange, Tenant& tenant) {
  std::vector<ValidationError> errors;
  const std::string id = ReadSegment(exchange, 0, kRequestId, "CheckSessionStatusInput", errors);
  if (!errors.empty()) return exchange.Invalid(errors);
  const PendingRequest* request = tenant.requests().Find(id, exchange.now());
  if (request == nullptr) return exchange.Refuse(kNotFound, "simulated: no such session");
  OrderedJson body;
  body["sessionStatus"] = RequestStateName(request->state);
  if (request->risk_code) body["riskResponseCode"] = *request->risk_code;
  if (request->otp_in_session && !request->otp.empty()) body["votpResponse"] = request->otp.Expose();
  return exchange.Ok(body);
}

}  // namespace authtree::inline v0::simulator
