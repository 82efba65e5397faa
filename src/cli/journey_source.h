#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/engine/journey.h"
#include "authtree/node/registry.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0::cli {

/// Every node type the program knows, calling the service through `api`.
[[nodiscard]] NodeRegistry MakeRegistry(std::shared_ptr<const onespan::Api> api,
                                        OneSpanNodeOptions onespan = {});

/// A journey picked from a file.
struct PickedJourney {
  std::shared_ptr<const Journey> journey;  ///< null when there are errors
  /// The hidden fields that a browser's device data collector would fill, by what goes in.
  std::set<std::string> fingerprint_ids;
  std::set<std::string> fingerprint_hash_ids;
};

/// Reads a journey file and picks the journey of that name, or the only one. Findings of the other journeys
/// in the file do not count. `has_service`: false makes nodes that call OneSpan a finding.
enum class ServiceState : std::uint8_t { kConnected, kNone };
[[nodiscard]] PickedJourney PickJourney(std::string_view text, const std::string& path, const std::string& id,
                                        const NodeRegistry& registry, ServiceState service,
                                        Diagnostics& diagnostics);

}  // namespace authtree::inline v0::cli
