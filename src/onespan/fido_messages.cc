#include "fido_messages.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "field_rules.h"
#include "reply_body.h"
#include "reply_limits.h"
#include "secret_json_writer.h"
#include "user_key.h"

namespace authtree::inline v0::onespan {
namespace {

/// Nothing, or one of the known words.
std::optional<Error> CheckChoice(std::string_view field, std::string_view value,
                                 std::initializer_list<std::string_view> known) {
  if (value.empty() || std::find(known.begin(), known.end(), value) != known.end()) return std::nullopt;
  return Error(ErrorCode::kInvalidInput, "A FIDO preference has a word that the service does not know.")
      .With(Fact::kField, std::string(field));
}

std::optional<Error> CheckVerification(std::string_view value) {
  return CheckChoice("userVerification", value, {"required", "preferred", "discouraged"});
}

void WriteIfGiven(SecretJsonWriter& body, std::string_view name, std::string_view value) {
  if (!value.empty()) body.Text(name, value);
}

}  // namespace

Result<Secret> FidoRegistrationBody(const FidoRegistrationRequest& request) {
  if (auto problem = CheckUserKey(request.user())) return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(kDisplayNameRule, request.display_name))
    return tl::unexpected(*std::move(problem));
  if (auto problem =
          CheckChoice("authenticatorAttachment", request.attachment, {"platform", "cross-platform"})) {
    return tl::unexpected(*std::move(problem));
  }
  if (auto problem = CheckVerification(request.user_verification)) return tl::unexpected(*std::move(problem));
  if (auto problem = CheckChoice("attestation", request.attestation, {"none", "indirect", "direct"})) {
    return tl::unexpected(*std::move(problem));
  }
  SecretJsonWriter body;
  body.Text("fidoProtocol", FidoProtocolName(request.protocol()));
  WriteIfGiven(body, "displayName", request.display_name);
  if (!request.attachment.empty() || !request.user_verification.empty()) {
    body.Open("authenticatorSelection");
    WriteIfGiven(body, "authenticatorAttachment", request.attachment);
    WriteIfGiven(body, "userVerification", request.user_verification);
    body.Close();
  }
  WriteIfGiven(body, "attestation", request.attestation);
  return std::move(body).Finish();
}

Result<Secret> RegisterFidoDeviceBody(const RegisterFidoDeviceRequest& request) {
  if (auto problem = CheckUserKey(request.user())) return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(kFidoRegistrationResponseRule, request.registration_response().Expose())) {
    return tl::unexpected(*std::move(problem));
  }
  if (request.protocol() == FidoProtocol::kFido2 || !request.request_id.empty()) {
    if (auto problem = CheckText(kRequestIdRule, request.request_id))
      return tl::unexpected(*std::move(problem));
  }
  SecretJsonWriter body;
  body.Text("fidoProtocol", FidoProtocolName(request.protocol()));
  body.Text(kFidoRegistrationResponseRule.field, request.registration_response());
  WriteIfGiven(body, kRequestIdRule.field, request.request_id);
  return std::move(body).Finish();
}

Result<Secret> FidoAuthenticationBody(const FidoAuthenticationRequest& request) {
  if (auto problem = CheckUserKey(request.user())) return tl::unexpected(*std::move(problem));
  if (auto problem = CheckVerification(request.user_verification)) return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(kAuthenticationMessageRule, request.authentication_message)) {
    return tl::unexpected(*std::move(problem));
  }
  SecretJsonWriter body;
  body.Text("fidoProtocol", FidoProtocolName(request.protocol()));
  WriteIfGiven(body, "userVerification", request.user_verification);
  WriteIfGiven(body, kAuthenticationMessageRule.field, request.authentication_message);
  return std::move(body).Finish();
}

Result<FidoRegistrationReply> ReadFidoRegistrationRequest(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto request = body->Text("registrationRequest", kMaxMessage);
  auto request_id = body->OptionalText("requestID", kMaxRequestId);
  if (auto problem = FirstError(request, request_id)) return tl::unexpected(*std::move(problem));
  return FidoRegistrationReply{*std::move(request), *std::move(request_id)};
}

Result<RegisterFidoDeviceReply> ReadRegisteredFidoDevice(const http::Response& reply) {
  RegisterFidoDeviceReply answer;
  if (reply.body().empty()) return answer;
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto status = body->OptionalNumber("uafStatusCode");
  if (!status) return tl::unexpected(std::move(status.error()));
  answer.uaf_status_code = *status;
  return answer;
}

Result<FidoAuthenticationReply> ReadFidoAuthenticationRequest(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto request = body->Text("authenticationRequest", kMaxMessage);
  auto request_id = body->Text("requestID", kMaxRequestId);
  if (auto problem = FirstError(request, request_id)) return tl::unexpected(*std::move(problem));
  return FidoAuthenticationReply{*std::move(request), *std::move(request_id)};
}

}  // namespace authtree::inline v0::onespan
