#include "tree_reader.h"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "tree_timeout.h"

namespace authtree::inline v0 {
namespace {

constexpr std::string_view kSuccessId = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";
constexpr std::string_view kFailureId = "e301438c-0bd0-429c-ab0c-66126501069a";

const Json& EmptyObject() {
  static const Json empty = Json::object();
  return empty;
}

// Reads one tree with its nodes. Goes on after an error as long as there is something to look at.
class TreeReader {
 public:
  TreeReader(const Json& single, std::string place, const ScriptMap& scripts, const NodeRegistry& registry)
      : single_(single), place_(std::move(place)), scripts_(scripts), registry_(registry) {}

  ReadTree Read(const std::string& fallback_id) {
    ReadTree read;
    diagnostics_ = &read.findings;
    ReadInto(read, fallback_id);
    return read;
  }

 private:
  void ReadInto(ReadTree& read, const std::string& fallback_id) {
    Diagnostics& diagnostics = read.findings;
    read.id = fallback_id;
    const Json* tree = FindMember(single_, "tree");
    if (tree == nullptr || !tree->is_object()) {
      diagnostics.AddError(place_, "there is no object 'tree'",
                           "Give a journey export as frodo or the platform UI writes it");
      return;
    }
    tree_place_ = PointerTo(place_, "tree");
    if (std::string id = StringMember(*tree, "_id"); !id.empty()) read.id = std::move(id);
    if (read.id.empty())
      diagnostics.AddError(PointerTo(tree_place_, "_id"), "the tree has no name", "Give its _id");

    ReadNodes(*tree);
    if (too_large_) return;
    ConnectNodes(*tree);
    read.entry = ReadEntry(*tree);
    if (read.entry != kUnconnected) FindUnreachable(*tree, read.entry);
    read.nodes = std::move(nodes_);
    read.inner_trees = std::move(inner_trees_);
    read.properties = *tree;
  }

  JourneyNode& At(NodeIndex index) { return nodes_[static_cast<std::size_t>(index)]; }

  const Json& TreeNodes(const Json& tree) const {
    const Json* nodes = FindMember(tree, "nodes");
    return nodes != nullptr && nodes->is_object() ? *nodes : EmptyObject();
  }

  void ReadNodes(const Json& tree) {
    const Json* nodes = FindMember(tree, "nodes");
    if (nodes == nullptr || !nodes->is_object()) {
      diagnostics_->AddError(PointerTo(tree_place_, "nodes"), "there is no object 'nodes'",
                             "List the tree's nodes by id");
      return;
    }
    if (nodes->size() > kMostNodes) {
      diagnostics_->AddError(PointerTo(tree_place_, "nodes"),
                             "the tree has more than " + std::to_string(kMostNodes) + " nodes",
                             "Split it into several journeys");
      too_large_ = true;
      return;
    }
    for (const auto& [id, entry] : nodes->items()) {
      const std::string place = PointerTo(PointerTo(tree_place_, "nodes"), id);
      const std::string type = StringMember(entry, "nodeType");
      if (type.empty()) {
        diagnostics_->AddError(PointerTo(place, "nodeType"), "the node has no type", "Give its nodeType");
        unreadable_.insert(id);
        continue;
      }
      if (!ReadNode(ChildReference{id, type, StringMember(entry, "displayName")}, {"nodes"}, place)) {
        unreadable_.insert(id);
      }
    }
  }

  // Reads a node's own object from the first of `collections` that has it.
  std::optional<NodeIndex> ReadNode(const ChildReference& reference,
                                    const std::vector<std::string>& collections, const std::string& place) {
    const NodeDescriptor* descriptor = registry_.Find(reference.type);
    if (descriptor == nullptr) {
      const std::string_view nearest = registry_.Nearest(reference.type);
      diagnostics_->AddError(
          PointerTo(place, "nodeType"), "the node type '" + reference.type + "' is not known",
          nearest.empty() ? "Register the pack that has it" : "Did you mean '" + std::string(nearest) + "'?");
      return std::nullopt;
    }
    const auto [properties, properties_place] = FindProperties(reference.id, collections, place, *descriptor);
    const std::size_t findings = diagnostics_->findings().size();
    ConfiguredNode made =
        registry_.Make(reference.type, *properties, properties_place, *diagnostics_, scripts_);
    if (made.lifetime) {
      CheckLifetime(*made.lifetime, *FindMember(single_, "tree"), properties_place, *diagnostics_);
    }

    JourneyNode node;
    node.id = reference.id;
    node.type = reference.type;
    node.display_name = reference.display_name.empty() ? reference.type : reference.display_name;
    node.node = std::move(made.node);
    node.sync = node.node->AsSync();
    node.contract = node.node->Contract();
    node.error_reporting = descriptor->error_reporting;
    for (std::string& outcome : made.outcomes) node.connections.push_back({std::move(outcome), kUnconnected});

    const auto index = static_cast<NodeIndex>(nodes_.size());
    if (!indexes_.emplace(node.id, index).second) {
      diagnostics_->AddError(place, "the node id '" + node.id + "' is used twice",
                             "Give every node its own id");
      return std::nullopt;
    }
    nodes_.push_back(std::move(node));
    if (made.inner_tree) {
      inner_trees_.push_back({index, std::move(*made.inner_tree), PointerTo(properties_place, "tree")});
    }
    if (descriptor->is_container) {
      // A list that could not be read has been reported.
      const bool unread = made.children.empty() && HasErrorsSince(findings);
      ReadChildren(index, made.children, properties_place, unread ? ChildList::kUnread : ChildList::kRead);
    }
    return index;
  }

