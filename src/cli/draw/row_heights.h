#pragma once

#include <vector>

#include "draw/grid.h"
#include "draw/layout.h"

namespace authtree::inline v0::cli::draw {

/// Where the boxes stand in their rows.
struct RowHeights {
  std::vector<int> tops;     ///< of each box, from the top of its row
  std::vector<int> heights;  ///< of each row
};

/// Stacks the boxes of each cell, in their order and with a gap between them, so that many edges to the next
/// column run straight.
[[nodiscard]] RowHeights StackBoxes(const LayoutGraph& graph, const Grid& grid);

}  // namespace authtree::inline v0::cli::draw
