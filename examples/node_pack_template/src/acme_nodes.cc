#include "acme/acme_nodes.h"

#include <utility>

#include "account_status_node.h"

namespace acme {

void RegisterAcmeNodes(authtree::NodeRegistry& registry, std::shared_ptr<const AccountDirectory> directory) {
  registry.Register<AccountStatusNode>(std::move(directory));
}

}  // namespace acme
