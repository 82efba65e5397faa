#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/onespan/api.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Activates the device whose signature the user typed. With that the activation is over: its secrets are
/// removed from state.
class ActivateDeviceNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_ActivateDeviceNode";
  static constexpr std::string_view kSummary = "Activates the device whose signature the user typed.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"success", "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");
  using Config = NoConfig;

  ActivateDeviceNode(NoConfig /*config*/, std::shared_ptr<const onespan::Api> api) : api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
