#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/onespan/api.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Our own: has a challenge made that only the user's device can read, to be shown as a visual code.
class SecureChallengeNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_SecureChallengeNode";
  static constexpr std::string_view kSummary =
      "Makes a challenge that the user's device reads from a visual code.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"success", "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");

  struct Config {
    std::string domain = "master";
    std::string user_name_key = "username";
    std::string title = "Login";
    std::string message = "Please confirm your login.";
    std::string message_key;
    std::string serial_number_key;
    std::int64_t application_index = 0;
  };
  static ConfigSpec<Config> Spec();

  SecureChallengeNode(Config config, std::shared_ptr<const onespan::Api> api)
      : config_(std::move(config)), api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  [[nodiscard]] Result<onespan::SecureChallengeRequest> Request(const StateView& state) const;

  Config config_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
