#pragma once

#include <array>
#include <string_view>

#include "authtree/node/registry.h"

namespace consumer {

/// Breaks the rule that a node does not throw.
class ThrowingNode final : public authtree::SyncNode {
 public:
  static constexpr std::string_view kType = "Consumer_ThrowingNode";
  static constexpr std::string_view kSummary = "Throws.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = authtree::NoConfig;

  explicit ThrowingNode(Config /*config*/) {}

  [[nodiscard]] authtree::StateContract Contract() const override;
  [[nodiscard]] authtree::Result<authtree::Action> Step(const authtree::StepContext& step) const override;
};

}  // namespace consumer
