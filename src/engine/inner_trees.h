#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/engine/journey.h"

namespace authtree::inline v0 {

/// Several times what the largest trees in use have. Bounds what a file can cost: a node knows every key that
/// is needed behind it.
inline constexpr std::size_t kMostNodes = 2000;

/// A node that stands for an inner tree.
struct InnerTreeUse {
  NodeIndex node = 0;
  std::string tree;
  std::string place;  ///< JSON pointer of the property that names the tree
};

/// A tree of a file as it was read, before the trees that run inside it are in their places.
struct ReadTree {
  std::string id;
  std::vector<JourneyNode> nodes;
  NodeIndex entry = kUnconnected;
  Json properties;
  std::vector<InnerTreeUse> inner_trees;
  Diagnostics findings;
};

/// Puts the nodes of inner trees into the trees that run them. A copy of a node shares the node's object, so
/// a tree that is used often costs little.
class InnerTrees {
 public:
  /// `trees` outlives this object, and gets the findings about inner trees: one that is not there, that runs
  /// itself, that cannot be run.
  explicit InnerTrees(std::vector<ReadTree>& trees);

  /// True when a tree and all that run inside it have no error.
  [[nodiscard]] bool IsUsable(const ReadTree& tree) const;

  /// The tree's nodes, and behind them those of its inner trees. Only for a usable tree.
  [[nodiscard]] std::vector<JourneyNode> Expand(const ReadTree& tree) const;

 private:
  enum class State : std::uint8_t { kNew, kVisiting, kUsable, kUnusable };
  struct Visit {
    State state = State::kNew;
    std::size_t levels = 1;
    std::size_t nodes = 0;
  };

  struct Frame {
    ReadTree* tree = nullptr;
    std::size_t next_use = 0;
  };

  /// Goes through a tree and all that run inside it, innermost first. Not by recursion: how deep trees stand
  /// inside each other is up to the file.
  void Examine(ReadTree& tree);
  /// Says what is wrong with one use, or takes the inner tree's size over. The tree to be examined before, if
  /// there is one.
  [[nodiscard]] ReadTree* ExamineUse(ReadTree& tree, const InnerTreeUse& use);
  [[nodiscard]] std::string CircleTo(const ReadTree& tree) const;
  void Append(const ReadTree& tree, const std::string& prefix, std::optional<NodeIndex> inside,
              std::vector<JourneyNode>& nodes) const;

  std::map<std::string, ReadTree*, std::less<>> by_id_;
  std::map<const ReadTree*, Visit> visits_;
  std::vector<Frame> path_;
};

}  // namespace authtree::inline v0
