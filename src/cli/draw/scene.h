#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "draw/drawing.h"
#include "draw/layout.h"
#include "draw/node_box.h"

namespace authtree::inline v0::cli::draw {

enum class ShapeKind : std::uint8_t { kStart, kNode, kSuccess, kFailure, kMissing };

/// Something with a place in the picture.
struct Shape {
  ShapeKind kind = ShapeKind::kNode;
  std::size_t node = 0;  ///< of a kNode: its index in the drawing
  std::string label;     ///< of the others
};

/// A line of the picture: an outcome of a node, or the way from the start into the journey.
struct Line {
  std::size_t from = 0;  ///< shapes
  std::size_t to = 0;
  std::size_t outcome = 0;  ///< of a node
  std::vector<Point> route;
};

/// A drawing with a place for everything.
struct Scene {
  std::vector<Shape> shapes;     ///< the first is the start
  std::vector<LayoutBox> boxes;  ///< of each shape
  std::vector<Point> corners;    ///< of each shape
  std::vector<NodeBox> nodes;    ///< of each node of the drawing
  std::vector<Line> lines;
  int width = 0;
  int height = 0;
};

[[nodiscard]] Scene MakeScene(const Drawing& drawing, ColumnLimit limit);

}  // namespace authtree::inline v0::cli::draw