  bool HasErrorsSince(std::size_t first) const {
    const std::vector<Finding>& findings = diagnostics_->findings();
    return std::any_of(findings.begin() + static_cast<std::ptrdiff_t>(first), findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::kError; });
  }

  std::pair<const Json*, std::string> FindProperties(const std::string& id,
                                                     const std::vector<std::string>& collections,
                                                     const std::string& place,
                                                     const NodeDescriptor& descriptor) const {
    for (const std::string& name : collections) {
      const Json* collection = FindMember(single_, name);
      const Json* properties = collection == nullptr ? nullptr : FindMember(*collection, id);
      if (properties == nullptr) continue;
      const std::string properties_place = PointerTo(PointerTo(place_, name), id);
      if (properties->is_object()) return {properties, properties_place};
      diagnostics_->AddError(properties_place, "the node is not an object",
                             "Give an object with its properties");
      return {&EmptyObject(), properties_place};
    }
    if (!descriptor.fields.empty()) {
      diagnostics_->AddError(place, "the properties of node '" + id + "' are missing",
                             "Add them under /" + collections.front() + "/" + id);
    }
    return {&EmptyObject(), place};
  }

  enum class ChildList : std::uint8_t { kRead, kUnread };

  void ReadChildren(NodeIndex parent, const std::vector<ChildReference>& children, const std::string& place,
                    ChildList state) {
    const std::string list = PointerTo(place, "nodes");
    // Until the last child has been read, nobody knows the outcomes.
    unknown_outcomes_.insert(parent);
    if (children.empty()) {
      if (state == ChildList::kUnread) return;
      diagnostics_->AddError(list, "the page has no child", "Put at least one node on it");
      return;
    }
    for (std::size_t i = 0; i < children.size(); ++i) {
      const std::string child_place = PointerTo(list, std::to_string(i));
      const NodeDescriptor* descriptor = registry_.Find(children[i].type);
      if (descriptor != nullptr && descriptor->is_container) {
        diagnostics_->AddError(child_place, "a page cannot hold a '" + children[i].type + "'",
                               "Put its nodes on the page itself");
        continue;
      }
      const auto index = ReadNode(children[i], {"innerNodes", "innernodes", "nodes"}, child_place);
      if (!index) continue;
      if (!inner_trees_.empty() && inner_trees_.back().node == *index) {
        diagnostics_->AddError(child_place, "a page cannot hold an inner tree",
                               "Put it before or behind the page");
        inner_trees_.pop_back();
      }
      JourneyNode& child = At(*index);
      child.is_child = true;
      if (i + 1 < children.size() && child.connections.size() != 1) {
        diagnostics_->AddError(child_place,
                               "a node with several outcomes stands before the last place of a page",
                               "Make it the last child, or put it behind the page");
      }
      At(parent).contract.Merge(child.contract);
      At(parent).children.push_back(*index);
    }
    if (At(parent).children.empty() || At(At(parent).children.back()).id != children.back().id) return;
    const JourneyNode& last = At(At(parent).children.back());
    At(parent).connections = last.connections;
    alias_type_[parent] = last.type;
    unknown_outcomes_.erase(parent);
  }

  void ConnectNodes(const Json& tree) {
    for (const auto& [id, entry] : TreeNodes(tree).items()) {
      const auto found = indexes_.find(id);
      if (found == indexes_.end() || At(found->second).is_child || unknown_outcomes_.contains(found->second))
        continue;
      const std::string place = PointerTo(PointerTo(PointerTo(tree_place_, "nodes"), id), "connections");
      const Json* connections = FindMember(entry, "connections");
      if (connections == nullptr || connections->is_null()) connections = &EmptyObject();
      if (!connections->is_object()) {
        diagnostics_->AddError(place, "the connections are not an object", "Give outcome ids with node ids");
        continue;
      }
      Connect(found->second, *connections, place);
    }
  }

