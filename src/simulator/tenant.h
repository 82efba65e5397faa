#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "authtree/core/secret.h"
#include "authtree/simulator/onespan_service.h"

#include "account.h"
#include "digipass_scheme.h"
#include "request_book.h"

namespace authtree::inline v0::simulator {

struct License {
  std::string serial;
  std::string type;
  std::string domain;
  LicenseKind kind = LicenseKind::kMultiDevice;
  int max_activations = 0;
  int activations_used = 0;
  std::optional<AccountKey> owner;
  WallTime created;
  WallTime modified;
  std::optional<WallTime> last_activated;
  int version = 1;    ///< for `ETag`
  Secret otp;         ///< the last virtual OTP, until it is used
  Moment otp_expiry;  ///< of it

  [[nodiscard]] bool HasActivation() const { return activations_used < max_activations; }
  /// A virtual authenticator sends its codes; no device holds it.
  [[nodiscard]] bool IsVirtual() const { return type == kVirtualLicenseType; }
};

struct Instance {
  std::string license;
  int sequence = 0;
  std::string type;
  std::string description;
  AccountKey owner;
  Secret secret;
  bool active = false;
  std::uint32_t next_otp = 0;  ///< number of the first one-time password that was not used yet
  WallTime created;

  [[nodiscard]] std::string Serial() const { return license + "-" + std::to_string(sequence); }
};

enum class ActivationKind : std::uint8_t { kOffline, kOnline };

struct Registration {
  std::string id;  ///< empty for onlineMDL
  ActivationKind kind = ActivationKind::kOffline;
  AccountKey account;
  std::string license;
  std::string description;
  Moment opened;
  Moment finished;
  RegistrationState state = RegistrationState::kOpened;
  int wrong_codes = 0;
  std::string instance;
  Secret activation_password;         ///< of onlineMDL
  std::optional<Moment> app_acts_at;  ///< when the app of the script activates itself
  DeviceType app_type = DeviceType::kAndroid;
};

/// Everything a simulated tenant holds, with the look-ups the rules need. The rules themselves are functions
/// beside it, one file an area. Not thread safe: the service holds its lock around every use.
class Tenant {
 public:
  Tenant(const ServiceConfig& config, WallTime started);

  [[nodiscard]] const ServiceConfig& config() const { return config_; }

  /// The calendar time of the request in hand.
  [[nodiscard]] WallTime wall_time() const { return wall_time_; }
  void SetWallTime(WallTime time) { wall_time_ = time; }

  /// The key of an account; an empty domain is the default domain.
  [[nodiscard]] AccountKey KeyOf(std::string_view user_id, std::string_view domain) const;
  [[nodiscard]] bool SameDomain(std::string_view left, std::string_view right) const;

  [[nodiscard]] Account* FindAccount(const AccountKey& key);
  Account& CreateAccount(std::string_view user_id, std::string_view domain);
  /// Removes the account; its licenses become free, its instances and registrations end.
  void RemoveAccount(const AccountKey& key);

  [[nodiscard]] std::vector<License>& licenses() { return licenses_; }
  [[nodiscard]] License* FindLicense(std::string_view serial);
  void Assign(License& license, const AccountKey& owner);
  /// Notes that something was changed that the account shows.
  void Touch(Account& account) const;

  Instance& AddInstance(License& license, const AccountKey& owner, DeviceType device,
                        std::string description);
  [[nodiscard]] Instance* FindInstance(std::string_view serial);
  /// Whether one more instance on such a device would be over a limit of the user, or a license of theirs
  /// already is.
  [[nodiscard]] bool AtAuthenticatorLimit(const Account& account, const License& license, DeviceType device);
  /// Whether one more license of a type would be over the limit of the user.
  [[nodiscard]] bool AtLicenseLimit(const Account& account, std::string_view license_type);

  Registration& OpenRegistration(Registration registration);
  [[nodiscard]] Registration& registration(std::size_t index) { return registrations_[index]; }
  /// The registration with that id whatever its state, brought up to date; null when there never was one.
  [[nodiscard]] Registration* FindRegistration(std::string_view id, Moment now);
  /// Lets a registration expire whose life has ended.
  void Refresh(Registration& registration, Moment now) const;

  [[nodiscard]] std::map<std::string, Instance, std::less<>>& instances() { return instances_; }
  /// The active instances of a user, the latest first.
  [[nodiscard]] std::vector<Instance*> ActiveInstances(const Account& account);

  [[nodiscard]] RequestBook& requests() { return requests_; }
  [[nodiscard]] std::vector<InboxMessage>& inbox() { return inbox_; }

  [[nodiscard]] const ActivationScript& activation_script() const { return activation_script_; }
  void SetActivationScript(ActivationScript script) { activation_script_ = script; }
  /// Takes the registrations whose app acts by now off the list of those that wait for theirs.
  [[nodiscard]] std::vector<Registration*> TakeDueActivations(Moment now);

  [[nodiscard]] const PushScript& push_script() const { return push_script_; }
  void SetPushScript(PushScript script) { push_script_ = script; }
  void SetRiskRules(std::vector<RiskRule> rules) { risk_rules_ = std::move(rules); }
  /// Those that are not used up.
  [[nodiscard]] std::vector<RiskRule> RiskRules() const;
  /// What the risk engine says to a call, counted.
  [[nodiscard]] int TakeRiskCode(std::string_view operation, const AccountKey& user, std::string_view type);

  void SetCommandRules(std::vector<CommandRule> rules) { command_rules_ = std::move(rules); }
  /// Those that are not used up.
  [[nodiscard]] std::vector<CommandRule> CommandRules() const;
  /// The rule for a command of an app, counted; nothing when none fits.
  [[nodiscard]] std::optional<CommandRule> TakeCommandRule(std::string_view command);

  /// A number that Risk Analytics would give.
  [[nodiscard]] int NextTransactionId() { return ++last_transaction_id_; }

  [[nodiscard]] ServiceSnapshot Snapshot(Moment now);

 private:
  [[nodiscard]] std::optional<int> Limit(std::string_view type) const;
  [[nodiscard]] int LicensesOfType(const Account& account, std::string_view type);
  [[nodiscard]] std::string Folded(std::string_view text) const;

  const ServiceConfig& config_;
  WallTime wall_time_;
  RequestBook requests_;
  PushScript push_script_;
  ActivationScript activation_script_;
  std::vector<std::size_t> waiting_apps_;
  std::vector<CommandRule> command_rules_;
  std::vector<RiskRule> risk_rules_;
  std::vector<InboxMessage> inbox_;
  int last_transaction_id_ = 0;
  std::map<AccountKey, Account> accounts_;
  std::vector<License> licenses_;
  std::unordered_map<std::string, std::size_t> license_index_;
  std::map<std::string, Instance, std::less<>> instances_;
  std::vector<Registration> registrations_;
  std::unordered_map<std::string, std::size_t> registration_index_;
};

/// "TYP00", "TYP03", "TYP07": the authenticator type of instances on such a device.
[[nodiscard]] std::string_view InstanceType(DeviceType device);

}  // namespace authtree::inline v0::simulator
