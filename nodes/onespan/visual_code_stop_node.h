#pragma once

#include <array>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/nodes/onespan_nodes.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Where the vendor's journeys hide the visual code. Pages get data and decide by the steps when a code goes:
/// nothing is left to hide, and the step passes on at once. Where the host sends scripts and one has shown a
/// code, it asks once, with the script that hides it.
class VisualCodeStopNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "OS_Auth_VisualCodeStopNode";
  static constexpr std::string_view kSummary = "Hides the visual code that a script showed; else passes on.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"Next", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");
  static constexpr std::array<OutcomeAlias, 1> kAliases{{{"outcome", "Next"}}};
  using Config = NoConfig;

  explicit VisualCodeStopNode(NoConfig /*config*/, PageScripts page_scripts = PageScripts::kNone)
      : page_scripts_(page_scripts) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;

 private:
  PageScripts page_scripts_;
};

}  // namespace authtree::inline v0::nodes
