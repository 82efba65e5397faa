#include "draw/svg_pen.h"

#include <algorithm>
#include <cstdlib>

namespace authtree::inline v0::cli::draw {
namespace {

constexpr int kBend = 7;

std::string At(Point point) { return std::to_string(point.x) + " " + std::to_string(point.y); }

int Distance(Point from, Point to) { return std::abs(from.x - to.x) + std::abs(from.y - to.y); }

// A point between two on a horizontal or vertical line.
Point Towards(Point from, Point to, int distance) {
  auto step = [distance](int a, int b) { return b > a ? distance : b < a ? -distance : 0; };
  return {from.x + step(from.x, to.x), from.y + step(from.y, to.y)};
}

}  // namespace

void SvgPen::Rectangle(std::string_view style, Point corner, Point size, int radius) {
  xml_.Open("rect").Attribute("class", style).Attribute("x", corner.x).Attribute("y", corner.y);
  xml_.Attribute("width", size.x).Attribute("height", size.y).Attribute("rx", radius).Close();
}

void SvgPen::Circle(std::string_view style, Point centre, int radius) {
  xml_.Open("circle").Attribute("class", style).Attribute("cx", centre.x).Attribute("cy", centre.y);
  xml_.Attribute("r", radius).Close();
}

void SvgPen::Polygon(std::string_view style, const std::vector<Point>& corners) {
  std::string data;
  for (const Point& corner : corners) data += (data.empty() ? "M " : " L ") + At(corner);
  xml_.Open("path").Attribute("class", style).Attribute("d", data + " Z").Close();
}

void SvgPen::Way(std::string_view style, const std::vector<Point>& points, std::string_view title) {
  std::string data;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i == 0) {
      data = "M " + At(points[i]);
    } else if (i + 1 == points.size()) {
      data += " L " + At(points[i]);
    } else {
      const int room = std::min(Distance(points[i - 1], points[i]), Distance(points[i], points[i + 1])) / 2;
      const int bend = std::min(kBend, room);
      data += " L " + At(Towards(points[i], points[i - 1], bend)) + " Q " + At(points[i]) + " " +
              At(Towards(points[i], points[i + 1], bend));
    }
  }
  xml_.Open("path").Attribute("class", style).Attribute("d", data);
  if (!title.empty()) xml_.Open("title").Text(title).Close();
  xml_.Close();
}

void SvgPen::Text(std::string_view style, Point at, std::string_view text) {
  xml_.Open("text").Attribute("class", style).Attribute("x", at.x).Attribute("y", at.y);
  xml_.Attribute("dy", "0.36em").Text(text).Close();
}

}  // namespace authtree::inline v0::cli::draw
