#pragma once

#include <vector>

#include "authtree/engine/journey.h"

namespace authtree::inline v0 {

/// Finds out for every node which keys it or a node that can run after it reads by name (`needed_later`),
/// across the borders of inner trees.
void FindWhatIsNeededLater(std::vector<JourneyNode>& nodes);

}  // namespace authtree::inline v0
