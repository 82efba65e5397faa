#include "visual_code_stop_node.h"

namespace authtree::nodes {

StateContract VisualCodeStopNode::Contract() const { return {}; }

Result<Action> VisualCodeStopNode::Step(const StepContext& /*step*/) const { return Action::To("Next"); }

}  // namespace authtree::nodes
