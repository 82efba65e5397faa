#pragma once

#include <array>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Shows `ostid_error_message` and removes it: one text a part, parts being divided by `<br />`. The parts
/// are escaped, because clients show texts as HTML. Passes on when there is nothing to show.
class ErrorDisplayNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "OS_Sample_ErrorDisplayNode";
  static constexpr std::string_view kSummary = "Shows the error message that a step before left.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;

  explicit ErrorDisplayNode(NoConfig /*config*/) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;
};

}  // namespace authtree::inline v0::nodes
