#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/onespan/api.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Adds the device whose code the user typed, and keeps the second activation message for display. The
/// event's time starts anew, so that the second visual code is not born expired.
class AddDeviceNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_AddDeviceNode";
  static constexpr std::string_view kSummary = "Adds the device whose code the user typed.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"success", "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");
  using Config = NoConfig;

  AddDeviceNode(NoConfig /*config*/, std::shared_ptr<const onespan::Api> api) : api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
