#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "authtree/node/registry.h"

#include "acme/account_directory.h"

namespace acme {

/// Branches on what the directory says about the user's account, and tells a locked user whom to call.
class AccountStatusNode final : public authtree::SyncNode {
 public:
  static constexpr std::string_view kType = "Acme_AccountStatusNode";
  static constexpr std::string_view kSummary = "Branches on the status of the user's account.";
  static constexpr std::array<std::string_view, 4> kOutcomes{"Active", "Locked", "Unknown", "Error"};
  static constexpr authtree::ErrorReporting kErrorReporting{"Error", "acme_error_message", "acme_error_code"};

  struct Config {
    std::string user_key = "username";
    std::string help_desk = "Call the help desk.";
  };
  static authtree::ConfigSpec<Config> Spec();

  AccountStatusNode(Config config, std::shared_ptr<const AccountDirectory> directory)
      : config_(std::move(config)), directory_(std::move(directory)) {}

  [[nodiscard]] authtree::StateContract Contract() const override;
  [[nodiscard]] authtree::Result<authtree::Action> Step(const authtree::StepContext& step) const override;

 private:
  Config config_;
  std::shared_ptr<const AccountDirectory> directory_;
};

}  // namespace acme
