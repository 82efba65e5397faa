#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/node/registry.h"

namespace example {

/// Tells members from strangers by the domain of their mail address.
class MailDomainNode final : public authtree::SyncNode {
 public:
  static constexpr std::string_view kType = "Example_MailDomainNode";
  static constexpr std::string_view kSummary = "Branches on the domain of a mail address.";
  static constexpr std::array<std::string_view, 3> kOutcomes{"Member", "Stranger", "Error"};
  static constexpr authtree::ErrorReporting kErrorReporting{"Error", "example_error_message", ""};

  struct Config {
    std::vector<std::string> domains;
    std::string address_key = "username";
  };
  static authtree::ConfigSpec<Config> Spec();

  explicit MailDomainNode(Config config) : config_(std::move(config)) {}

  [[nodiscard]] authtree::StateContract Contract() const override;
  [[nodiscard]] authtree::Result<authtree::Action> Step(const authtree::StepContext& step) const override;

 private:
  Config config_;
};

}  // namespace example
