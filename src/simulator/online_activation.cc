#include "online_activation.h"

#include <optional>
#include <utility>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"

#include "random_text.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kPasswordLength = 7;

/// Seven random characters and a check character of our own making.
Secret NewActivationPassword() {
  std::string password = RandomAlphanumeric(kPasswordLength);
  const auto check = static_cast<unsigned char>(Sha256(password).front());
  password += kAlphanumeric[check % kAlphanumeric.size()];
  return Secret::Take(std::move(password));
}

Error NothingPending() {
  return Error(ErrorCode::kNotFound, "no onlineMDL registration of this user is pending");
}

/// The latest onlineMDL registration of a user that still waits; null when there is none.
Registration* FindPendingOnline(Tenant& tenant, const AccountKey& key, Moment now) {
  const Account* account = tenant.FindAccount(key);
  if (account == nullptr) return nullptr;
  for (auto index = account->registrations.rbegin(); index != account->registrations.rend(); ++index) {
    Registration& registration = tenant.registration(*index);
    tenant.Refresh(registration, now);
    const bool open = registration.state == RegistrationState::kOpened;
    if (open && registration.kind == ActivationKind::kOnline) return &registration;
  }
  return nullptr;
}

Result<std::vector<std::string>> FinishOnline(Tenant& tenant, Registration& pending, DeviceType device,
                                              Moment now) {
  constexpr int kOnlineInstances = 2;
  const Account* account = tenant.FindAccount(pending.account);
  License* license = tenant.FindLicense(pending.license);
  if (account == nullptr || license == nullptr) return tl::unexpected(NothingPending());
  if (tenant.AtAuthenticatorLimit(*account, *license, device)) {
    return tl::unexpected(
        Error(ErrorCode::kAuthenticatorLimit, "the user's authenticator limit has been reached"));
  }
  if (license->activations_used + kOnlineInstances > license->max_activations) {
    return tl::unexpected(Error(ErrorCode::kLicenseLimit, "the license has not two activations left"));
  }
  std::vector<std::string> serials;
  for (int i = 0; i < kOnlineInstances; ++i) {
    Instance& instance = tenant.AddInstance(*license, pending.account, device, pending.description);
    instance.active = true;
    serials.push_back(instance.Serial());
  }
  pending.instance = serials.front();
  pending.state = RegistrationState::kActive;
  pending.finished = now;
  return serials;
}

/// What an app reads in the code of an online activation.
struct Offer {
  std::string user_id;
  std::string domain;
  Secret activation_password;
};

/// `02;user;profile;domain;activation password;tenant`, as text or in hexadecimal digits.
std::optional<Offer> ParseOffer(const Secret& message) {
  constexpr std::size_t kFields = 6;
  const std::string text = HexDecode(message.Expose()).value_or(std::string(message.Expose()));
  std::vector<std::string> fields(1);
  for (const char character : text) {
    if (character == ';') {
      fields.emplace_back();
    } else {
      fields.back() += character;
    }
  }
  if (fields.size() != kFields || fields[0] != "02") return std::nullopt;
  return Offer{fields[1], fields[3], Secret(fields[4])};
}

}  // namespace

Secret OfferToApp(const Tenant& tenant, Registration& registration, Moment now) {
  registration.activation_password = NewActivationPassword();
  const ActivationScript& script = tenant.activation_script();
  if (script.decision == ActivationDecision::kActivate) registration.app_acts_at = now + script.after;
  registration.app_type = TypeOf(script.platform);
  return registration.activation_password.Clone();
}

Result<std::vector<std::string>> CompleteOnline(Tenant& tenant, const AccountKey& key, DeviceType device,
                                                Moment now) {
  Registration* pending = FindPendingOnline(tenant, key, now);
  if (pending == nullptr) return tl::unexpected(NothingPending());
  return FinishOnline(tenant, *pending, device, now);
}

Result<std::vector<std::string>> ReadByApp(Tenant& tenant, const Secret& message, DeviceType device,
                                           Moment now) {
  const auto offer = ParseOffer(message);
  if (!offer) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "not a message of an online activation: 02;..."));
  }
  Registration* pending = FindPendingOnline(tenant, tenant.KeyOf(offer->user_id, offer->domain), now);
  if (pending == nullptr) return tl::unexpected(NothingPending());
  if (!ConstantTimeEquals(pending->activation_password.Expose(), offer->activation_password.Expose())) {
    return tl::unexpected(
        Error(ErrorCode::kConflict, "not the activation password of the latest registration"));
  }
  return FinishOnline(tenant, *pending, device, now);
}

void LetAppsAct(Tenant& tenant, Moment now) {
  for (Registration* registration : tenant.TakeDueActivations(now)) {
    const Moment then = *registration->app_acts_at;
    tenant.Refresh(*registration, then);
    if (registration->state != RegistrationState::kOpened) continue;
    // An app that meets a limit leaves the registration pending, as the user of a real one would see.
    (void)FinishOnline(tenant, *registration, registration->app_type, then);
  }
}

}  // namespace authtree::inline v0::simulator
