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

/// Asks whether an activation is done. Meant to be visited again and again, with a wait between.
class CheckActivationNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_CheckActivationNode";
  static constexpr std::string_view kSummary = "Asks whether the user's device is activated.";
  static constexpr std::array<std::string_view, 5> kOutcomes{"pending", "activated", "timeout", "unknown",
                                                             "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");

  struct Config {
    std::string domain;
  };
  static ConfigSpec<Config> Spec();

  CheckActivationNode(Config config, std::shared_ptr<const onespan::Api> api)
      : config_(std::move(config)), api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  Config config_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
