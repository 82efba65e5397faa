#include "visual_code_stop_node.h"

namespace authtree::inline v0::nodes {

StateContract VisualCodeStopNode::Contract() const { return {}; }

Result<Action> VisualCodeStopNode::Step(const StepContext& /*step*/) const { return Action::To("Next"); }

}  // namespace authtree::inline v0::nodes
