#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "draw/layout.h"
#include "draw/xml_writer.h"

namespace authtree::inline v0::cli::draw {

/// Draws shapes as SVG elements. `style` is a list of classes of the style sheet.
class SvgPen {
 public:
  explicit SvgPen(XmlWriter& xml) : xml_(xml) {}

  void Rectangle(std::string_view style, Point corner, Point size, int radius);
  void Circle(std::string_view style, Point centre, int radius);
  /// `corners`, closed.
  void Polygon(std::string_view style, const std::vector<Point>& corners);
  /// Straight pieces through `points`, with round bends.
  void Way(std::string_view style, const std::vector<Point>& points, std::string_view title);
  /// `at` is the middle of the line in height, and where the line starts, or what its style anchors there.
  void Text(std::string_view style, Point at, std::string_view text);

 private:
  XmlWriter& xml_;
};

}  // namespace authtree::inline v0::cli::draw
