#pragma once

#include <chrono>
#include <compare>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "authtree/core/secret.h"

namespace authtree::inline v0::simulator {

using Moment = std::chrono::steady_clock::time_point;
using WallTime = std::chrono::system_clock::time_point;

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
  bool enabled = true;
  bool locked = false;
  int failures = 0;  ///< in a row
  std::string display_name;
  std::string email_address;
  std::string mobile_number;
  std::string phone_number;
  std::string delivery = "Default";  ///< of virtual OTPs
  std::string delivery_profile;
  std::optional<int> most_days;  ///< `policyOverrides.maxDaysBetweenAuthentications`
  WallTime created;
  WallTime modified;
  WallTime password_changed;
  std::optional<WallTime> last_success;
  std::optional<WallTime> last_attempt;
  int version = 1;                                      ///< for `ETag`
  std::vector<std::string> licenses;                    ///< serials
  std::vector<std::string> instances;                   ///< serials
  std::vector<std::size_t> registrations;               ///< indexes, oldest first
  std::set<std::string, std::less<>> fido_credentials;  ///< ids

  [[nodiscard]] bool MatchesPassword(const Secret& password) const;
  void SetPassword(const Secret& password);
};

}  // namespace authtree::inline v0::simulator
