#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "draw/grid.h"
#include "draw/layout.h"
#include "draw/row_heights.h"

namespace authtree::inline v0::cli::draw {

/// Leads the edges from box to box.
///
/// All edges to one box make up a net. Vertical pieces run in the channels beside the columns (channel c is
/// left of column c), horizontal ones that go further than the next column in the gaps between the rows (gap
/// r is above row r). A net has at most one track in each channel and uses one gap, which no other net shares
/// with it, so nets cross, but never lie on each other.
class Router {
 public:
  Router(const LayoutGraph& graph, const Grid& grid, RowHeights heights);

  [[nodiscard]] Layout Route();

 private:
  // The vertical piece of a net in a channel.
  struct Trunk {
    std::size_t net = 0;
    int top = 0;
    int bottom = 0;
    std::vector<int> left;   // heights at which it goes on to the left
    std::vector<int> right;  // … to the right
    std::size_t track = 0;
  };
  // The horizontal piece of a net in a gap.
  struct Bus {
    std::size_t gap = 0;
    std::size_t first_channel = 0;
    std::size_t last_channel = 0;
    std::size_t track = 0;
  };
  struct Net {
    std::vector<std::size_t> edges;
    bool has_bus = false;
    Bus bus;
  };

  [[nodiscard]] std::size_t SourceChannel(const LayoutEdge& edge) const;
  [[nodiscard]] std::size_t TargetChannel(std::size_t box) const;
  [[nodiscard]] int OutletHeight(const LayoutEdge& edge) const;

  void CollectNets();
  void PlanBuses();
  [[nodiscard]] std::size_t BestGap(std::size_t box, const std::vector<std::size_t>& edges) const;
  void PlaceRows();
  void PlaceInlets();
  void CollectTrunks();
  void AddToTrunk(std::size_t channel, std::size_t net, int height, bool to_the_left);
  void PlaceColumns();
  [[nodiscard]] int BusHeight(const Net& net) const;
  [[nodiscard]] int TrunkAt(std::size_t channel, std::size_t net) const;
  [[nodiscard]] std::vector<Point> RouteOf(const LayoutEdge& edge) const;

  const LayoutGraph& graph_;
  const Grid& grid_;
  RowHeights heights_;
  std::vector<Net> nets_;                // by target box
  std::vector<std::size_t> gap_tracks_;  // buses of each gap
  std::vector<int> gap_tops_;
  std::vector<int> row_tops_;
  std::vector<int> inlets_;  // height of each box's inlet
  std::vector<std::vector<Trunk>> channels_;
  std::vector<std::map<std::size_t, std::size_t>> trunk_of_;  // by channel: net → index
  std::vector<int> channel_lefts_;
  std::vector<int> column_lefts_;
  std::vector<int> column_widths_;
  Layout layout_;
};

}  // namespace authtree::inline v0::cli::draw
