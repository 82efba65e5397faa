#include "authenticator_messages.h"

#include <string>
#include <utility>

#include "authtree/core/encoding.h"

#include "extra_fields.h"
#include "field_rules.h"
#include "reply_body.h"
#include "reply_limits.h"
#include "secret_json_writer.h"
#include "user_key.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::size_t kPageSize = 100;

Result<AuthenticatorApplication> ApplicationOf(const Json& object) {
  auto name = ReplyBody::OptionalTextOf(object, "name", kMaxApplicationName);
  auto type = ReplyBody::OptionalTextOf(object, "type", kMaxStatusName);
  if (auto problem = FirstError(name, type)) return tl::unexpected(*std::move(problem));
  return AuthenticatorApplication{*std::move(name), *std::move(type)};
}

Result<Authenticator> AuthenticatorOf(const Json& object) {
  auto serial = ReplyBody::OptionalTextOf(object, "serialNumber", kMaxSerialNumber);
  auto type = ReplyBody::OptionalTextOf(object, "authenticatorType", kMaxDeviceType);
  if (auto problem = FirstError(serial, type)) return tl::unexpected(*std::move(problem));
  if (serial->empty()) return tl::unexpected(UnexpectedReply("serialNumber"));
  Authenticator authenticator{*std::move(serial), *std::move(type), {}};
  const Json* applications = FindMember(object, "applications");
  if (applications == nullptr || applications->is_null()) return authenticator;
  if (!applications->is_array()) return tl::unexpected(UnexpectedReply("applications"));
  for (const Json& element : *applications) {
    if (!element.is_object()) return tl::unexpected(UnexpectedReply("applications"));
    auto application = ApplicationOf(element);
    if (!application) return tl::unexpected(std::move(application.error()));
    authenticator.applications.push_back(*std::move(application));
  }
  return authenticator;
}

std::optional<Error> CheckFilter(const QueryAuthenticatorsRequest& request) {
  if (!request.serial_number.empty()) {
    if (auto problem = CheckText(kInstanceSerialRule, request.serial_number)) return problem;
  }
  if (!request.type.empty()) {
    if (auto problem = CheckText(kDigipassTypeRule, request.type)) return problem;
  }
  return CheckText(kDomainRule, request.domain);
}

}  // namespace

Result<http::Url> QueryAuthenticatorsUrl(const http::Url& operation,
                                         const QueryAuthenticatorsRequest& request, std::size_t offset) {
  if (auto problem = CheckFilter(request)) return tl::unexpected(*std::move(problem));
  http::Url url = operation;
  if (!request.serial_number.empty()) url = url.Query("serialNumber", request.serial_number);
  if (!request.domain.empty()) url = url.Query("domain", request.domain);
  if (!request.type.empty()) url = url.Query("type", request.type);
  if (request.assigned) url = url.Query("assigned", *request.assigned ? "true" : "false");
  return url.Query("offset", std::to_string(offset)).Query("limit", std::to_string(kPageSize));
}

Result<Secret> AssignAuthenticatorBody(const AssignAuthenticatorRequest& request) {
  if (auto problem = CheckText(kSerialNumberRule, request.serial_number()))
    return tl::unexpected(*std::move(problem));
  if (auto problem = CheckUserKey(request.user())) return tl::unexpected(*std::move(problem));
  SecretJsonWriter body;
  body.Text("domain", request.user().domain());
  body.Text("userID", request.user().user());
  return std::move(body).Finish();
}

Result<Secret> GenerateVirtualOtpBody(const GenerateVirtualOtpRequest& request) {
  if (auto problem = CheckText(kInstanceSerialRule, request.serial_number()))
    return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(kApplicationNameRule, request.application()))
    return tl::unexpected(*std::move(problem));
  if (auto problem = CheckExtraFields(Operation::kGenerateVirtualOtp, request.extra))
    return tl::unexpected(*std::move(problem));
  SecretJsonWriter body;
  body.Text("deliveryMethod", VirtualOtpChannelName(request.channel()));
  WriteExtraFields(body, request.extra);
  return std::move(body).Finish();
}

std::optional<Error> CheckActivationMessage(const ActivationMessageRequest& request) {
  return CheckText(kSerialNumberRule, request.serial_number());
}

Result<AuthenticatorPage> ReadAuthenticatorPage(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  const auto total = body->OptionalNumber("total");
  const auto rows = body->Objects("authenticators");
  if (auto problem = FirstError(total, rows)) return tl::unexpected(*std::move(problem));
  if (!*total || **total < 0) return tl::unexpected(UnexpectedReply("total"));
  AuthenticatorPage page;
  page.total = **total;
  for (const Json* row : *rows) {
    auto authenticator = AuthenticatorOf(*row);
    if (!authenticator) return tl::unexpected(std::move(authenticator.error()));
    page.authenticators.push_back(*std::move(authenticator));
  }
  return page;
}

Result<Authenticator> ReadAuthenticator(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  return AuthenticatorOf(body->json());
}

Result<GenerateVirtualOtpReply> ReadVirtualOtp(const http::Response& reply) {
  GenerateVirtualOtpReply answer;
  if (reply.body().empty()) return answer;
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto otp = body->OptionalSecretText("otp", kMaxOtp);
  if (!otp) return tl::unexpected(std::move(otp.error()));
  answer.otp = *std::move(otp);
  return answer;
}

Result<ActivationMessageReply> ReadActivationMessage(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto message = body->SecretText("activationMessage", kMaxActivationMessage);
  if (!message) return tl::unexpected(std::move(message.error()));
  if (!IsHex(message->Expose())) return tl::unexpected(UnexpectedReply("activationMessage"));
  return ActivationMessageReply{*std::move(message)};
}

}  // namespace authtree::inline v0::onespan
