#pragma once

#include <cstdint>
#include <string>

#include "authtree/core/result.h"

namespace acme {

/// What the directory says about an account.
enum class AccountStatus : std::uint8_t { kActive, kLocked, kUnknown };

/// Where the accounts are kept: what the nodes of this pack work with. Your program implements it, a test
/// fakes it. Safe to use from any thread.
class AccountDirectory {
 public:
  virtual ~AccountDirectory() = default;

  /// Must not wait: for a directory behind a network, make the node one that waits (docs/writing-a-node.md of
  /// authtree). `ErrorCode::kUnavailable` when the directory does not know right now.
  [[nodiscard]] virtual authtree::Result<AccountStatus> StatusOf(const std::string& user) const = 0;
};

}  // namespace acme
