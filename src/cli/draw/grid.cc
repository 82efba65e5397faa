#include "draw/grid.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace authtree::inline v0::cli::draw {
namespace {

// A picture of so few layers is left in one row.
constexpr std::size_t kShortLayers = 6;
constexpr std::size_t kFewestColumns = 5;
constexpr int kSweeps = 8;

struct Layers {
  std::vector<std::size_t> layer;      // of each box
  std::vector<std::size_t> discovery;  // boxes in the order in which a reader meets them
};

// Depth first without recursion: a tree may be as deep as it has boxes.
class LayerFinder {
 public:
  explicit LayerFinder(const LayoutGraph& graph)
      : graph_(graph),
        outgoing_(graph.boxes.size()),
        colour_(graph.boxes.size(), Colour::kNew),
        closes_loop_(graph.edges.size(), false) {
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
      outgoing_[graph.edges[edge].from].push_back(edge);
    }
    for (std::vector<std::size_t>& edges : outgoing_) {
      std::stable_sort(edges.begin(), edges.end(), [&graph](std::size_t left, std::size_t right) {
        return graph.edges[left].outlet < graph.edges[right].outlet;
      });
    }
  }

  Layers Find() {
    Layers layers;
    layers.layer.assign(graph_.boxes.size(), 0);
    for (std::size_t box = 0; box < graph_.boxes.size(); ++box) {
      if (colour_[box] == Colour::kNew) Walk(box, layers.discovery);
    }
    std::reverse(finished_.begin(), finished_.end());
    for (const std::size_t box : finished_) {
      for (const std::size_t edge : outgoing_[box]) {
        if (closes_loop_[edge]) continue;
        const std::size_t to = graph_.edges[edge].to;
        // What is never reached does not push around what is.
        if (graph_.boxes[box].reached != graph_.boxes[to].reached) continue;
        layers.layer[to] = std::max(layers.layer[to], layers.layer[box] + 1);
      }
    }
    return layers;
  }

 private:
  enum class Colour : std::uint8_t { kNew, kOpen, kDone };

  void Walk(std::size_t start, std::vector<std::size_t>& discovery) {
    std::vector<std::pair<std::size_t, std::size_t>> way{{start, 0}};
    colour_[start] = Colour::kOpen;
    discovery.push_back(start);
    while (!way.empty()) {
      auto& [box, next] = way.back();
      if (next == outgoing_[box].size()) {
        colour_[box] = Colour::kDone;
        finished_.push_back(box);
        way.pop_back();
        continue;
      }
      const std::size_t edge = outgoing_[box][next++];
      const std::size_t to = graph_.edges[edge].to;
      if (colour_[to] == Colour::kOpen) closes_loop_[edge] = true;
      if (colour_[to] != Colour::kNew) continue;
      colour_[to] = Colour::kOpen;
      discovery.push_back(to);
      way.emplace_back(to, 0);
    }
  }

  const LayoutGraph& graph_;
  std::vector<std::vector<std::size_t>> outgoing_;
  std::vector<Colour> colour_;
  std::vector<bool> closes_loop_;
  std::vector<std::size_t> finished_;
};

std::size_t RowsFor(std::size_t layers, std::size_t columns) { return (layers + columns - 1) / columns; }

// As many columns as fit a page; then so few that the last row is not nearly empty.
std::size_t ColumnsFor(std::size_t layers, ColumnLimit limit) {
  std::size_t columns = static_cast<std::size_t>(std::max(limit.columns, 0));
  if (columns == 0) {
    if (layers <= kShortLayers) return layers;
    columns = std::max(kFewestColumns,
                       static_cast<std::size_t>(std::ceil(std::sqrt(1.6 * static_cast<double>(layers)))));
  }
  if (layers <= columns) return layers;
  return RowsFor(layers, RowsFor(layers, columns));
}

