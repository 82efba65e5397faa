#include "authtree/nodes/script_nodes.h"

#include "scripted_decision_node.h"

namespace authtree::inline v0 {

void RegisterScriptNodes(NodeRegistry& registry, ScriptLimits limits) {
  registry.Register<nodes::ScriptedDecisionNode>(limits);
}

}  // namespace authtree::inline v0
