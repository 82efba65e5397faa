#include "needed_later.h"

#include <map>
#include <string>

#include "inner_outcomes.h"

namespace authtree::inline v0 {
namespace {

const JourneyNode& At(const std::vector<JourneyNode>& nodes, NodeIndex index) {
  return nodes[static_cast<std::size_t>(index)];
}

// Where the journey goes on: the end of an inner tree is an outcome of the node around it.
NodeIndex Resolve(const std::vector<JourneyNode>& nodes, NodeIndex target, std::optional<NodeIndex> inside) {
  while (inside && (target == kSuccessEnd || target == kFailureEnd)) {
    const JourneyNode& around = At(nodes, *inside);
    target = TargetOf(around, OutcomeOfEnd(target));
    inside = around.inside;
  }
  return target;
}

std::vector<NodeIndex> NextOf(const std::vector<JourneyNode>& nodes, NodeIndex index) {
  const JourneyNode& node = At(nodes, index);
  std::vector<NodeIndex> next;
  for (const Connection& connection : node.connections) {
    next.push_back(Resolve(nodes, connection.target, node.inside));
  }
  if (node.inner_entry) next.push_back(Resolve(nodes, *node.inner_entry, index));
  for (std::optional<NodeIndex> around = node.inside; around; around = At(nodes, *around).inside) {
    next.push_back(Resolve(nodes, TargetOf(At(nodes, *around), kInnerError), At(nodes, *around).inside));
  }
  return next;
}

}  // namespace

// Goes backwards from the nodes that name a key: that costs the number of keys times the size of the tree,
// where going forwards from each node would cost its square.
void FindWhatIsNeededLater(std::vector<JourneyNode>& nodes) {
  std::map<std::string, std::vector<NodeIndex>, std::less<>> readers;
  std::vector<std::vector<NodeIndex>> before(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].is_child) continue;
    const auto index = static_cast<NodeIndex>(i);
    for (const std::string& key : nodes[i].contract.reads()) readers[key].push_back(index);
    for (const NodeIndex next : NextOf(nodes, index)) {
      if (next >= 0) before[static_cast<std::size_t>(next)].push_back(index);
    }
  }
  for (auto& [key, open] : readers) {
    std::vector<bool> reached(nodes.size());
    while (!open.empty()) {
      const auto index = static_cast<std::size_t>(open.back());
      open.pop_back();
      if (reached[index]) continue;
      reached[index] = true;
      nodes[index].needed_later.push_back(key);
      open.insert(open.end(), before[index].begin(), before[index].end());
    }
  }
}

}  // namespace authtree::inline v0
