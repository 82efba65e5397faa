#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/onespan/api.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Tells which kinds of authenticators a user has.
class GetUserAuthenticatorNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_GetUserAuthenticatorNode";
  static constexpr std::string_view kSummary = "Tells which kinds of authenticators a user has.";
  static constexpr std::array<std::string_view, 5> kOutcomes{"TYP", "VIR10", "Both", "None", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");

  struct Config {
    std::string domain = "master";
    std::string user_name_key = "username";
  };
  static ConfigSpec<Config> Spec();

  GetUserAuthenticatorNode(Config config, std::shared_ptr<const onespan::Api> api)
      : config_(std::move(config)), api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  Config config_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
