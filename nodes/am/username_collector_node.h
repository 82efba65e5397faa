#pragma once

#include <array>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

namespace authtree::inline v0::nodes {

/// Asks for a user name and keeps it in shared `username`. An empty answer is asked for again.
class UsernameCollectorNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "UsernameCollectorNode";
  static constexpr std::string_view kSummary = "Asks for the user name.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;

  explicit UsernameCollectorNode(NoConfig /*config*/) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;
};

}  // namespace authtree::inline v0::nodes
