#include "activation_rules.h"

#include <utility>

#include "attempt_wire.h"
#include "credential_rules.h"
#include "online_activation.h"
#include "random_text.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kRegistrationIdLength = 24;

/// Whether the account named may register (again). Changes nothing.
std::optional<Refusal> CheckAccount(Tenant& tenant, const RegisterCommand& command) {
  const Account* account = tenant.FindAccount(tenant.KeyOf(command.user_id, command.domain));
  if (account == nullptr) return std::nullopt;
  if (account->administrator) return Refusal{kForbidden, kAdministratorText};
  if (!tenant.config().rules.register_again)
    return Refusal{kConflict, "simulated: the user is registered already"};
  if (command.static_password && !account->MatchesPassword(*command.static_password)) {
    return Refusal{kConflict, "simulated: wrong static password"};
  }
  return std::nullopt;
}

void EnsureAccount(Tenant& tenant, const RegisterCommand& command) {
  if (tenant.FindAccount(tenant.KeyOf(command.user_id, command.domain)) != nullptr) return;
  Account& account = tenant.CreateAccount(command.user_id, command.domain);
  if (command.static_password) account.SetPassword(*command.static_password);
}

/// Another free license of the same type, or the same one when there is none.
License* Swapped(Tenant& tenant, License* wanted) {
  for (License& license : tenant.licenses()) {
    if (&license != wanted && license.kind == LicenseKind::kMultiDevice && license.type == wanted->type &&
        !license.owner && license.HasActivation() && tenant.SameDomain(license.domain, wanted->domain)) {
      return &license;
    }
  }
  return wanted;
}

Outcome<License*> ChooseNamed(Tenant& tenant, const RegisterCommand& command, const AccountKey& user) {
  License* license = tenant.FindLicense(command.serial_number);
  const bool usable = license != nullptr && license->kind == LicenseKind::kMultiDevice &&
                      tenant.SameDomain(license->domain, user.domain) &&
                      (!license->owner || license->owner == user);
  if (!usable) return Refuse(kConflict, "simulated: the license does not exist or belongs to someone else");
  return tenant.config().rules.swap_named_license ? Swapped(tenant, license) : license;
}

/// The user's own license of the type, else the first free one that has an activation left.
Outcome<License*> ChooseByType(Tenant& tenant, const RegisterCommand& command, const AccountKey& user) {
  License* free = nullptr;
  for (License& license : tenant.licenses()) {
    if (license.kind != LicenseKind::kMultiDevice || license.type != command.license_type ||
        !tenant.SameDomain(license.domain, user.domain)) {
      continue;
    }
    if (license.owner == user) return &license;
    if (!license.owner && (free == nullptr || (!free->HasActivation() && license.HasActivation())))
      free = &license;
  }
  if (free == nullptr) return Refuse(kConflict, tenant.config().texts.no_free_license);
  return free;
}

std::string NewRegistrationId(Tenant& tenant, Moment now) {
  std::string id = RandomAlphanumeric(kRegistrationIdLength);
  while (tenant.FindRegistration(id, now) != nullptr) id = RandomAlphanumeric(kRegistrationIdLength);
  return id;
}

/// A registration that may still be worked on.
Outcome<Registration*> FindOpen(Tenant& tenant, std::string_view id, Moment now) {
  Registration* registration = tenant.FindRegistration(id, now);
  if (registration != nullptr && (registration->state == RegistrationState::kOpened ||
                                  registration->state == RegistrationState::kDeviceAdded)) {
    return registration;
  }
  return Refuse(kNotFound, "simulated: no such registration");
}

/// Counts a wrong code; after the last try the registration is gone.
tl::unexpected<Refusal> WrongCode(Tenant& tenant, Registration& registration, const std::string& text) {
  if (++registration.wrong_codes >= tenant.config().rules.wrong_code_tries) {
    registration.state = RegistrationState::kGone;
  }
  return Refuse(kConflict, text);
}

