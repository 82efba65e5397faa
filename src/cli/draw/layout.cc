#include "draw/layout.h"

#include "draw/grid.h"
#include "draw/router.h"
#include "draw/row_heights.h"

namespace authtree::inline v0::cli::draw {

Layout LayOut(const LayoutGraph& graph, ColumnLimit limit) {
  if (graph.boxes.empty()) return {};
  const Grid grid = MakeGrid(graph, limit);
  return Router(graph, grid, StackBoxes(graph, grid)).Route();
}

}  // namespace authtree::inline v0::cli::draw
