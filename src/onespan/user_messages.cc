#include "user_messages.h"

#include <utility>

#include "authtree/core/encoding.h"

#include "extra_fields.h"
#include "field_rules.h"
#include "reply_body.h"
#include "reply_limits.h"
#include "risk_fields.h"
#include "secret_json_writer.h"

namespace authtree::inline v0::onespan {
namespace {

std::optional<Error> CheckRegistration(const RegisterUserRequest& request) {
  if (auto problem = CheckText(kUserIdRule, request.user().user())) return problem;
  if (auto problem = CheckText(kDomainRule, request.user().domain())) return problem;
  if (auto problem = CheckExtraFields(Operation::kRegisterUser, request.extra)) return problem;
  if (request.static_password) {
    if (auto problem = CheckText(kStaticPasswordRule, request.static_password->Expose())) return problem;
  }
  if (request.serial_number) {
    if (auto problem = CheckText(kSerialNumberRule, *request.serial_number)) return problem;
  }
  return CheckRisk(request.product(), request.risk);
}

Result<RegisterUserReply> ReadLicensedRegistration(const ReplyBody& body) {
  auto password = body.SecretText("activationPassword", kMaxActivationPassword);
  auto serial = body.Text("serialNumber", kMaxSerialNumber);
  auto registration = body.OptionalText("registrationID", kMaxRegistrationId);
  if (auto problem = FirstError(password, serial, registration)) return tl::unexpected(*std::move(problem));
  RegisterUserReply answer;
  answer.activation_password = *std::move(password);
  answer.serial_number = *std::move(serial);
  answer.registration_id = *std::move(registration);
  return answer;
}

}  // namespace

Result<Secret> RegisterUserBody(const RegisterUserRequest& request, std::string_view application_ref) {
  if (auto problem = CheckRegistration(request)) return tl::unexpected(*std::move(problem));
  const bool adaptive = request.product() == Product::kAdaptive;
  SecretJsonWriter body;
  body.Text("objectType", adaptive ? "AdaptiveRegisterUserInput" : "RegisterUserInputEx");
  body.Text("userID", request.user().user());
  if (!request.user().domain().empty()) body.Text("domain", request.user().domain());
  body.Text("activationType", ActivationTypeName(request.activation()));
  // A password or a serial number among the extra fields wins over the built-in one.
  if (request.static_password && !HasExtraField(request.extra, kStaticPasswordRule.field)) {
    body.Text(kStaticPasswordRule.field, *request.static_password);
  }
  if (request.serial_number && !HasExtraField(request.extra, kSerialNumberRule.field)) {
    body.Text(kSerialNumberRule.field, *request.serial_number);
  }
  WriteExtraFields(body, request.extra);
  WriteRisk(body, request.product(), request.risk, application_ref);
  return std::move(body).Finish();
}

Result<Secret> UnregisterUserBody(const UnregisterUserRequest& request, std::string_view application_ref) {
  if (auto problem = CheckText(kUserIdRule, request.user().user()))
    return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(kPathDomainRule, request.user().domain()))
    return tl::unexpected(*std::move(problem));
  if (auto problem = CheckExtraFields(Operation::kUnregisterUser, request.extra)) {
    return tl::unexpected(*std::move(problem));
  }
  if (auto problem = CheckRisk(request.product(), request.risk)) return tl::unexpected(*std::move(problem));
  const bool adaptive = request.product() == Product::kAdaptive;
  SecretJsonWriter body;
  body.Text("objectType", adaptive ? "AdaptiveUnregisterUserInput" : "UnregisterUserInputEx");
  WriteExtraFields(body, request.extra);
  WriteRisk(body, request.product(), request.risk, application_ref);
  return std::move(body).Finish();
}

Result<RegisterUserReply> ReadOnlineRegistration(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  return ReadLicensedRegistration(*body);
}

Result<RegisterUserReply> ReadOfflineRegistration(const http::Response& reply) {
  auto answer = ReadOnlineRegistration(reply);
  if (!answer) return answer;
  // It is the first activation message, to be drawn as the bytes it stands for.
  if (!IsHex(answer->activation_password->Expose()))
    return tl::unexpected(UnexpectedReply("activationPassword"));
  if (answer->registration_id.empty()) return tl::unexpected(UnexpectedReply("registrationID"));
  return answer;
}

Result<RegisterUserReply> ReadFidoRegistration(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto registration = body->Text("registrationID", kMaxRegistrationId);
  auto protocols = body->OptionalTexts("supportedFIDOProtocols", kMaxProtocolName);
  if (auto problem = FirstError(registration, protocols)) return tl::unexpected(*std::move(problem));
  RegisterUserReply answer;
  answer.registration_id = *std::move(registration);
  answer.fido_protocols = *std::move(protocols);
  return answer;
}

Result<UnregisterUserReply> ReadUnregistration(const http::Response& reply) {
  UnregisterUserReply answer;
  if (reply.body().empty()) return answer;
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto risk = body->OptionalNumber("riskResponseCode");
  if (!risk) return tl::unexpected(std::move(risk.error()));
  answer.risk_response_code = *risk;
  return answer;
}

}  // namespace authtree::inline v0::onespan
