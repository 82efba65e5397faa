#include "tenant.h"

#include <algorithm>
#include <utility>

#include "authtree/core/crypto.h"
#include "authtree/core/text.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kSaltLength = 16;
constexpr std::size_t kInstanceSecretLength = 16;

std::string PasswordHash(std::string_view salt, const Secret& password) {
  return HmacSha256(salt, password.Expose());
}

}  // namespace

bool Account::MatchesPassword(const Secret& password) const {
  return !password_hash.empty() && ConstantTimeEquals(PasswordHash(password_salt, password), password_hash);
}

void Account::SetPassword(const Secret& password) {
  password_salt = RandomBytes(kSaltLength);
  password_hash = PasswordHash(password_salt, password);
}

std::string_view InstanceType(DeviceType device) {
  switch (device) {
    case DeviceType::kHardware:
      return "TYP00";
    case DeviceType::kIos:
      return "TYP03";
    case DeviceType::kAndroid:
      return "TYP07";
  }
  return "TYP00";
}

Tenant::Tenant(const ServiceConfig& config, WallTime started)
    : config_(config),
      wall_time_(started),
      requests_(config.lives.ended_request),
      push_script_(config.push),
      activation_script_(config.online_activation),
      command_rules_(config.orchestration),
      risk_rules_(config.risk) {
  for (const AccountConfig& given : config_.accounts) {
    Account& account = CreateAccount(given.user_id, given.domain);
    account.administrator = given.administrator;
    account.enabled = given.enabled;
    account.locked = given.locked;
    account.email_address = given.email_address;
    account.mobile_number = given.mobile_phone_number;
    if (!given.static_password.empty()) account.SetPassword(given.static_password);
  }
  for (const LicenseConfig& given : config_.licenses) {
    if (!license_index_.emplace(given.serial_number, licenses_.size()).second) continue;
    License license;
    license.serial = given.serial_number;
    license.type = given.type;
    license.domain = given.domain.empty() ? config_.default_domain : given.domain;
    license.kind = license.IsVirtual() ? LicenseKind::kSingleDevice : given.kind;
    license.max_activations = given.max_activations;
    license.activations_used = given.activations_used;
    license.created = license.modified = started;
    licenses_.push_back(std::move(license));
    if (given.owner.empty()) continue;
    const AccountKey owner = KeyOf(given.owner, given.domain);
    if (FindAccount(owner) == nullptr) CreateAccount(given.owner, given.domain);
    Assign(licenses_.back(), owner);
  }
}

std::string Tenant::Folded(std::string_view text) const {
  return config_.rules.ignore_case ? LowerAscii(text) : std::string(text);
}

AccountKey Tenant::KeyOf(std::string_view user_id, std::string_view domain) const {
  return AccountKey{Folded(domain.empty() ? std::string_view(config_.default_domain) : domain),
                    Folded(user_id)};
}

bool Tenant::SameDomain(std::string_view left, std::string_view right) const {
  return Folded(left) == Folded(right);
}

Account* Tenant::FindAccount(const AccountKey& key) {
  const auto found = accounts_.find(key);
  return found == accounts_.end() ? nullptr : &found->second;
}

Account& Tenant::CreateAccount(std::string_view user_id, std::string_view domain) {
  Account& account = accounts_[KeyOf(user_id, domain)];
  account.created = account.modified = account.password_changed = wall_time_;
  account.user_id = user_id;
  account.domain = domain.empty() ? std::string_view(config_.default_domain) : domain;
  return account;
}

void Tenant::RemoveAccount(const AccountKey& key) {
  const auto found = accounts_.find(key);
  if (found == accounts_.end()) return;
  const Account& account = found->second;
  for (const std::string& serial : account.licenses) {
    License* license = FindLicense(serial);
    if (license == nullptr) continue;
    license->owner.reset();
    license->otp = Secret();
    license->modified = wall_time_;
    ++license->version;
  }
  for (const std::string& serial : account.instances) instances_.erase(serial);
  for (const std::size_t index : account.registrations) {
    Registration& open = registrations_[index];
    if (open.state == RegistrationState::kOpened || open.state == RegistrationState::kDeviceAdded) {
      open.state = RegistrationState::kGone;
    }
  }
  accounts_.erase(found);
}

