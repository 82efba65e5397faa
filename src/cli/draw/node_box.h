#pragma once

#include <string>
#include <vector>

#include "draw/drawing.h"

namespace authtree::inline v0::cli::draw {

/// Sizes of what is written into a box, in pixels.
namespace box_style {
inline constexpr int kNameSize = 13;
inline constexpr int kTypeSize = 11;
inline constexpr int kOutcomeSize = 12;
inline constexpr int kPadding = 12;
inline constexpr int kFirstLine =
    22;  ///< centre of the first line of text, of the inlet and of the first outlet
inline constexpr int kNameStep = 17;     ///< between two lines of a name
inline constexpr int kOutcomeStep = 20;  ///< between two outcomes
inline constexpr int kChildHeight = 40;
inline constexpr int kChildGap = 6;
}  // namespace box_style

/// A child of a page as it is written.
struct ChildBox {
  std::string name;
  std::string type;
  int top = 0;  ///< from the top of the page
};

/// A node as it is written, measured: name and type on the left, outcomes on the right edge where the edges
/// leave, children below.
struct NodeBox {
  int width = 0;
  int height = 0;
  std::vector<std::string> name;  ///< lines
  std::string type;
  int type_line = 0;  ///< centre of the line with the type, from the top
  std::vector<std::string> outcomes;
  std::vector<ChildBox> children;
};

/// What stands where the type of a node is written.
[[nodiscard]] std::string TypeText(const std::string& type, bool known);

[[nodiscard]] NodeBox MeasureNode(const DrawnNode& node);

}  // namespace authtree::inline v0::cli::draw