/// Checks a device code and gives its device an instance.
Outcome<AddedDevice> BindDevice(Tenant& tenant, Registration& registration, const Secret& device_code) {
  License* license = tenant.FindLicense(registration.license);
  Account* account = tenant.FindAccount(registration.account);
  if (license == nullptr || account == nullptr) return Refuse(kNotFound, "simulated: no such registration");

  const Secret license_key = LicenseKey(tenant.config().master_secret, license->serial);
  const auto device = CheckDeviceCode(license_key, device_code.Expose());
  if (!device) return WrongCode(tenant, registration, tenant.config().texts.wrong_device_code);
  if (tenant.AtAuthenticatorLimit(*account, *license, device->type))
    return Refuse(kConflict, kAuthenticatorLimitText);
  if (!license->HasActivation()) return Refuse(kConflict, kLicenseLimitText);

  AddedDevice answer;
  answer.first_instance = account->instances.empty();
  const Instance& instance =
      tenant.AddInstance(*license, registration.account, device->type, registration.description);
  answer.activation_message2 = UpperHex(MakeActivationMessage2(
      license_key, *device, ActivationMessage2{license->serial, instance.sequence, instance.secret.Clone()}));
  answer.device_type = device->type;
  answer.user_id = account->user_id;
  answer.domain = account->domain;
  answer.serial_number = instance.Serial();
  registration.state = RegistrationState::kDeviceAdded;
  registration.wrong_codes = 0;
  registration.instance = answer.serial_number;
  return answer;
}

Secret ActivationMessage1Of(const Tenant& tenant, const License& license) {
  return UpperHex(
      MakeActivationMessage1(license.serial, LicenseKey(tenant.config().master_secret, license.serial)));
}

/// The license of a user that a registration is started for: the one named, the one whose key the device code
/// was made with, or one that has an activation left.
License* ChooseOwn(Tenant& tenant, const Account& account, const StartCommand& command) {
  License* chosen = nullptr;
  for (const std::string& serial : account.licenses) {
    License* license = tenant.FindLicense(serial);
    if (license == nullptr || license->kind != LicenseKind::kMultiDevice) continue;
    if (!command.serial_number.empty() && serial != command.serial_number) continue;
    const bool made_for =
        command.device_code &&
        CheckDeviceCode(LicenseKey(tenant.config().master_secret, serial), command.device_code->Expose());
    if (made_for) return license;
    if (chosen == nullptr || (!chosen->HasActivation() && license->HasActivation())) chosen = license;
  }
  return chosen;
}

/// Whether it is told of an expired registration that it timed out.
bool TellsTimeout(const Tenant& tenant, const Registration& registration, Moment now) {
  const ServiceLives& lives = tenant.config().lives;
  return tenant.config().rules.expired_times_out && registration.kind == ActivationKind::kOnline &&
         now < registration.opened + lives.online_registration + lives.activated_status;
}

}  // namespace

Outcome<Registered> Register(Tenant& tenant, ActivationKind kind, const RegisterCommand& command,
                             Moment now) {
  if (auto refusal = CheckAccount(tenant, command)) return tl::unexpected(*std::move(refusal));
  const AccountKey user = tenant.KeyOf(command.user_id, command.domain);
  const bool named = kind == ActivationKind::kOffline && !command.serial_number.empty();
  const auto chosen = named ? ChooseNamed(tenant, command, user) : ChooseByType(tenant, command, user);
  if (!chosen) return tl::unexpected(chosen.error());
  License& license = **chosen;
  if (!license.HasActivation()) return Refuse(kConflict, kLicenseLimitText);

  EnsureAccount(tenant, command);
  tenant.Assign(license, user);

  Registration registration;
  registration.kind = kind;
  registration.account = user;
  registration.license = license.serial;
  registration.description = command.description;
  registration.opened = now;
  Registered answer;
  answer.serial_number = license.serial;
  if (kind == ActivationKind::kOffline) {
    registration.id = NewRegistrationId(tenant, now);
    answer.registration_id = registration.id;
    answer.activation_password = ActivationMessage1Of(tenant, license);
  } else {
    answer.activation_password = OfferToApp(tenant, registration, now);
  }
  tenant.OpenRegistration(std::move(registration));
  return answer;
}

Outcome<std::string> RegisterFido(Tenant& tenant, const RegisterCommand& command) {
  if (auto refusal = CheckAccount(tenant, command)) return tl::unexpected(*std::move(refusal));
  EnsureAccount(tenant, command);
  return RandomAlphanumeric(kRegistrationIdLength);
}

Outcome<AddedDevice> AddDevice(Tenant& tenant, std::string_view registration_id, const Secret& device_code,
                               Moment now) {
  const auto open = FindOpen(tenant, registration_id, now);
  if (!open) return tl::unexpected(open.error());
  Registration& registration = **open;
  if (registration.kind == ActivationKind::kOnline) {
    return Refuse(kConflict, "simulated: only an app finishes an onlineMDL registration");
  }
  if (registration.state == RegistrationState::kDeviceAdded) {
    return Refuse(kConflict, "simulated: a device was added already");
  }
  const auto message_life = tenant.config().lives.activation_message;
  if (message_life.count() > 0 && now >= registration.opened + message_life) {
    return Refuse(kConflict, "simulated: the activation message has expired");
  }
  return BindDevice(tenant, registration, device_code);
}