License* Tenant::FindLicense(std::string_view serial) {
  const auto found = license_index_.find(std::string(serial));
  return found == license_index_.end() ? nullptr : &licenses_[found->second];
}

void Tenant::Assign(License& license, const AccountKey& owner) {
  if (license.owner == owner) return;
  license.owner = owner;
  license.modified = wall_time_;
  ++license.version;
  if (Account* account = FindAccount(owner)) {
    account->licenses.push_back(license.serial);
    Touch(*account);
  }
}

void Tenant::Touch(Account& account) const {
  account.modified = wall_time_;
  ++account.version;
}

Instance& Tenant::AddInstance(License& license, const AccountKey& owner, DeviceType device,
                              std::string description) {
  Instance instance;
  instance.license = license.serial;
  instance.sequence = ++license.activations_used;
  instance.type = InstanceType(device);
  instance.description = std::move(description);
  instance.owner = owner;
  instance.created = wall_time_;
  license.last_activated = wall_time_;
  license.modified = wall_time_;
  ++license.version;
  instance.secret = Secret::Take(RandomBytes(kInstanceSecretLength));
  const std::string serial = instance.Serial();
  if (Account* account = FindAccount(owner)) {
    account->instances.push_back(serial);
    Touch(*account);
  }
  return instances_.insert_or_assign(serial, std::move(instance)).first->second;
}

Instance* Tenant::FindInstance(std::string_view serial) {
  const auto found = instances_.find(serial);
  return found == instances_.end() ? nullptr : &found->second;
}

std::optional<int> Tenant::Limit(std::string_view type) const {
  const auto found = config_.authenticator_limits.find(type);
  return found == config_.authenticator_limits.end() ? std::nullopt : std::optional(found->second);
}

int Tenant::LicensesOfType(const Account& account, std::string_view type) {
  return static_cast<int>(
      std::count_if(account.licenses.begin(), account.licenses.end(), [&](const auto& serial) {
        const License* license = FindLicense(serial);
        return license != nullptr && license->type == type;
      }));
}

bool Tenant::AtLicenseLimit(const Account& account, std::string_view license_type) {
  const auto limit = Limit(license_type);
  return limit && LicensesOfType(account, license_type) >= *limit;
}

std::vector<Instance*> Tenant::ActiveInstances(const Account& account) {
  std::vector<Instance*> active;
  for (auto serial = account.instances.rbegin(); serial != account.instances.rend(); ++serial) {
    Instance* instance = FindInstance(*serial);
    if (instance != nullptr && instance->active) active.push_back(instance);
  }
  return active;
}

std::vector<RiskRule> Tenant::RiskRules() const {
  std::vector<RiskRule> left;
  for (const RiskRule& rule : risk_rules_) {
    if (!rule.times || *rule.times > 0) left.push_back(rule);
  }
  return left;
}

int Tenant::TakeRiskCode(std::string_view operation, const AccountKey& user, std::string_view type) {
  for (RiskRule& rule : risk_rules_) {
    const bool fits = (rule.operation.empty() || rule.operation == operation) &&
                      (rule.user_id.empty() || Folded(rule.user_id) == user.user_id) &&
                      (rule.type.empty() || rule.type == type);
    if (!fits || (rule.times && *rule.times <= 0)) continue;
    if (rule.times) --*rule.times;
    return rule.code;
  }
  return config_.rules.risk_response_code;
}

std::vector<CommandRule> Tenant::CommandRules() const {
  std::vector<CommandRule> left;
  for (const CommandRule& rule : command_rules_) {
    if (!rule.times || *rule.times > 0) left.push_back(rule);
  }
  return left;
}

