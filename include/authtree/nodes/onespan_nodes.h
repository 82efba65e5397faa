#pragma once

#include <memory>

#include "authtree/node/registry.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0 {

/// Adds the OneSpan node types. They call the service through `api`.
void RegisterOneSpanNodes(NodeRegistry& registry, std::shared_ptr<const onespan::Api> api);

}  // namespace authtree::inline v0
