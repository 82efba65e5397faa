#include "draw/svg_legend.h"

#include <utility>

#include "draw/label.h"
#include "draw/svg_pen.h"

namespace authtree::inline v0::cli::draw {
namespace {

constexpr int kMargin = 16;
constexpr int kSymbol = 34;  // room for the symbol
constexpr int kBetween = 26;
constexpr int kLine = 26;
constexpr Font kFont{12, false};

std::string_view TextOf(LegendItem item) {
  switch (item) {
    case LegendItem::kStep:
      return "number of the step";
    case LegendItem::kTaken:
      return "outcome taken";
    case LegendItem::kAsked:
      return "the node asked the user";
    case LegendItem::kFailed:
      return "the node failed";
    case LegendItem::kOpen:
      return "not connected: ends the journey in failure";
    case LegendItem::kNever:
      return "not an outcome of the node: never taken";
    case LegendItem::kUnknown:
      return "no such node or node type";
    case LegendItem::kUnreached:
      return "never reached";
  }
  return {};
}

}  // namespace

void DrawBadge(XmlWriter& xml, Point centre, std::string_view number, const Visit& visit) {
  SvgPen pen(xml);
  if (visit.failed) {
    pen.Rectangle("step-failed", {centre.x - 11, centre.y - 10}, {22, 20}, 3);
  } else {
    pen.Circle(visit.asked ? "step-asked" : "step", centre, 11);
  }
  pen.Text(visit.asked && !visit.failed ? "number-asked" : "number", centre, number);
}

SvgLegend::SvgLegend(std::vector<LegendItem> items, int width) : items_(std::move(items)) {
  if (items_.empty()) return;
  int x = kMargin;
  int y = kLine / 2;
  for (const LegendItem item : items_) {
    const int taken = kSymbol + WidthOf(TextOf(item), kFont);
    if (x > kMargin && x + taken > width - kMargin) {
      x = kMargin;
      y += kLine;
    }
    places_.push_back({x, y});
    x += taken + kBetween;
  }
  height_ = y + kLine;
}

void SvgLegend::Draw(XmlWriter& xml, int top) const {
  SvgPen pen(xml);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const Point at{places_[i].x, top + places_[i].y};
    const Point middle{at.x + kSymbol / 2 - 4, at.y};
    switch (items_[i]) {
      case LegendItem::kStep:
        DrawBadge(xml, middle, "1", Visit{1, false, false});
        break;
      case LegendItem::kAsked:
        DrawBadge(xml, middle, "1", Visit{1, true, false});
        break;
      case LegendItem::kFailed:
        DrawBadge(xml, middle, "1", Visit{1, false, true});
        break;
      case LegendItem::kTaken:
        pen.Way("taken", {at, {at.x + kSymbol - 10, at.y}}, "");
        break;
      case LegendItem::kOpen:
        pen.Way("stub", {{at.x + 4, at.y}, {at.x + 17, at.y}}, "");
        pen.Way("stub", {{at.x + 13, at.y - 4}, {at.x + 21, at.y + 4}}, "");
        pen.Way("stub", {{at.x + 13, at.y + 4}, {at.x + 21, at.y - 4}}, "");
        pen.Circle("open", {at.x + 4, at.y}, 4);
        break;
      case LegendItem::kNever:
        pen.Way("edge never", {at, {at.x + kSymbol - 10, at.y}}, "");
        break;
      case LegendItem::kUnknown:
        pen.Rectangle("box unknown", {at.x, at.y - 8}, {kSymbol - 10, 16}, 3);
        break;
      case LegendItem::kUnreached:
        pen.Rectangle("box unreached", {at.x, at.y - 8}, {kSymbol - 10, 16}, 3);
        break;
    }
    pen.Text("legend", {at.x + kSymbol, at.y}, TextOf(items_[i]));
  }
}

}  // namespace authtree::inline v0::cli::draw