Outcome<Started> StartRegistration(Tenant& tenant, const StartCommand& command, Moment now) {
  const AccountKey user = tenant.KeyOf(command.user_id, command.domain);
  const auto found = FindUsableAccount(tenant, user);
  if (!found) {
    // The description knows no 403 here.
    return Refuse(found.error().status == kForbidden ? kConflict : found.error().status,
                  found.error().message);
  }
  Account& account = **found;
  if (!account.MatchesPassword(command.static_password)) return tl::unexpected(NoteFailure(tenant, account));
  License* license = ChooseOwn(tenant, account, command);
  if (license == nullptr) return Refuse(kNotFound, "simulated: the user has no such license");
  if (!license->HasActivation()) return Refuse(kConflict, kLicenseLimitText);

  Registration registration;
  registration.kind = command.kind;
  registration.account = user;
  registration.license = license->serial;
  registration.description = command.description;
  registration.opened = now;
  registration.id = NewRegistrationId(tenant, now);
  Started started;
  started.registration_id = registration.id;
  started.serial_number = license->serial;
  if (command.kind == ActivationKind::kOnline) {
    started.activation_password = OfferToApp(tenant, registration, now);
  } else if (command.device_code) {
    auto added = BindDevice(tenant, registration, *command.device_code);
    if (!added) return tl::unexpected(added.error());
    started.added = *std::move(added);
  } else {
    started.activation_password = ActivationMessage1Of(tenant, *license);
  }
  tenant.OpenRegistration(std::move(registration));
  return started;
}

Outcome<Secret> ActivationMessageOf(Tenant& tenant, std::string_view serial) {
  const License* license = tenant.FindLicense(serial);
  if (license == nullptr) return Refuse(kNotFound, kNoAuthenticatorText);
  if (license->kind != LicenseKind::kMultiDevice) {
    return Refuse(kConflict, "simulated: the authenticator cannot be activated on devices");
  }
  return ActivationMessage1Of(tenant, *license);
}

Outcome<ActivatedDevice> Activate(Tenant& tenant, std::string_view registration_id, const Secret& signature,
                                  Moment now) {
  const auto open = FindOpen(tenant, registration_id, now);
  if (!open) return tl::unexpected(open.error());
  Registration& registration = **open;
  if (registration.state == RegistrationState::kOpened) {
    return Refuse(kConflict, "simulated: no device was added yet");
  }
  Instance* instance = tenant.FindInstance(registration.instance);
  const Account* account = tenant.FindAccount(registration.account);
  if (instance == nullptr || account == nullptr) return Refuse(kNotFound, "simulated: no such registration");
  if (!CheckSignature(instance->secret, instance->license, instance->sequence, signature.Expose())) {
    return WrongCode(tenant, registration, tenant.config().texts.wrong_signature);
  }
  instance->active = true;
  registration.state = RegistrationState::kActive;
  registration.finished = now;
  return ActivatedDevice{account->user_id, account->domain, registration.instance};
}

ActivationStatus StatusOf(Tenant& tenant, const AccountKey& key, Moment now) {
  const Account* account = tenant.FindAccount(key);
  if (account == nullptr) return ActivationStatus::kUnknown;
  for (auto index = account->registrations.rbegin(); index != account->registrations.rend(); ++index) {
    Registration& registration = tenant.registration(*index);
    tenant.Refresh(registration, now);
    switch (registration.state) {
      case RegistrationState::kOpened:
      case RegistrationState::kDeviceAdded:
        return ActivationStatus::kPending;
      case RegistrationState::kActive:
        if (now < registration.finished + tenant.config().lives.activated_status)
          return ActivationStatus::kActivated;
        break;
      case RegistrationState::kExpired:
        if (TellsTimeout(tenant, registration, now)) return ActivationStatus::kTimeout;
        break;
      case RegistrationState::kGone:
        break;
    }
  }
  return ActivationStatus::kUnknown;
}

std::optional<Refusal> Unregister(Tenant& tenant, const AccountKey& key, Moment now) {
  const Account* account = tenant.FindAccount(key);
  if (account == nullptr) return Refusal{kNotFound, kNoAccountText};
  if (account->administrator) return Refusal{kForbidden, kAdministratorText};
  tenant.requests().EndAllOf(key, now);
  tenant.RemoveAccount(key);
  return std::nullopt;
}

}  // namespace authtree::inline v0::simulator
