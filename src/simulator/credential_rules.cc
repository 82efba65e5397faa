#include "credential_rules.h"

#include <algorithm>

#include "authtree/core/crypto.h"

#include "authentication_scheme.h"

namespace authtree::inline v0::simulator {
namespace {

/// Takes the virtual OTP of a license; gone after that.
bool AcceptVirtualOtp(License& license, const Secret& otp, Moment now) {
  const bool matches = !license.otp.empty() && now < license.otp_expiry &&
                       ConstantTimeEquals(license.otp.Expose(), otp.Expose());
  if (matches) license.otp = Secret();
  return matches;
}

}  // namespace

Outcome<Account*> FindAccount(Tenant& tenant, const AccountKey& user) {
  Account* account = tenant.FindAccount(user);
  if (account == nullptr) return Refuse(kNotFound, kNoAccountText);
  if (account->administrator) return Refuse(kForbidden, kAdministratorText);
  return account;
}

Outcome<Account*> FindUsableAccount(Tenant& tenant, const AccountKey& user) {
  auto account = FindAccount(tenant, user);
  if (!account) return account;
  (*account)->last_attempt = tenant.wall_time();
  if (!(*account)->enabled) return Refuse(kConflict, kDisabledText);
  if ((*account)->locked) return Refuse(kConflict, kLockedText);
  return account;
}

Outcome<PendingRequest*> FindPending(Tenant& tenant, const AccountKey& user, std::string_view request_id,
                                     std::initializer_list<RequestKind> kinds, Moment now) {
  PendingRequest* request = tenant.requests().Find(request_id, now);
  const bool usable = request != nullptr && request->account == user &&
                      request->state == RequestState::kPending &&
                      std::find(kinds.begin(), kinds.end(), request->kind) != kinds.end();
  if (!usable) return Refuse(kConflict, kInvalidRequestText);
  return request;
}

bool AcceptOtp(Tenant& tenant, Account& account, std::string_view license, const Secret& otp, Moment now) {
  const auto window = static_cast<std::uint32_t>(tenant.config().rules.otp_window);
  for (Instance* instance : tenant.ActiveInstances(account)) {
    if (!license.empty() && instance->license != license) continue;
    const auto counter = FindOtp(instance->secret, otp.Expose(), instance->next_otp, window);
    if (!counter) continue;
    instance->next_otp = *counter + 1;
    return true;
  }
  return std::any_of(account.licenses.begin(), account.licenses.end(), [&](const std::string& serial) {
    License* own = tenant.FindLicense(serial);
    return own != nullptr && (license.empty() || serial == license) && AcceptVirtualOtp(*own, otp, now);
  });
}

bool AcceptResponse(Tenant& tenant, Account& account, std::string_view challenge, const Secret& response) {
  const auto instances = tenant.ActiveInstances(account);
  return std::any_of(instances.begin(), instances.end(), [&](const Instance* instance) {
    return CheckResponse(instance->secret, challenge, response.Expose());
  });
}

bool AcceptSignature(Tenant& tenant, Account& account, const std::vector<std::string>& fields,
                     const Secret& signature) {
  const auto instances = tenant.ActiveInstances(account);
  return std::any_of(instances.begin(), instances.end(), [&](const Instance* instance) {
    return CheckFieldSignature(instance->secret, fields, signature.Expose());
  });
}

bool AcceptMessageResponse(Tenant& tenant, const PendingRequest& request, const Secret& response) {
  const Instance* instance = tenant.FindInstance(request.instance);
  return instance != nullptr && instance->active && !request.message.empty() &&
         CheckMessageResponse(instance->secret, request.message.Expose(), response.Expose());
}

void NoteSuccess(Tenant& tenant, Account& account) {
  account.failures = 0;
  account.last_success = tenant.wall_time();
}

Refusal NoteFailure(Tenant& tenant, Account& account) {
  const int limit = tenant.config().rules.failures_until_locked;
  ++account.failures;
  if (limit > 0 && account.failures >= limit && !account.locked) {
    account.locked = true;
    tenant.Touch(account);
  }
  return Refusal{kConflict, kAuthenticationFailedText};
}

}  // namespace authtree::inline v0::simulator
