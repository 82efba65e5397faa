#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

namespace authtree::inline v0::nodes {

/// Stands for another tree of the same file: the engine runs that tree's nodes in the place of this one.
///
/// The inner tree works on the shared state of the one around it, and what it writes there stays. What it
/// writes to the other tiers goes when it ends. Its Success is `true`, its Failure `false`. With
/// `displayErrorOutcome` a node that fails without an outcome of its own leads to `error`; shared `errorNode`
/// and `errorMessage` then say what happened.
class InnerTreeEvaluatorNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "InnerTreeEvaluatorNode";
  static constexpr std::string_view kSummary = "Runs another tree of the file in its place.";

  struct Config {
    std::string tree;
    bool display_error_outcome = false;
  };
  static ConfigSpec<Config> Spec();
  static std::vector<std::string> Outcomes(const Config& config);
  static std::string InnerTree(const Config& config) { return config.tree; }

  explicit InnerTreeEvaluatorNode(const Config& /*config*/) {}

  [[nodiscard]] StateContract Contract() const override { return {}; }
  /// Never called by the engine. `kInternal`.
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;
};

}  // namespace authtree::inline v0::nodes
