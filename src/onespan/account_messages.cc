#include "account_messages.h"

#include <utility>

#include "extra_fields.h"
#include "field_rules.h"
#include "reply_body.h"
#include "reply_limits.h"
#include "secret_json_writer.h"
#include "user_key.h"

namespace authtree::inline v0::onespan {
namespace {

/// What a new and a changed account have in common. A password among the extra fields wins over the built-in
/// one.
template <class Request>
Result<Secret> AccountBody(Operation operation, const Request& request) {
  if (auto problem = CheckUserKey(request.user())) return tl::unexpected(*std::move(problem));
  if (request.static_password) {
    if (auto problem = CheckText(kStaticPasswordRule, request.static_password->Expose())) {
      return tl::unexpected(*std::move(problem));
    }
  }
  if (auto problem = CheckExtraFields(operation, request.extra)) return tl::unexpected(*std::move(problem));
  SecretJsonWriter body;
  if (request.static_password && !HasExtraField(request.extra, kStaticPasswordRule.field)) {
    body.Text(kStaticPasswordRule.field, *request.static_password);
  }
  if (request.virtual_otp_delivery) {
    body.Text("vdpDeliveryMethod", VirtualOtpDeliveryName(*request.virtual_otp_delivery));
  }
  WriteExtraFields(body, request.extra);
  return std::move(body).Finish();
}

}  // namespace

std::optional<Error> CheckViewUser(const ViewUserRequest& request) { return CheckUserKey(request.user()); }

Result<Secret> CreateUserBody(const CreateUserRequest& request) {
  return AccountBody(Operation::kCreateUser, request);
}

Result<Secret> UpdateUserBody(const UpdateUserRequest& request) {
  if (auto problem = CheckText(kEntityTagRule, request.entity_tag))
    return tl::unexpected(*std::move(problem));
  return AccountBody(Operation::kUpdateUser, request);
}

Result<Secret> AssignUserBody(const AssignUserRequest& request) {
  if (auto problem = CheckUserKey(request.user())) return tl::unexpected(*std::move(problem));
  const bool by_serial = !request.serial_number().empty();
  if (auto problem = by_serial ? CheckText(kSerialNumberRule, request.serial_number())
                               : CheckText(kDigipassTypeRule, request.digipass_type())) {
    return tl::unexpected(*std::move(problem));
  }
  SecretJsonWriter body;
  body.Open("authenticator");
  if (by_serial) {
    body.Text(kSerialNumberRule.field, request.serial_number());
  } else {
    body.Text(kDigipassTypeRule.field, request.digipass_type());
  }
  return std::move(body).Finish();
}

Result<UserReply> ReadAccount(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto authenticators = body->OptionalTexts("authenticators", kMaxSerialNumber);
  if (!authenticators) return tl::unexpected(std::move(authenticators.error()));
  return UserReply{*std::move(authenticators), std::string(reply.headers().Find("ETag"))};
}

}  // namespace authtree::inline v0::onespan
