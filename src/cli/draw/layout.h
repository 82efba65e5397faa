#pragma once

#include <cstddef>
#include <vector>

namespace authtree::inline v0::cli::draw {

/// A place in the picture, in pixels: x to the right, y down.
struct Point {
  int x = 0;
  int y = 0;

  friend bool operator==(const Point&, const Point&) = default;
};

/// A box to be placed.
struct LayoutBox {
  int width = 0;
  int height = 0;
  int inlet = 0;             ///< where edges come in on the left, from the top
  std::vector<int> outlets;  ///< where edges leave on the right, from the top
  bool at_right = false;     ///< stands at the right of its column instead of the left
  bool reached = true;       ///< false: goes below everything that is reached
};

struct LayoutEdge {
  std::size_t from = 0;
  std::size_t outlet = 0;  ///< of `from`
  std::size_t to = 0;
};

/// Boxes and the edges between them. The first box is where everything starts.
struct LayoutGraph {
  std::vector<LayoutBox> boxes;
  std::vector<LayoutEdge> edges;
};

/// Where everything goes.
struct Layout {
  std::vector<Point> corners;  ///< of each box: top left
  std::vector<std::vector<Point>>
      routes;  ///< of each edge: from outlet to inlet, horizontal and vertical pieces
  int width = 0;
  int height = 0;
};

/// How many columns a layout may have before it goes on in a new row.
struct ColumnLimit {
  static ColumnLimit Chosen() { return {0}; }        ///< so many that the picture fits a page
  static ColumnLimit None() { return {1'000'000}; }  ///< one row

  int columns = 0;
};

/// Lays a graph out from left to right: layers become columns, and when there are too many, rows of columns
/// like lines of text. No two boxes touch. Edges run between the columns and in the gaps between the rows,
/// never through a box; edges to one box share their way, edges to different boxes share no piece of theirs.
/// Edges that lead back to an earlier layer, and loops, are fine, as are boxes that nothing leads to.
///
/// The same graph has the same layout every time. Costs little more than the size of the graph.
[[nodiscard]] Layout LayOut(const LayoutGraph& graph, ColumnLimit limit = ColumnLimit::Chosen());

}  // namespace authtree::inline v0::cli::draw
