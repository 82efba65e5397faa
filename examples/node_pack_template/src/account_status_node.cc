#include "account_status_node.h"

namespace acme {

using namespace authtree;

ConfigSpec<AccountStatusNode::Config> AccountStatusNode::Spec() {
  return ConfigSpec<Config>()
      .Field("userInSharedState", &Config::user_key, "State key of the user name.")
      .Field("helpDesk", &Config::help_desk, "What a locked user is told.");
}

StateContract AccountStatusNode::Contract() const { return StateContract().ReadsName(config_.user_key); }

Result<Action> AccountStatusNode::Step(const StepContext& step) const {
  const Result<std::string> user = step.state().Require(StateKey<std::string>{config_.user_key});
  if (!user) return tl::unexpected(user.error());
  const Result<AccountStatus> status = directory_->StatusOf(*user);
  if (!status) return tl::unexpected(status.error());
  switch (*status) {
    case AccountStatus::kActive:
      return Action::To("Active");
    case AccountStatus::kLocked:
      return Action::To("Locked").ErrorMessage(config_.help_desk);
    case AccountStatus::kUnknown:
      return Action::To("Unknown");
  }
  return tl::unexpected(Error(ErrorCode::kInternal, "The directory answered with no known status."));
}

}  // namespace acme
