#include "inner_trees.h"

#include <algorithm>
#include <utility>

#include "tree_flags.h"

namespace authtree::inline v0 {
namespace {

// Exports with five levels exist.
constexpr std::size_t kMostLevels = 16;

NodeIndex Shifted(NodeIndex target, std::size_t by) {
  return target < 0 ? target : target + static_cast<NodeIndex>(by);
}

}  // namespace

InnerTrees::InnerTrees(std::vector<ReadTree>& trees) {
  for (ReadTree& tree : trees) by_id_.emplace(tree.id, &tree);
  for (ReadTree& tree : trees) Examine(tree);
}

bool InnerTrees::IsUsable(const ReadTree& tree) const { return visits_.at(&tree).state == State::kUsable; }

void InnerTrees::Examine(ReadTree& tree) {
  path_.push_back({&tree});
  while (!path_.empty()) {
    Frame& frame = path_.back();
    ReadTree& at = *frame.tree;
    Visit& visit = visits_[&at];
    if (visit.state == State::kNew) {
      visit.state = State::kVisiting;
      visit.nodes = at.nodes.size();
    }
    if (visit.state == State::kVisiting && frame.next_use < at.inner_trees.size()) {
      if (ReadTree* first = ExamineUse(at, at.inner_trees[frame.next_use]); first != nullptr) {
        path_.push_back({first});
      } else {
        ++frame.next_use;
      }
      continue;
    }
    visit.state = at.findings.has_errors() ? State::kUnusable : State::kUsable;
    path_.pop_back();
  }
}

ReadTree* InnerTrees::ExamineUse(ReadTree& tree, const InnerTreeUse& use) {
  const auto found = by_id_.find(use.tree);
  if (use.tree.empty()) {
    tree.findings.AddError(use.place, "the node names no tree", "Give the name of a tree of the file");
    return nullptr;
  }
  if (found == by_id_.end()) {
    tree.findings.AddError(use.place, "there is no tree '" + use.tree + "' in the file",
                           "Export the journey with its inner trees, or correct the name");
    return nullptr;
  }
  ReadTree& inner = *found->second;
  if (!IsEnabled(inner.properties) || IsOn(inner.properties, "transactionalOnly")) {
    tree.findings.AddError(use.place, "the tree '" + use.tree + "' must not run inside another",
                           "Enable it, and clear its transactionalOnly");
    return nullptr;
  }
  const Visit inside = visits_[&inner];
  if (inside.state == State::kNew) return &inner;
  if (inside.state == State::kVisiting) {
    tree.findings.AddError(use.place, "a tree runs inside itself: " + CircleTo(inner),
                           "Use a connection back instead of an inner tree");
    return nullptr;
  }
  if (inside.state == State::kUnusable) {
    tree.findings.AddError(use.place, "the inner tree '" + use.tree + "' cannot be run",
                           "Put its own findings right");
    return nullptr;
  }
  Visit& visit = visits_.at(&tree);
  visit.levels = std::max(visit.levels, inside.levels + 1);
  visit.nodes += inside.nodes;
  if (visit.levels > kMostLevels) {
    tree.findings.AddError(
        use.place, "trees stand inside each other on more than " + std::to_string(kMostLevels) + " levels",
        "Put some of them side by side");
  } else if (visit.nodes > kMostNodes) {
    tree.findings.AddError(
        use.place, "with its inner trees the tree has more than " + std::to_string(kMostNodes) + " nodes",
        "Split it into several journeys");
  }
  return nullptr;
}

std::string InnerTrees::CircleTo(const ReadTree& tree) const {
  std::string circle;
  bool in_circle = false;
  for (const Frame& frame : path_) {
    in_circle = in_circle || frame.tree == &tree;
    if (in_circle) circle.append(frame.tree->id).append(" > ");
  }
  return circle + tree.id;
}

std::vector<JourneyNode> InnerTrees::Expand(const ReadTree& tree) const {
  std::vector<JourneyNode> nodes;
  nodes.reserve(visits_.at(&tree).nodes);
  Append(tree, "", std::nullopt, nodes);
  return nodes;
}

void InnerTrees::Append(const ReadTree& tree, const std::string& prefix, std::optional<NodeIndex> inside,
                        std::vector<JourneyNode>& nodes) const {
  const std::size_t first = nodes.size();
  for (const JourneyNode& node : tree.nodes) {
    JourneyNode& copy = nodes.emplace_back(node);
    copy.id = prefix + node.id;
    copy.inside = inside;
    for (Connection& connection : copy.connections) connection.target = Shifted(connection.target, first);
    for (NodeIndex& child : copy.children) child = Shifted(child, first);
  }
  for (const InnerTreeUse& use : tree.inner_trees) {
    const ReadTree& inner = *by_id_.find(use.tree)->second;
    const NodeIndex around = Shifted(use.node, first);
    JourneyNode& node = nodes[static_cast<std::size_t>(around)];
    node.inner_entry = Shifted(inner.entry, nodes.size());
    Append(inner, std::string(node.id) + "/", around, nodes);
  }
}

}  // namespace authtree::inline v0
