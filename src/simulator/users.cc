#include <optional>
#include <string>
#include <utility>

#include "account_wire.h"
#include "assignment_rules.h"
#include "credential_rules.h"
#include "payload_schemas.h"
#include "request_reading.h"
#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

/// Takes a text that is there, an empty one as well.
void Take(const Json& body, std::string_view name, std::string& out) { out = TextOf(body, name, out); }

/// What a new and a changed account have in common.
void Apply(Tenant& tenant, const Json& body, Account& account) {
  if (std::string password = TextOf(body, "staticPassword"); !password.empty()) {
    account.SetPassword(Secret::Take(std::move(password)));
    account.password_changed = tenant.wall_time();
  }
  Take(body, "emailAddress", account.email_address);
  Take(body, "mobilePhoneNumber", account.mobile_number);
  Take(body, "phoneNumber", account.phone_number);
  Take(body, "vdpDeliveryMethod", account.delivery);
  account.enabled = OptionalBooleanOf(body, "enabled").value_or(account.enabled);
}

}  // namespace

http::Response ViewUser(const Exchange& exchange, Tenant& tenant) {
  std::vector<ValidationError> errors;
  const auto user = ReadUserKey(exchange, "ViewUserInput", errors);
  if (!user) return exchange.Invalid(errors);
  const auto account = FindAccount(tenant, tenant.KeyOf(user->user_id, user->domain));
  if (!account) return exchange.Refuse(account.error());
  return exchange.Ok(UserJson(tenant, **account)).WithHeader("ETag", EntityTag((*account)->version));
}

http::Response CreateUser(const Exchange& exchange, Tenant& tenant) {
  auto request = ReadUserRequest(exchange, kCreateUserInput);
  if (!request) return std::move(request).error();
  if (const Account* known = tenant.FindAccount(tenant.KeyOf(request->user.user_id, request->user.domain))) {
    if (known->administrator) return exchange.Refuse(kForbidden, kAdministratorText);
    return exchange.Refuse(kConflict, "simulated: the user exists already");
  }
  Account& account = tenant.CreateAccount(request->user.user_id, request->user.domain);
  Apply(tenant, request->body, account);
  account.locked = BooleanOf(request->body, "locked");
  return exchange.Created(UserJson(tenant, account));
}

http::Response UpdateUser(const Exchange& exchange, Tenant& tenant) {
  auto request = ReadUserRequest(exchange, kUpdateUserInput);
  if (!request) return std::move(request).error();
  const auto found = FindAccount(tenant, tenant.KeyOf(request->user.user_id, request->user.domain));
  if (!found) return exchange.Refuse(found.error());
  Account& account = **found;
  if (!MatchesTag(exchange, account.version)) return exchange.Refuse(kPreconditionFailed, kStaleText);
  Json& body = request->body;
  // The old name of the same member; the new one wins.
  if (TextOf(body, "staticPassword").empty()) body["staticPassword"] = TextOf(body, "newStaticPassword");
  Apply(tenant, body, account);
  Take(body, "displayName", account.display_name);
  Take(body, "mdcProfile", account.delivery_profile);
  if (const Json* overrides = ObjectOf(body, "policyOverrides")) {
    if (const auto days = IntegerOf(*overrides, "maxDaysBetweenAuthentications")) {
      account.most_days = static_cast<int>(*days);
    }
  }
  tenant.Touch(account);
  return exchange.Ok(UserJson(tenant, account)).WithHeader("ETag", EntityTag(account.version));
}

http::Response AssignUser(const Exchange& exchange, Tenant& tenant) {
  auto request = ReadUserRequest(exchange, kAssignUserInput);
  if (!request) return std::move(request).error();
  const AccountKey user = tenant.KeyOf(request->user.user_id, request->user.domain);
  const auto account = FindAccount(tenant, user);
  if (!account) return exchange.Refuse(account.error());
  const Json* wanted = ObjectOf(request->body, "authenticator");
  const std::string serial = wanted == nullptr ? std::string() : TextOf(*wanted, "serialNumber");
  const auto assigned =
      serial.empty()
          ? AssignAny(tenant, user, wanted == nullptr ? std::string() : TextOf(*wanted, "digipassType"))
          : AssignNamed(tenant, user, serial);
  if (!assigned) return exchange.Refuse(assigned.error());
  return exchange.Ok(LicenseJson(tenant, **assigned));
}

}  // namespace authtree::inline v0::simulator
