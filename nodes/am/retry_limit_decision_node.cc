#include "retry_limit_decision_node.h"

#include <string>

namespace authtree::inline v0::nodes {
namespace {

constexpr std::int64_t kMostRetries = 1'000'000;

}  // namespace

ConfigSpec<RetryLimitDecisionNode::Config> RetryLimitDecisionNode::Spec() {
  return ConfigSpec<Config>()
      .Integer("retryLimit", &Config::retry_limit, 0, kMostRetries, "How often the journey may try again.")
      .Field("incrementUserAttributeOnFailure", &Config::count_with_user,
             "Keep the count with the user. Without an identity store the count is kept in the journey.");
}

StateContract RetryLimitDecisionNode::Contract() const { return {}; }

Result<Action> RetryLimitDecisionNode::Step(const StepContext& step) const {
  const std::string name = std::string(step.node_id()) + ".retryCount";
  const StateKey<std::int64_t> count_key{name};
  const std::int64_t count = step.state().Get(count_key).value_or(0);
  if (count >= config_.retry_limit) return Action::To("Reject");
  return Action::To("Retry").Put(count_key, count + 1);
}

}  // namespace authtree::inline v0::nodes
