#pragma once

#include <cstddef>
#include <vector>

#include "draw/layout.h"

namespace authtree::inline v0::cli::draw {

/// Where a box stands in the grid.
struct Cell {
  std::size_t row = 0;
  std::size_t column = 0;
};

/// The boxes in rows and columns; those of one cell from top to bottom.
struct Grid {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<Cell> cells;                                     ///< of each box
  std::vector<std::vector<std::vector<std::size_t>>> members;  ///< by row and column
};

/// Finds the layers of a graph (longest way from the start, without the edges that close a loop), breaks them
/// into rows, and orders each cell so that few edges cross.
[[nodiscard]] Grid MakeGrid(const LayoutGraph& graph, ColumnLimit limit);

}  // namespace authtree::inline v0::cli::draw
