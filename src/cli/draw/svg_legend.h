#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "draw/drawn_path.h"
#include "draw/layout.h"
#include "draw/xml_writer.h"

namespace authtree::inline v0::cli::draw {

/// What a legend explains.
enum class LegendItem : std::uint8_t { kStep, kTaken, kAsked, kFailed, kOpen, kNever, kUnknown, kUnreached };

/// Room from one step's number to the next.
inline constexpr int kBadgeStep = 25;

/// The number of a step: a disc, a ring where the node asked, a square where it failed.
void DrawBadge(XmlWriter& xml, Point centre, std::string_view number, const Visit& visit);

/// Explains the marks that occur in a picture, in as many lines as it takes.
class SvgLegend {
 public:
  SvgLegend(std::vector<LegendItem> items, int width);

  /// 0 without items.
  [[nodiscard]] int height() const { return height_; }
  void Draw(XmlWriter& xml, int top) const;

 private:
  std::vector<LegendItem> items_;
  std::vector<Point> places_;
  int height_ = 0;
};

}  // namespace authtree::inline v0::cli::draw
