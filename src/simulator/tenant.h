#pragma once

#include <chrono>
#include <compare>
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

#include "digipass_scheme.h"

namespace authtree::inline v0::simulator {

using Moment = std::chrono::steady_clock::time_point;

/// User id and domain as they are compared.
struct AccountKey {
  std::string domain;
  std::string user_id;

  friend auto operator<=>(const AccountKey&, const AccountKey&) = default;  // NOLINT(modernize-use-nullptr)
};

struct Account {
  std::string user_id;  ///< as first sent
  std::string domain;
  std::string password_salt;
  std::string password_hash;  ///< empty when no password is set
  bool administrator = false;
  std::vector<std::string> licenses;       ///< serials
  std::vector<std::string> instances;      ///< serials
  std::vector<std::size_t> registrations;  ///< indexes, oldest first

  [[nodiscard]] bool MatchesPassword(const Secret& password) const;
  void SetPassword(const Secret& password);
};

struct License {
  std::string serial;
  std::string type;
  std::string domain;
  LicenseKind kind = LicenseKind::kMultiDevice;
  int max_activations = 0;
  int activations_used = 0;
  std::optional<AccountKey> owner;

  [[nodiscard]] bool HasActivation() const { return activations_used < max_activations; }
};

struct Instance {
  std::string license;
  int sequence = 0;
  std::string type;
  std::string description;
  AccountKey owner;
  Secret secret;
  bool active = false;

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
};

/// Everything a simulated tenant holds, with the look-ups the rules need. The rules themselves are functions
/// beside it, one file an area. Not thread safe: the service holds its lock around every use.
class Tenant {
 public:
  explicit Tenant(const ServiceConfig& config);

  [[nodiscard]] const ServiceConfig& config() const { return config_; }

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

  Instance& AddInstance(License& license, const AccountKey& owner, DeviceType device,
                        std::string description);
  [[nodiscard]] Instance* FindInstance(std::string_view serial);
  /// Whether one more instance on such a device would be over a limit of the user, or a license of theirs
  /// already is.
  [[nodiscard]] bool AtAuthenticatorLimit(const Account& account, const License& license, DeviceType device);

  Registration& OpenRegistration(Registration registration);
  [[nodiscard]] Registration& registration(std::size_t index) { return registrations_[index]; }
  /// The registration with that id whatever its state, brought up to date; null when there never was one.
  [[nodiscard]] Registration* FindRegistration(std::string_view id, Moment now);
  /// Lets a registration expire whose life has ended.
  void Refresh(Registration& registration, Moment now) const;

  [[nodiscard]] ServiceSnapshot Snapshot(Moment now);

 private:
  [[nodiscard]] std::optional<int> Limit(std::string_view type) const;
  [[nodiscard]] std::string Folded(std::string_view text) const;

  const ServiceConfig& config_;
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
