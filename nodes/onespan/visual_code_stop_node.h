#pragma once

#include <array>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Where the vendor's journeys hide the visual code. Clients of this library get data and no scripts, so that
/// nothing is left to hide: the step passes on at once.
class VisualCodeStopNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "OS_Auth_VisualCodeStopNode";
  static constexpr std::string_view kSummary = "Passes on: there is no visual code left to hide.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"Next", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");
  static constexpr std::array<OutcomeAlias, 1> kAliases{{{"outcome", "Next"}}};
  using Config = NoConfig;

  explicit VisualCodeStopNode(NoConfig /*config*/) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;
};

}  // namespace authtree::inline v0::nodes
