#include <algorithm>
#include <string>
#include <utility>

#include "attempt_wire.h"
#include "credential_rules.h"
#include "fido_rules.h"
#include "payload_schemas.h"
#include "request_reading.h"
#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

bool IsOffered(const Exchange& exchange, std::string_view protocol) {
  const auto& offered = exchange.config().fido_protocols;
  return std::find(offered.begin(), offered.end(), protocol) != offered.end();
}

http::Response NotOffered(const Exchange& exchange) {
  return exchange.Refuse(kConflict, "simulated: the tenant does not offer this FIDO protocol");
}

}  // namespace

http::Response RequestFidoRegistration(const Exchange& exchange, Tenant& tenant) {
  auto request = ReadUserRequest(exchange, kFidoRegistrationRequestInput);
  if (!request) return std::move(request).error();
  const AccountKey user = tenant.KeyOf(request->user.user_id, request->user.domain);
  const auto account = FindAccount(tenant, user);
  if (!account) return exchange.Refuse(account.error());
  FidoWish wish;
  wish.protocol = TextOf(request->body, "fidoProtocol");
  if (!IsOffered(exchange, wish.protocol)) return NotOffered(exchange);
  wish.display_name = TextOf(request->body, "displayName");
  wish.attestation = TextOf(request->body, "attestation");
  if (const Json* selection = ObjectOf(request->body, "authenticatorSelection")) {
    wish.attachment = TextOf(*selection, "authenticatorAttachment");
    wish.user_verification = TextOf(*selection, "userVerification");
  }
  const FidoCeremony ceremony = BeginFidoRegistration(tenant, **account, user, wish, exchange.now());
  return exchange.Ok(
      OrderedJson{{"registrationRequest", ceremony.message}, {"requestID", ceremony.request_id}});
}

http::Response RegisterFidoDevice(const Exchange& exchange, Tenant& tenant) {
  auto request = ReadUserRequest(exchange, kFidoRegistrationResponse);
  if (!request) return std::move(request).error();
  const AccountKey user = tenant.KeyOf(request->user.user_id, request->user.domain);
  const auto account = FindAccount(tenant, user);
  if (!account) return exchange.Refuse(account.error());
  const auto finished =
      FinishFidoRegistration(tenant, **account, user, TextOf(request->body, "requestID"),
                             SecretOf(request->body, "registrationResponse"), exchange.now());
  return finished ? exchange.Ok(OrderedJson::object()) : exchange.Refuse(finished.error());
}

http::Response RequestFidoAuthentication(const Exchange& exchange, Tenant& tenant) {
  auto request = ReadUserRequest(exchange, kFidoAuthenticationRequestInput);
  if (!request) return std::move(request).error();
  const AccountKey user = tenant.KeyOf(request->user.user_id, request->user.domain);
  const auto account = FindAccount(tenant, user);
  if (!account) return exchange.Refuse(account.error());
  if (!IsOffered(exchange, TextOf(request->body, "fidoProtocol"))) return NotOffered(exchange);
  const FidoCeremony ceremony = BeginFidoAuthentication(
      tenant, **account, user, TextOf(request->body, "userVerification"), exchange.now());
  return exchange.Ok(
      OrderedJson{{"authenticationRequest", ceremony.message}, {"requestID", ceremony.request_id}});
}

}  // namespace authtree::inline v0::simulator
