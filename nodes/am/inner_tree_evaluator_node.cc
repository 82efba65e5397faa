#include "inner_tree_evaluator_node.h"

namespace authtree::inline v0::nodes {

ConfigSpec<InnerTreeEvaluatorNode::Config> InnerTreeEvaluatorNode::Spec() {
  return ConfigSpec<Config>()
      .Field("tree", &Config::tree, "Name of the tree to run; it stands in the same file.")
      .Field("displayErrorOutcome", &Config::display_error_outcome,
             "Adds the outcome error, for inner nodes that fail without an outcome of their own.");
}

std::vector<std::string> InnerTreeEvaluatorNode::Outcomes(const Config& config) {
  std::vector<std::string> outcomes{"true", "false"};
  if (config.display_error_outcome) outcomes.emplace_back("error");
  return outcomes;
}

Result<Action> InnerTreeEvaluatorNode::Step(const StepContext& /*step*/) const {
  return tl::unexpected(Error(ErrorCode::kInternal, "An inner tree is run by the engine of its journey."));
}

}  // namespace authtree::inline v0::nodes
