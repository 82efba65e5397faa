#pragma once

#include <memory>

#include "authtree/node/registry.h"

#include "acme/account_directory.h"

namespace acme {

/// Adds the node types of this pack. They look accounts up in `directory`.
void RegisterAcmeNodes(authtree::NodeRegistry& registry, std::shared_ptr<const AccountDirectory> directory);

}  // namespace acme
