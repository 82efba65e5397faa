#include "account_wire.h"

#include <utility>

namespace authtree::inline v0::simulator {
namespace {

OrderedJson ApplicationJson(std::string_view name, std::string_view type) {
  return OrderedJson{{"name", name}, {"type", type}};
}

std::string OwnerOf(Tenant& tenant, const AccountKey& owner) {
  const Account* account = tenant.FindAccount(owner);
  return account == nullptr ? owner.user_id : account->user_id;
}

}  // namespace

OrderedJson UserJson(Tenant& tenant, const Account& account) {
  OrderedJson json;
  json["userID"] = account.user_id;
  json["domain"] = account.domain;
  json["created"] = UtcTimestamp(account.created);
  json["lastModified"] = UtcTimestamp(account.modified);
  json["lastPasswordUpdate"] = UtcTimestamp(account.password_changed);
  json["enabled"] = account.enabled;
  json["locked"] = account.locked;
  json["isPasswordSet"] = !account.password_hash.empty();
  json["mdcProfile"] = account.delivery_profile;
  json["vdpDeliveryMethod"] = account.delivery;
  json["hasAdminPrivileges"] = account.administrator;
  json["authenticators"] = account.licenses;
  for (const std::string& serial : account.instances) {
    const Instance* instance = tenant.FindInstance(serial);
    if (instance != nullptr && instance->active) json["authenticators"].push_back(serial);
  }
  json["hasAuthenticatorAssigned"] = !json["authenticators"].empty();
  if (!account.display_name.empty()) json["displayName"] = account.display_name;
  if (!account.email_address.empty()) json["emailAddress"] = account.email_address;
  if (!account.mobile_number.empty()) json["mobilePhoneNumber"] = account.mobile_number;
  if (!account.phone_number.empty()) json["phoneNumber"] = account.phone_number;
  if (account.last_success) json["lastAuthentication"] = UtcTimestamp(*account.last_success);
  if (account.last_attempt) json["lastAuthenticationRequest"] = UtcTimestamp(*account.last_attempt);
  if (account.most_days) json["policyOverrides"]["maxDaysBetweenAuthentications"] = *account.most_days;
  return json;
}

OrderedJson LicenseJson(Tenant& tenant, const License& license) {
  OrderedJson json;
  json["serialNumber"] = license.serial;
  json["domain"] = license.domain;
  json["created"] = UtcTimestamp(license.created);
  json["lastModified"] = UtcTimestamp(license.modified);
  json["authenticatorType"] = license.type;
  json["assigned"] = license.owner.has_value();
  if (license.owner) json["assignedUserID"] = OwnerOf(tenant, *license.owner);
  json["applications"] = OrderedJson::array();
  if (license.IsVirtual()) json["applications"].push_back(ApplicationJson(kVirtualApplication, "RO"));
  if (license.kind != LicenseKind::kMultiDevice) return json;
  OrderedJson& activation = json["activation"];
  activation["activationsCount"] = std::to_string(license.activations_used);
  activation["maxActivations"] = license.max_activations;
  if (license.last_activated) activation["lastActivated"] = UtcTimestamp(*license.last_activated);
  return json;
}

OrderedJson InstanceJson(Tenant& tenant, const Instance& instance) {
  OrderedJson json;
  json["serialNumber"] = instance.Serial();
  const License* license = tenant.FindLicense(instance.license);
  json["domain"] = license == nullptr ? instance.owner.domain : license->domain;
  json["created"] = UtcTimestamp(instance.created);
  json["lastModified"] = UtcTimestamp(instance.created);
  json["authenticatorType"] = instance.type;
  json["assigned"] = true;
  json["assignedUserID"] = OwnerOf(tenant, instance.owner);
  if (!instance.description.empty()) json["description"] = instance.description;
  json["applications"] =
      OrderedJson::array({ApplicationJson("RO OFFLINE", "RO"), ApplicationJson("CR OFFLINE", "CR"),
                          ApplicationJson("SG OFFLINE", "SG"), ApplicationJson("SC ONLINE", "SC")});
  return json;
}

std::string EntityTag(int version) { return '"' + std::to_string(version) + '"'; }

bool MatchesTag(const Exchange& exchange, int version) {
  const std::string_view tag = exchange.request().headers().Find("If-Match");
  return tag.empty() || tag == "*" || tag == EntityTag(version);
}

}  // namespace authtree::inline v0::simulator
