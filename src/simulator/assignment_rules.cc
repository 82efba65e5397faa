#include "assignment_rules.h"

#include "account_wire.h"
#include "virtual_otp_rules.h"

namespace authtree::inline v0::simulator {
namespace {

Outcome<License*> Give(Tenant& tenant, const AccountKey& user, License& license) {
  const Account* account = tenant.FindAccount(user);
  if (account == nullptr) return Refuse(kConflict, kNoAccountText);
  if (tenant.AtLicenseLimit(*account, license.type)) return Refuse(kConflict, kAuthenticatorLimitText);
  tenant.Assign(license, user);
  return &license;
}

}  // namespace

Outcome<License*> AssignNamed(Tenant& tenant, const AccountKey& user, std::string_view serial) {
  License* license = tenant.FindLicense(serial);
  if (license == nullptr || license->owner || !tenant.SameDomain(license->domain, user.domain)) {
    return Refuse(kConflict, "simulated: the license does not exist or is assigned already");
  }
  return Give(tenant, user, *license);
}

Outcome<License*> AssignAny(Tenant& tenant, const AccountKey& user, std::string_view type) {
  License* free = nullptr;
  for (License& license : tenant.licenses()) {
    if (license.type != type || license.owner || !tenant.SameDomain(license.domain, user.domain)) continue;
    if (free == nullptr || (!free->HasActivation() && license.HasActivation())) free = &license;
  }
  if (free == nullptr) return Refuse(kConflict, tenant.config().texts.no_free_license);
  return Give(tenant, user, *free);
}

Outcome<VirtualOtp> MakeVirtualOtp(Tenant& tenant, std::string_view serial, std::string_view application,
                                   Moment now) {
  License* license = tenant.FindLicense(serial);
  if (license == nullptr) {
    if (tenant.FindInstance(serial) == nullptr) return Refuse(kNotFound, kNoAuthenticatorText);
    return Refuse(kConflict, "simulated: not a virtual authenticator");
  }
  if (!license->IsVirtual()) return Refuse(kConflict, "simulated: not a virtual authenticator");
  if (application != kVirtualApplication) return Refuse(kConflict, "simulated: no such application");
  Account* owner = license->owner ? tenant.FindAccount(*license->owner) : nullptr;
  if (owner == nullptr) return Refuse(kConflict, "simulated: the authenticator belongs to nobody");
  license->otp = NewVirtualOtp();
  license->otp_expiry = now + tenant.config().lives.virtual_otp;
  return VirtualOtp{license, owner};
}

}  // namespace authtree::inline v0::simulator
