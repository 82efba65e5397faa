#include "draw/router.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "draw/channel_tracks.h"

namespace authtree::inline v0::cli::draw {
namespace {

constexpr int kMargin = 16;
constexpr int kTrackGap = 10;  // between two lines
constexpr int kStub = 24;      // from a column to the first track: room for the end of an open outcome
constexpr int kArrow = 22;     // from the last track to the next column
constexpr int kRowGap = 46;    // between two rows without lines
constexpr int kOutside = 18;   // above the first row and below the last one
constexpr int kInletStep = 7;  // by which an inlet moves out of the way of another line

}  // namespace

Router::Router(const LayoutGraph& graph, const Grid& grid, RowHeights heights)
    : graph_(graph), grid_(grid), heights_(std::move(heights)) {}

Layout Router::Route() {
  CollectNets();
  PlanBuses();
  PlaceRows();
  PlaceInlets();
  CollectTrunks();
  PlaceColumns();
  for (const LayoutEdge& edge : graph_.edges) layout_.routes.push_back(RouteOf(edge));
  return std::move(layout_);
}

std::size_t Router::SourceChannel(const LayoutEdge& edge) const { return grid_.cells[edge.from].column + 1; }

std::size_t Router::TargetChannel(std::size_t box) const { return grid_.cells[box].column; }

int Router::OutletHeight(const LayoutEdge& edge) const {
  return layout_.corners[edge.from].y + graph_.boxes[edge.from].outlets[edge.outlet];
}

void Router::CollectNets() {
  nets_.resize(graph_.boxes.size());
  for (std::size_t edge = 0; edge < graph_.edges.size(); ++edge)
    nets_[graph_.edges[edge].to].edges.push_back(edge);
}

// The gap that makes the ways of these edges short. Gaps are not yet where they will be: counted in rows.
std::size_t Router::BestGap(std::size_t box, const std::vector<std::size_t>& edges) const {
  std::vector<int> tops{0};
  for (const int height : heights_.heights) tops.push_back(tops.back() + height + kRowGap);
  auto height_of = [&](std::size_t of, int offset) {
    return tops[grid_.cells[of].row] + heights_.tops[of] + offset;
  };
  std::vector<int> ends{height_of(box, graph_.boxes[box].inlet)};
  std::size_t first = grid_.cells[box].row;
  std::size_t last = first;
  for (const std::size_t index : edges) {
    const LayoutEdge& edge = graph_.edges[index];
    ends.push_back(height_of(edge.from, graph_.boxes[edge.from].outlets[edge.outlet]));
    first = std::min(first, grid_.cells[edge.from].row);
    last = std::max(last, grid_.cells[edge.from].row);
  }
  std::size_t best = first;
  long shortest = -1;
  for (std::size_t gap = first; gap <= last + 1; ++gap) {
    long length = 0;
    for (const int end : ends) length += std::abs(end - (tops[gap] - kRowGap / 2));
    if (shortest < 0 || length < shortest) {
      shortest = length;
      best = gap;
    }
  }
  return best;
}

void Router::PlanBuses() {
  std::vector<std::size_t> with_bus;
  for (std::size_t box = 0; box < nets_.size(); ++box) {
    Net& net = nets_[box];
    const std::size_t target = TargetChannel(box);
    net.bus.first_channel = target;
    net.bus.last_channel = target;
    std::vector<std::size_t> far;
    for (const std::size_t edge : net.edges) {
      const std::size_t source = SourceChannel(graph_.edges[edge]);
      if (source == target) continue;
      far.push_back(edge);
      net.bus.first_channel = std::min(net.bus.first_channel, source);
      net.bus.last_channel = std::max(net.bus.last_channel, source);
    }
    if (far.empty()) continue;
    net.has_bus = true;
    net.bus.gap = BestGap(box, far);
    with_bus.push_back(box);
  }
  // Short buses lie next to the row, long ones around them.
  std::stable_sort(with_bus.begin(), with_bus.end(), [this](std::size_t left, std::size_t right) {
    const Bus& a = nets_[left].bus;
    const Bus& b = nets_[right].bus;
    return a.last_channel - a.first_channel < b.last_channel - b.first_channel;
  });
  gap_tracks_.assign(grid_.rows + 1, 0);
  std::vector<std::vector<std::vector<bool>>> taken(grid_.rows + 1);  // by gap, track and channel
  for (const std::size_t box : with_bus) {
    Bus& bus = nets_[box].bus;
    std::vector<std::vector<bool>>& tracks = taken[bus.gap];
    auto is_free = [&bus](const std::vector<bool>& track) {
      for (std::size_t channel = bus.first_channel; channel <= bus.last_channel; ++channel) {
        if (track[channel]) return false;
      }
      return true;
    };
    bus.track =
        static_cast<std::size_t>(std::find_if(tracks.begin(), tracks.end(), is_free) - tracks.begin());
    if (bus.track == tracks.size()) tracks.emplace_back(grid_.columns + 1, false);
    for (std::size_t channel = bus.first_channel; channel <= bus.last_channel; ++channel) {
      tracks[bus.track][channel] = true;
    }
    gap_tracks_[bus.gap] = tracks.size();
  }
}

void Router::PlaceRows() {
  int y = kMargin;
  for (std::size_t row = 0; row <= grid_.rows; ++row) {
    gap_tops_.push_back(y);
    const bool outside = row == 0 || row == grid_.rows;
    y += (outside ? kOutside : kRowGap) + static_cast<int>(gap_tracks_[row]) * kTrackGap;
    if (row == grid_.rows) break;
    row_tops_.push_back(y);
    y += heights_.heights[row];
  }
  layout_.height = y + kMargin;
  layout_.corners.resize(graph_.boxes.size());
  for (std::size_t box = 0; box < graph_.boxes.size(); ++box) {
    layout_.corners[box].y = row_tops_[grid_.cells[box].row] + heights_.tops[box];
  }
}

// A line that comes in at the height at which another one leaves, in the same channel, would lie on it.
void Router::PlaceInlets() {
  std::vector<std::map<int, std::set<std::size_t>>> leaving(grid_.columns + 1);  // by channel: height → nets
  constexpr std::size_t kNoNet = static_cast<std::size_t>(-1);
  for (std::size_t box = 0; box < graph_.boxes.size(); ++box) {
    for (const int outlet : graph_.boxes[box].outlets) {
      leaving[grid_.cells[box].column + 1][layout_.corners[box].y + outlet].insert(kNoNet);
    }
  }
  for (const LayoutEdge& edge : graph_.edges) {
    std::set<std::size_t>& nets = leaving[SourceChannel(edge)][OutletHeight(edge)];
    nets.erase(kNoNet);
    nets.insert(edge.to);
  }
  for (std::size_t box = 0; box < graph_.boxes.size(); ++box) {
    const std::map<int, std::set<std::size_t>>& others = leaving[TargetChannel(box)];
    auto disturbs = [&](int height) {
      for (auto at = others.lower_bound(height - kInletStep + 1);
           at != others.end() && at->first < height + kInletStep; ++at) {
        const bool own = at->first == height && at->second.size() == 1 && at->second.contains(box);
        if (!own) return true;
      }
      return false;
    };
    const int wanted = layout_.corners[box].y + graph_.boxes[box].inlet;
    const int lowest = layout_.corners[box].y + graph_.boxes[box].height - 4;
    int chosen = wanted;
    for (int height = wanted; height <= lowest; ++height) {
      if (disturbs(height)) continue;
      chosen = height;
      break;
    }
    inlets_.push_back(chosen);
  }
}

void Router::AddToTrunk(std::size_t channel, std::size_t net, int height, bool to_the_left) {
  const auto [found, added] = trunk_of_[channel].emplace(net, channels_[channel].size());
  if (added) {
    Trunk trunk;
    trunk.net = net;
    trunk.top = height;
    trunk.bottom = height;
    channels_[channel].push_back(std::move(trunk));
  }
  Trunk& trunk = channels_[channel][found->second];
  trunk.top = std::min(trunk.top, height);
  trunk.bottom = std::max(trunk.bottom, height);
  (to_the_left ? trunk.left : trunk.right).push_back(height);
}

int Router::BusHeight(const Net& net) const {
  const bool first = net.bus.gap == 0;
  return gap_tops_[net.bus.gap] + (first ? 0 : kRowGap / 2) + static_cast<int>(net.bus.track) * kTrackGap;
}

void Router::CollectTrunks() {
  channels_.resize(grid_.columns + 1);
  trunk_of_.resize(grid_.columns + 1);
  for (std::size_t box = 0; box < nets_.size(); ++box) {
    const Net& net = nets_[box];
    if (net.edges.empty()) continue;
    const std::size_t target = TargetChannel(box);
    AddToTrunk(target, box, inlets_[box], false);
    if (net.has_bus) {
      if (net.bus.first_channel < target) AddToTrunk(target, box, BusHeight(net), true);
      if (net.bus.last_channel > target) AddToTrunk(target, box, BusHeight(net), false);
    }
    for (const std::size_t index : net.edges) {
      const LayoutEdge& edge = graph_.edges[index];
      const std::size_t source = SourceChannel(edge);
      AddToTrunk(source, box, OutletHeight(edge), true);
      if (source != target) AddToTrunk(source, box, BusHeight(net), target < source);
    }
  }
}

void Router::PlaceColumns() {
  int x = kMargin;
  for (std::size_t channel = 0; channel <= grid_.columns; ++channel) {
    std::vector<TrunkSpan> spans;
    for (const Trunk& trunk : channels_[channel])
      spans.push_back({trunk.top, trunk.bottom, trunk.left, trunk.right});
    const ChannelTracks tracks = AssignTracks(spans);
    for (std::size_t i = 0; i < spans.size(); ++i) channels_[channel][i].track = tracks.track[i];
    const bool first = channel == 0;
    const bool last = channel == grid_.columns;
    channel_lefts_.push_back(x + (first ? 0 : kStub));
    if (!first) x += kStub;
    x += static_cast<int>(tracks.count) * kTrackGap;
    if (last) break;
    if (!first || tracks.count > 0) x += kArrow;
    column_lefts_.push_back(x);
    int widest = 0;
    for (std::size_t row = 0; row < grid_.rows; ++row) {
      for (const std::size_t box : grid_.members[row][channel])
        widest = std::max(widest, graph_.boxes[box].width);
    }
    column_widths_.push_back(widest);
    x += widest;
  }
  layout_.width = x + kMargin;
  for (std::size_t box = 0; box < graph_.boxes.size(); ++box) {
    const std::size_t column = grid_.cells[box].column;
    layout_.corners[box].x = column_lefts_[column];
    if (graph_.boxes[box].at_right)
      layout_.corners[box].x += column_widths_[column] - graph_.boxes[box].width;
  }
}

int Router::TrunkAt(std::size_t channel, std::size_t net) const {
  const Trunk& trunk = channels_[channel][trunk_of_[channel].at(net)];
  return channel_lefts_[channel] + static_cast<int>(trunk.track) * kTrackGap;
}

std::vector<Point> Router::RouteOf(const LayoutEdge& edge) const {
  const std::size_t source = SourceChannel(edge);
  const std::size_t target = TargetChannel(edge.to);
  const int out = OutletHeight(edge);
  const int in = inlets_[edge.to];
  std::vector<Point> points{{layout_.corners[edge.from].x + graph_.boxes[edge.from].width, out}};
  points.push_back({TrunkAt(source, edge.to), out});
  if (source != target) {
    const int bus = BusHeight(nets_[edge.to]);
    points.push_back({TrunkAt(source, edge.to), bus});
    points.push_back({TrunkAt(target, edge.to), bus});
  }
  points.push_back({TrunkAt(target, edge.to), in});
  points.push_back({layout_.corners[edge.to].x, in});
  // Points in the middle of a straight piece say nothing.
  std::vector<Point> bends;
  for (const Point& point : points) {
    if (!bends.empty() && bends.back() == point) continue;
    if (bends.size() > 1) {
      const Point& last = bends.back();
      const Point& before = bends[bends.size() - 2];
      if ((before.x == last.x && last.x == point.x) || (before.y == last.y && last.y == point.y))
        bends.pop_back();
    }
    bends.push_back(point);
  }
  return bends;
}

}  // namespace authtree::inline v0::cli::draw