// Orders the cells of a grid so that few of the edges between neighbouring columns cross.
class CellOrder {
 public:
  CellOrder(const LayoutGraph& graph, Grid& grid)
      : graph_(graph), grid_(grid), position_(graph.boxes.size()) {
    for (std::size_t row = 0; row < grid.rows; ++row) {
      for (std::size_t column = 0; column < grid.columns; ++column) Number(row, column);
    }
    before_.resize(graph.boxes.size());
    behind_.resize(graph.boxes.size());
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
      const LayoutEdge& of = graph.edges[edge];
      const Cell& from = grid.cells[of.from];
      const Cell& to = grid.cells[of.to];
      if (from.row != to.row || from.column + 1 != to.column) continue;
      behind_[of.from].push_back(edge);
      before_[of.to].push_back(edge);
    }
  }

  void Improve() {
    for (std::size_t row = 0; row < grid_.rows; ++row) {
      auto best = grid_.members[row];
      std::size_t fewest = Crossings(row);
      for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
        for (std::size_t i = 1; i < grid_.columns; ++i) {
          if (sweep % 2 == 0) {
            SortBy(row, i, before_);
          } else {
            SortBy(row, grid_.columns - 1 - i, behind_);
          }
        }
        const std::size_t crossings = Crossings(row);
        if (crossings >= fewest) continue;
        fewest = crossings;
        best = grid_.members[row];
      }
      grid_.members[row] = std::move(best);
    }
  }

 private:
  using Edges = std::vector<std::vector<std::size_t>>;

  void Number(std::size_t row, std::size_t column) {
    const std::vector<std::size_t>& members = grid_.members[row][column];
    for (std::size_t i = 0; i < members.size(); ++i) position_[members[i]] = i;
  }

  // Outlets of one box lie between it and the next.
  double Height(const LayoutEdge& edge) const {
    const auto outlets = static_cast<double>(graph_.boxes[edge.from].outlets.size());
    return static_cast<double>(position_[edge.from]) + static_cast<double>(edge.outlet) / (outlets + 1);
  }

  void SortBy(std::size_t row, std::size_t column, const Edges& edges) {
    std::vector<std::size_t>& members = grid_.members[row][column];
    std::vector<std::pair<double, std::size_t>> keyed;
    for (const std::size_t box : members) {
      double sum = 0;
      for (const std::size_t edge : edges[box]) {
        sum += &edges == &before_ ? Height(graph_.edges[edge])
                                  : static_cast<double>(position_[graph_.edges[edge].to]);
      }
      const auto count = static_cast<double>(edges[box].size());
      keyed.emplace_back(edges[box].empty() ? static_cast<double>(position_[box]) : sum / count, box);
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    for (std::size_t i = 0; i < keyed.size(); ++i) members[i] = keyed[i].second;
    Number(row, column);
  }

  // Inversions among the edges of each gap, by merging: a gap may have thousands of edges.
  std::size_t Crossings(std::size_t row) {
    std::size_t crossings = 0;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      std::vector<std::pair<double, std::size_t>> lines;
      for (const std::size_t box : grid_.members[row][column]) {
        for (const std::size_t edge : behind_[box]) {
          lines.emplace_back(Height(graph_.edges[edge]), position_[graph_.edges[edge].to]);
        }
      }
      std::sort(lines.begin(), lines.end());
      std::vector<std::size_t> ends;
      ends.reserve(lines.size());
      for (const auto& line : lines) ends.push_back(line.second);
      crossings += Inversions(ends);
    }
    return crossings;
  }

  static std::size_t Inversions(std::vector<std::size_t>& values) {
    std::size_t count = 0;
    std::vector<std::size_t> merged(values.size());
    for (std::size_t width = 1; width < values.size(); width *= 2) {
      for (std::size_t start = 0; start < values.size(); start += 2 * width) {
        const std::size_t middle = std::min(start + width, values.size());
        const std::size_t end = std::min(start + 2 * width, values.size());
        std::size_t left = start;
        std::size_t right = middle;
        for (std::size_t at = start; at < end; ++at) {
          if (right == end || (left < middle && values[left] <= values[right])) {
            merged[at] = values[left++];
          } else {
            count += middle - left;
            merged[at] = values[right++];
          }
        }
      }
      values.swap(merged);
    }
    return count;
  }

  const LayoutGraph& graph_;
  Grid& grid_;
  std::vector<std::size_t> position_;  // of a box in its cell
  Edges before_;
  Edges behind_;
};

}  // namespace

Grid MakeGrid(const LayoutGraph& graph, ColumnLimit limit) {
  const Layers layers = LayerFinder(graph).Find();
  std::size_t reached_layers = 0;
  std::size_t other_layers = 0;
  for (std::size_t box = 0; box < graph.boxes.size(); ++box) {
    std::size_t& count = graph.boxes[box].reached ? reached_layers : other_layers;
    count = std::max(count, layers.layer[box] + 1);
  }
  Grid grid;
  grid.columns = std::max<std::size_t>(1, ColumnsFor(std::max(reached_layers, other_layers), limit));
  const std::size_t reached_rows = RowsFor(reached_layers, grid.columns);
  grid.rows = reached_rows + RowsFor(other_layers, grid.columns);
  grid.cells.resize(graph.boxes.size());
  grid.members.assign(grid.rows, std::vector<std::vector<std::size_t>>(grid.columns));
  for (const std::size_t box : layers.discovery) {
    const std::size_t layer = layers.layer[box];
    Cell& cell = grid.cells[box];
    cell.row = layer / grid.columns + (graph.boxes[box].reached ? 0 : reached_rows);
    cell.column = layer % grid.columns;
    grid.members[cell.row][cell.column].push_back(box);
  }
  CellOrder(graph, grid).Improve();
  return grid;
}

}  // namespace authtree::inline v0::cli::draw
