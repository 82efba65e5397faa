#include "username_collector_node.h"

#include <optional>
#include <string>
#include <utility>

#include "authtree/node/well_known_keys.h"

namespace authtree::inline v0::nodes {

StateContract UsernameCollectorNode::Contract() const { return Writes(keys::kUsername); }

Result<Action> UsernameCollectorNode::Step(const StepContext& step) const {
  if (const Callback* answer = step.Submitted(CallbackType::kName)) {
    std::optional<std::string> name = answer->Text();
    if (name && !name->empty()) return Action::To("outcome").Put(keys::kUsername, std::move(*name));
  }
  return Action::Ask(Callback::Name("User Name"));
}

}  // namespace authtree::inline v0::nodes
