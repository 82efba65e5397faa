#include <string>
#include <utility>

#include "authtree/core/encoding.h"

#include "attempt_wire.h"
#include "challenge_rules.h"
#include "credential_rules.h"
#include "payload_schemas.h"
#include "request_reading.h"
#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

/// A message from its payload, or from a body that the caller has prepared: its bytes are shown as they are.
RequestMessage ReadMessage(const Json& body, MessagePurpose purpose) {
  RequestMessage message;
  message.purpose = purpose;
  const Json* request = ObjectOf(body, "request");
  if (request == nullptr) return message;
  if (const Json* fields = ObjectOf(*request, "body")) {
    message.title = TitleOf(fields, {});
    message.lines = LinesOf(*fields);
    if (purpose == MessagePurpose::kLogin) message.lines.push_back({{}, TextOf(*fields, "challenge")});
  } else {
    message.lines.push_back({{}, TextOf(*request, "customRequestBody")});
  }
  return message;
}

http::Response GenerateMessage(const Exchange& exchange, Tenant& tenant, const Schema& schema,
                               MessagePurpose purpose) {
  auto request = ReadUserRequest(exchange, schema);
  if (!request) return std::move(request).error();
  const AccountKey user = tenant.KeyOf(request->user.user_id, request->user.domain);
  const auto account = FindAccount(tenant, user);
  if (!account) return exchange.Refuse(account.error());
  const auto opened = OpenMessage(tenant, **account, user, TextOf(request->body, "serialNumber"),
                                  ReadMessage(request->body, purpose), exchange.now());
  if (!opened) return exchange.Refuse(opened.error());
  OrderedJson answer;
  answer["requestID"] = (*opened)->id;
  answer["requestMessage"] = UpperHex((*opened)->message).Expose();
  return exchange.Ok(answer);
}

}  // namespace

http::Response GenerateChallenge(const Exchange& exchange, Tenant& tenant) {
  auto request = ReadUserRequest(exchange, kGenerateChallengeInput);
  if (!request) return std::move(request).error();
  const AccountKey user = tenant.KeyOf(request->user.user_id, request->user.domain);
  const auto account = FindAccount(tenant, user);
  if (!account) return exchange.Refuse(account.error());
  ChallengeForm form;
  form.length = static_cast<int>(IntegerOf(request->body, "length").value_or(form.length));
  form.check_digit = BooleanOf(request->body, "checkDigit");
  const auto opened = OpenChallenge(tenant, **account, user, form, exchange.now());
  if (!opened) return exchange.Refuse(opened.error());
  return exchange.Ok(OrderedJson{{"challenge", (*opened)->challenge}, {"requestID", (*opened)->id}});
}

http::Response GenerateSecureChallenge(const Exchange& exchange, Tenant& tenant) {
  return GenerateMessage(exchange, tenant, kGenerateSecureChallengeInput, MessagePurpose::kLogin);
}

http::Response GenerateSigningRequest(const Exchange& exchange, Tenant& tenant) {
  return GenerateMessage(exchange, tenant, kGenerateSigningRequestInput, MessagePurpose::kTransaction);
}

}  // namespace authtree::inline v0::simulator
