#pragma once

#include <map>
#include <string>

#include "acme/account_directory.h"

namespace acme {

/// A directory with the accounts that a test gives it.
class FakeDirectory final : public AccountDirectory {
 public:
  std::map<std::string, AccountStatus> accounts;
  bool down = false;

  [[nodiscard]] authtree::Result<AccountStatus> StatusOf(const std::string& user) const override {
    if (down)
      return tl::unexpected(authtree::Error(authtree::ErrorCode::kUnavailable, "The directory is down."));
    const auto found = accounts.find(user);
    return found == accounts.end() ? AccountStatus::kUnknown : found->second;
  }
};

}  // namespace acme
