#include "draw/row_heights.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace authtree::inline v0::cli::draw {
namespace {

constexpr int kGap = 34;

// A box's wish to stand at a height, and how much it matters.
struct Wish {
  std::int64_t top = 0;
  std::int64_t weight = 1;
};

constexpr std::int64_t kWeakWish = 1;
constexpr std::int64_t kNeighbourWish = 30;
constexpr std::int64_t kFirstOutcomeWish = 10'000;  // the way that a journey takes when all goes well

// Places boxes of one cell as near to their wishes as their order allows: boxes that would overlap form a
// block, which stands at the mean of its wishes.
std::vector<int> Stack(const std::vector<Wish>& wishes, const std::vector<int>& heights) {
  struct Block {
    std::int64_t sum;
    std::int64_t weight;
    std::size_t count;

    [[nodiscard]] std::int64_t at() const {
      return sum >= 0 ? (sum + weight / 2) / weight : -((-sum + weight / 2) / weight);
    }
  };
  std::vector<Block> blocks;
  std::int64_t offset = 0;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    blocks.push_back({(wishes[i].top - offset) * wishes[i].weight, wishes[i].weight, 1});
    offset += heights[i] + kGap;
    while (blocks.size() > 1 && blocks[blocks.size() - 2].at() >= blocks.back().at()) {
      const Block last = blocks.back();
      blocks.pop_back();
      blocks.back().sum += last.sum;
      blocks.back().weight += last.weight;
      blocks.back().count += last.count;
    }
  }
  std::vector<int> tops;
  offset = 0;
  for (const Block& block : blocks) {
    for (std::size_t i = 0; i < block.count; ++i) {
      tops.push_back(static_cast<int>(block.at() + offset));
      offset += heights[tops.size() - 1] + kGap;
    }
  }
  return tops;
}

class Stacker {
 public:
  Stacker(const LayoutGraph& graph, const Grid& grid)
      : graph_(graph), grid_(grid), before_(graph.boxes.size()), behind_(graph.boxes.size()) {
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
      const Cell& from = grid.cells[graph.edges[edge].from];
      const Cell& to = grid.cells[graph.edges[edge].to];
      if (from.row != to.row || from.column + 1 != to.column) continue;
      behind_[graph.edges[edge].from].push_back(edge);
      before_[graph.edges[edge].to].push_back(edge);
    }
  }

  RowHeights Stack() {
    result_.tops.assign(graph_.boxes.size(), 0);
    for (std::size_t row = 0; row < grid_.rows; ++row) {
      for (std::size_t column = 0; column < grid_.columns; ++column) Place(row, column, nullptr);
      for (std::size_t column = 1; column < grid_.columns; ++column) Place(row, column, &Stacker::FromBefore);
      for (std::size_t column = grid_.columns - 1; column-- > 0;) Place(row, column, &Stacker::FromBehind);
      for (std::size_t column = 1; column < grid_.columns; ++column) Place(row, column, &Stacker::FromBefore);
      result_.heights.push_back(MoveToZero(row));
    }
    return std::move(result_);
  }

 private:
  using Rule = std::optional<Wish> (Stacker::*)(std::size_t box) const;

  void Place(std::size_t row, std::size_t column, Rule rule) {
    const std::vector<std::size_t>& members = grid_.members[row][column];
    std::vector<Wish> wishes;
    std::vector<int> heights;
    for (const std::size_t box : members) {
      const std::optional<Wish> wish = rule == nullptr ? std::nullopt : (this->*rule)(box);
      wishes.push_back(wish.value_or(Wish{result_.tops[box], kWeakWish}));
      heights.push_back(graph_.boxes[box].height);
    }
    const std::vector<int> tops = draw::Stack(wishes, heights);
    for (std::size_t i = 0; i < members.size(); ++i) result_.tops[members[i]] = tops[i];
  }

  int OutletOf(const LayoutEdge& edge) const {
    return result_.tops[edge.from] + graph_.boxes[edge.from].outlets[edge.outlet];
  }

  static std::int64_t WeightOf(const LayoutEdge& edge) {
    return edge.outlet == 0 ? kFirstOutcomeWish : kNeighbourWish;
  }

  std::optional<Wish> FromBefore(std::size_t box) const {
    const LayoutEdge* best = nullptr;
    for (const std::size_t index : before_[box]) {
      const LayoutEdge& edge = graph_.edges[index];
      const bool better = best == nullptr || WeightOf(edge) > WeightOf(*best) ||
                          (WeightOf(edge) == WeightOf(*best) && OutletOf(edge) < OutletOf(*best));
      if (better) best = &edge;
    }
    if (best == nullptr) return std::nullopt;
    return Wish{OutletOf(*best) - graph_.boxes[box].inlet, WeightOf(*best)};
  }

  std::optional<Wish> FromBehind(std::size_t box) const {
    const LayoutEdge* best = nullptr;
    for (const std::size_t index : behind_[box]) {
      const LayoutEdge& edge = graph_.edges[index];
      if (best == nullptr || edge.outlet < best->outlet) best = &edge;
    }
    if (best == nullptr) return std::nullopt;
    const int inlet = result_.tops[best->to] + graph_.boxes[best->to].inlet;
    return Wish{inlet - graph_.boxes[box].outlets[best->outlet], WeightOf(*best)};
  }

  int MoveToZero(std::size_t row) {
    std::optional<int> top;
    int bottom = 0;
    for (const auto& cell : grid_.members[row]) {
      for (const std::size_t box : cell) top = std::min(top.value_or(result_.tops[box]), result_.tops[box]);
    }
    for (const auto& cell : grid_.members[row]) {
      for (const std::size_t box : cell) {
        result_.tops[box] -= *top;
        bottom = std::max(bottom, result_.tops[box] + graph_.boxes[box].height);
      }
    }
    return bottom;
  }

  const LayoutGraph& graph_;
  const Grid& grid_;
  std::vector<std::vector<std::size_t>> before_;
  std::vector<std::vector<std::size_t>> behind_;
  RowHeights result_;
};

}  // namespace

RowHeights StackBoxes(const LayoutGraph& graph, const Grid& grid) { return Stacker(graph, grid).Stack(); }

}  // namespace authtree::inline v0::cli::draw
