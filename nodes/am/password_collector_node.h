#pragma once

#include <array>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

namespace authtree::inline v0::nodes {

/// Asks for a password and keeps it in transient `password`. An empty answer is asked for again.
class PasswordCollectorNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "PasswordCollectorNode";
  static constexpr std::string_view kSummary = "Asks for the password.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;

  explicit PasswordCollectorNode(NoConfig /*config*/) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;
};

}  // namespace authtree::inline v0::nodes
