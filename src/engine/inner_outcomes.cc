#include "inner_outcomes.h"

namespace authtree::inline v0 {

NodeIndex TargetOf(const JourneyNode& node, std::string_view outcome) {
  for (const Connection& connection : node.connections) {
    if (connection.outcome == outcome) return connection.target;
  }
  return kUnconnected;
}

}  // namespace authtree::inline v0
