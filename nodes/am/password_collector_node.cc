#include "password_collector_node.h"

#include <optional>
#include <utility>

#include "authtree/node/well_known_keys.h"

namespace authtree::inline v0::nodes {

StateContract PasswordCollectorNode::Contract() const { return Writes(keys::kPassword); }

Result<Action> PasswordCollectorNode::Step(const StepContext& step) const {
  if (const Callback* answer = step.Submitted(CallbackType::kPassword)) {
    std::optional<Secret> password = answer->SecretText();
    if (password && !password->empty()) {
      return Action::To("outcome").PutTransient(keys::kPassword, std::move(*password));
    }
  }
  return Action::Ask(Callback::Password("Password"));
}

}  // namespace authtree::inline v0::nodes
