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

/// Has a numeric challenge made, which the user's device turns into a response.
class GenerateChallengeNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_GenerateChallengeNode";
  static constexpr std::string_view kSummary = "Makes a challenge for the user's device.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"success", "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");

  struct Config {
    std::string domain = "master";
    std::int64_t length = 6;
    bool check_digit = false;
    std::string user_name_key = "username";
  };
  static ConfigSpec<Config> Spec();

  GenerateChallengeNode(Config config, std::shared_ptr<const onespan::Api> api)
      : config_(std::move(config)), api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  Config config_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