  void Connect(NodeIndex index, const Json& connections, const std::string& place) {
    JourneyNode& node = At(index);
    const auto alias_type = alias_type_.find(index);
    const NodeDescriptor* descriptor =
        registry_.Find(alias_type == alias_type_.end() ? node.type : alias_type->second);
    std::set<std::string> used;
    for (Connection& connection : node.connections) {
      std::string name = connection.outcome;
      if (!connections.contains(name)) {
        for (const OutcomeAlias& alias : descriptor->aliases) {
          if (alias.to == name && connections.contains(alias.from)) name = alias.from;
        }
      }
      if (!connections.contains(name)) {
        diagnostics_->AddWarning(place,
                                 "outcome '" + connection.outcome + "' of '" + node.display_name +
                                     "' leads nowhere; a journey that takes it ends in failure",
                                 "Connect it");
        continue;
      }
      used.insert(name);
      connection.target = Target(connections.at(name), PointerTo(place, name));
    }
    for (const auto& [name, target] : connections.items()) {
      if (used.contains(name)) continue;
      diagnostics_->AddWarning(PointerTo(place, name),
                               "'" + node.display_name + "' has no outcome '" + name + "'; it is never taken",
                               "Remove the connection or use one of the node's outcomes");
    }
    if (!node.children.empty()) At(node.children.back()).connections = At(index).connections;
  }

  NodeIndex Target(const Json& target, const std::string& place) {
    if (!target.is_string()) {
      diagnostics_->AddError(place, "the connection is not a node id",
                             "Give the id of the next node as a text");
      return kUnconnected;
    }
    const auto& id = target.get_ref<const std::string&>();
    if (id == kSuccessId) return kSuccessEnd;
    if (id == kFailureId) return kFailureEnd;
    const auto found = indexes_.find(id);
    if (found != indexes_.end() && !At(found->second).is_child) return found->second;
    // A node that could not be read has been reported already.
    if (!unreadable_.contains(id)) {
      diagnostics_->AddError(place, "the connection leads to '" + id + "', which is no node of this tree",
                             "Connect it to a node of the tree, or to Success or Failure");
    }
    return kUnconnected;
  }

  NodeIndex ReadEntry(const Json& tree) {
    const std::string place = PointerTo(tree_place_, "entryNodeId");
    const Json* entry = FindMember(tree, "entryNodeId");
    if (entry == nullptr) {
      diagnostics_->AddError(place, "the tree does not say where it starts", "Give entryNodeId");
      return kUnconnected;
    }
    return Target(*entry, place);
  }

  std::set<NodeIndex> ReachableFrom(std::deque<NodeIndex> open) const {
    std::set<NodeIndex> reached;
    while (!open.empty()) {
      const NodeIndex index = open.front();
      open.pop_front();
      if (index < 0 || !reached.insert(index).second) continue;
      for (const Connection& connection : nodes_[static_cast<std::size_t>(index)].connections) {
        open.push_back(connection.target);
      }
    }
    return reached;
  }

  // What the file connects to nodes that could not be read: once they are put right, it is reached.
  void AddTargetsOfUnread(const Json& tree, std::deque<NodeIndex>& open) const {
    for (const auto& [id, entry] : TreeNodes(tree).items()) {
      const auto known = indexes_.find(id);
      if (known != indexes_.end() && !unknown_outcomes_.contains(known->second)) continue;
      const Json* connections = FindMember(entry, "connections");
      if (connections == nullptr || !connections->is_object()) continue;
      for (const auto& [outcome, target] : connections->items()) {
        const auto found =
            target.is_string() ? indexes_.find(target.get_ref<const std::string&>()) : indexes_.end();
        if (found != indexes_.end()) open.push_back(found->second);
      }
    }
  }

  void FindUnreachable(const Json& tree, NodeIndex entry) {
    std::deque<NodeIndex> open{entry};
    AddTargetsOfUnread(tree, open);
    const std::set<NodeIndex> reached = ReachableFrom(std::move(open));
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].is_child || reached.contains(static_cast<NodeIndex>(i))) continue;
      diagnostics_->AddWarning(PointerTo(PointerTo(tree_place_, "nodes"), nodes_[i].id),
                               "'" + nodes_[i].display_name + "' is never reached",
                               "Connect it or remove it");
    }
  }

  const Json& single_;
  std::string place_;
  std::string tree_place_;
  const ScriptMap& scripts_;
  const NodeRegistry& registry_;
  Diagnostics* diagnostics_ = nullptr;
  std::vector<JourneyNode> nodes_;
  std::map<std::string, NodeIndex, std::less<>> indexes_;
  std::vector<InnerTreeUse> inner_trees_;
  std::map<NodeIndex, std::string> alias_type_;  // page → type of its last child
  std::set<NodeIndex> unknown_outcomes_;         // pages whose last child could not be read
  std::set<std::string, std::less<>> unreadable_;
  bool too_large_ = false;
};

}  // namespace

ReadTree ReadTreeOf(const Json& single, const std::string& place, const std::string& fallback_id,
                    const ScriptMap& scripts, const NodeRegistry& registry) {
  return TreeReader(single, place, scripts, registry).Read(fallback_id);
}

}  // namespace authtree::inline v0
