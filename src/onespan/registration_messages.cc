#include "registration_messages.h"

#include <array>
#include <utility>

#include "authtree/core/encoding.h"

#include "field_rules.h"
#include "reply_body.h"
#include "reply_limits.h"
#include "secret_json_writer.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::array<std::pair<std::string_view, ActivationStatus>, 4> kStatusNames{{
    {"unknown", ActivationStatus::kUnknown},
    {"pending", ActivationStatus::kPending},
    {"activated", ActivationStatus::kActivated},
    {"timeout", ActivationStatus::kTimeout},
}};

/// The body of a call about one registration: a single code that a device showed.
Result<Secret> CodeBody(const std::string& registration_id, const TextRule& rule, const Secret& code) {
  if (auto problem = CheckText(kRegistrationIdRule, registration_id))
    return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(rule, code.Expose())) return tl::unexpected(*std::move(problem));
  SecretJsonWriter body;
  body.Text(rule.field, code);
  return std::move(body).Finish();
}

}  // namespace

Result<Secret> AddDeviceBody(const AddDeviceRequest& request) {
  return CodeBody(request.registration_id(), kDeviceCodeRule, request.device_code());
}

Result<Secret> ActivateDeviceBody(const ActivateDeviceRequest& request) {
  return CodeBody(request.registration_id(), kSignatureRule, request.signature());
}

Result<Secret> CheckActivationBody(const CheckActivationRequest& request) {
  if (auto problem = CheckText(kLoginRule, request.user().user())) return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(kDomainRule, request.user().domain()))
    return tl::unexpected(*std::move(problem));
  SecretJsonWriter body;
  body.Text("login", request.user().user());
  if (!request.user().domain().empty()) body.Text("domain", request.user().domain());
  // The service shall not wait: whoever polls waits between the calls.
  body.Number("timeoutSeconds", 0);
  return std::move(body).Finish();
}

Result<Secret> StartRegistrationBody(const StartRegistrationRequest& request) {
  if (auto problem = CheckText(kUserIdRule, request.user().user()))
    return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(kDomainRule, request.user().domain()))
    return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(kExistingPasswordRule, request.static_password().Expose()))
    return tl::unexpected(*std::move(problem));
  if (auto problem = CheckText(kDeviceCodeRule, request.device_code().Expose()))
    return tl::unexpected(*std::move(problem));
  if (request.serial_number) {
    if (auto problem = CheckText(kSerialNumberRule, *request.serial_number))
      return tl::unexpected(*std::move(problem));
  }
  if (auto problem = CheckText(kDescriptionRule, request.description))
    return tl::unexpected(*std::move(problem));
  SecretJsonWriter body;
  body.Text("userID", request.user().user());
  if (!request.user().domain().empty()) body.Text("domain", request.user().domain());
  body.Text(kExistingPasswordRule.field, request.static_password());
  body.Text("activationType", ActivationTypeName(ActivationType::kOfflineMdl));
  body.Text(kDeviceCodeRule.field, request.device_code());
  if (request.serial_number) body.Text(kSerialNumberRule.field, *request.serial_number);
  if (!request.description.empty()) body.Text(kDescriptionRule.field, request.description);
  return std::move(body).Finish();
}

Result<AddDeviceReply> ReadAddedDevice(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto message = body->SecretText("activationMessage2", kMaxActivationMessage);
  auto serial = body->OptionalText("serialNumber", kMaxSerialNumber);
  auto type = body->OptionalText("deviceType", kMaxDeviceType);
  if (auto problem = FirstError(message, serial, type)) return tl::unexpected(*std::move(problem));
  if (!IsHex(message->Expose())) return tl::unexpected(UnexpectedReply("activationMessage2"));
  return AddDeviceReply{*std::move(message), *std::move(serial), *std::move(type)};
}

Result<ActivateDeviceReply> ReadActivatedDevice(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto serial = body->OptionalText("serialNumber", kMaxSerialNumber);
  auto user = body->OptionalText("userID", kMaxUserId);
  auto domain = body->OptionalText("domain", kMaxDomain);
  if (auto problem = FirstError(serial, user, domain)) return tl::unexpected(*std::move(problem));
  return ActivateDeviceReply{*std::move(serial), *std::move(user), *std::move(domain)};
}

Result<CheckActivationReply> ReadActivationStatus(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  const auto name = body->Text("activationStatus", kMaxStatusName);
  if (!name) return tl::unexpected(name.error());
  for (const auto& [known, status] : kStatusNames) {
    if (known == *name) return CheckActivationReply{status};
  }
  return tl::unexpected(UnexpectedReply("activationStatus"));
}

Result<StartRegistrationReply> ReadStartedRegistration(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto registration = body->Text("registrationID", kMaxRegistrationId);
  auto message = body->SecretText("activationMessage2", kMaxActivationMessage);
  auto serial = body->OptionalText("serialNumber", kMaxSerialNumber);
  if (auto problem = FirstError(registration, message, serial)) return tl::unexpected(*std::move(problem));
  if (!IsHex(message->Expose())) return tl::unexpected(UnexpectedReply("activationMessage2"));
  return StartRegistrationReply{*std::move(registration), *std::move(message), *std::move(serial)};
}

}  // namespace authtree::inline v0::onespan
