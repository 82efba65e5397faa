#include "authtree/nodes/am_nodes.h"

#include "inner_tree_evaluator_node.h"
#include "page_node.h"
#include "password_collector_node.h"
#include "polling_wait_node.h"
#include "retry_limit_decision_node.h"
#include "username_collector_node.h"

namespace authtree::inline v0 {

void RegisterAmNodes(NodeRegistry& registry) {
  registry.Register<nodes::InnerTreeEvaluatorNode>();
  registry.Register<nodes::PageNode>();
  registry.Register<nodes::PasswordCollectorNode>();
  registry.Register<nodes::PollingWaitNode>();
  registry.Register<nodes::RetryLimitDecisionNode>();
  registry.Register<nodes::UsernameCollectorNode>();
}

}  // namespace authtree::inline v0