std::optional<CommandRule> Tenant::TakeCommandRule(std::string_view command) {
  for (CommandRule& rule : command_rules_) {
    const bool fits = rule.command.empty() || EqualsIgnoringCase(rule.command, command);
    if (!fits || (rule.times && *rule.times <= 0)) continue;
    if (rule.times) --*rule.times;
    return rule;
  }
  return std::nullopt;
}

bool Tenant::AtAuthenticatorLimit(const Account& account, const License& license, DeviceType device) {
  const auto license_limit = Limit(license.type);
  const auto instance_limit = Limit(InstanceType(device));
  const int licenses_of_type = LicensesOfType(account, license.type);
  const auto instances_of_type =
      std::count_if(account.instances.begin(), account.instances.end(), [&](const auto& serial) {
        const Instance* other = FindInstance(serial);
        return other != nullptr && other->type == InstanceType(device) &&
               (other->active || config_.rules.count_pending_instances);
      });
  return (license_limit && licenses_of_type > *license_limit) ||
         (instance_limit && instances_of_type >= *instance_limit);
}

Registration& Tenant::OpenRegistration(Registration registration) {
  const std::size_t index = registrations_.size();
  if (!registration.id.empty()) registration_index_.emplace(registration.id, index);
  if (Account* account = FindAccount(registration.account)) account->registrations.push_back(index);
  if (registration.app_acts_at) waiting_apps_.push_back(index);
  registrations_.push_back(std::move(registration));
  return registrations_.back();
}

std::vector<Registration*> Tenant::TakeDueActivations(Moment now) {
  std::vector<Registration*> due;
  std::erase_if(waiting_apps_, [&](std::size_t index) {
    const bool acts = registrations_[index].app_acts_at <= now;
    if (acts) due.push_back(&registrations_[index]);
    return acts;
  });
  return due;
}

Registration* Tenant::FindRegistration(std::string_view id, Moment now) {
  const auto found = registration_index_.find(std::string(id));
  if (found == registration_index_.end()) return nullptr;
  Registration& registration = registrations_[found->second];
  Refresh(registration, now);
  return &registration;
}

void Tenant::Refresh(Registration& registration, Moment now) const {
  if (registration.state != RegistrationState::kOpened &&
      registration.state != RegistrationState::kDeviceAdded) {
    return;
  }
  const auto life = registration.kind == ActivationKind::kOnline ? config_.lives.online_registration
                                                                 : config_.lives.offline_registration;
  if (now >= registration.opened + life) registration.state = RegistrationState::kExpired;
}

ServiceSnapshot Tenant::Snapshot(Moment now) {
  ServiceSnapshot snapshot;
  for (const auto& [key, account] : accounts_) {
    snapshot.accounts.push_back({account.user_id, account.domain, !account.password_hash.empty(),
                                 account.administrator, account.enabled, account.locked});
  }
  const auto user_of = [this](const AccountKey& key) {
    const Account* account = FindAccount(key);
    return account == nullptr ? key.user_id : account->user_id;
  };
  for (const License& license : licenses_) {
    snapshot.licenses.push_back({license.serial, license.type, license.domain, license.kind,
                                 license.max_activations, license.activations_used,
                                 license.owner ? user_of(*license.owner) : std::string()});
  }
  for (const auto& [serial, instance] : instances_) {
    snapshot.instances.push_back({serial, instance.type, user_of(instance.owner), instance.owner.domain,
                                  instance.description, instance.active});
  }
  for (Registration& registration : registrations_) {
    Refresh(registration, now);
    snapshot.registrations.push_back({registration.id, user_of(registration.account),
                                      registration.account.domain, registration.license,
                                      registration.instance, registration.state, registration.wrong_codes});
  }
  return snapshot;
}

}  // namespace authtree::inline v0::simulator
