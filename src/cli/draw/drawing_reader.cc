#include "draw/drawing_reader.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "authtree/engine/journey.h"

namespace authtree::inline v0::cli::draw {
namespace {

constexpr std::string_view kSuccessId = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";
constexpr std::string_view kFailureId = "e301438c-0bd0-429c-ab0c-66126501069a";

// As many as a journey may have. A picture of more helps nobody.
constexpr std::size_t kMostNodes = 2000;
constexpr std::size_t kMostConnections = 10'000;

// A node as the registry sees it.
struct Configured {
  bool known = false;
  std::vector<std::string> outcomes;
  std::vector<ChildReference> children;
  std::vector<OutcomeAlias> aliases;
};

class TreeDrawer {
 public:
  TreeDrawer(const Json& single, const NodeRegistry& registry) : single_(single), registry_(registry) {}

  Drawing Draw(const std::string& name) {
    const Json& tree = single_.at("tree");
    drawing_.journey = name;
    const Json& nodes = tree.at("nodes");
    for (const auto& [id, entry] : nodes.items()) {
      indexes_.emplace(id, drawing_.nodes.size());
      drawing_.nodes.push_back(Node(id, entry));
    }
    for (const auto& [id, entry] : nodes.items()) Connect(drawing_.nodes[indexes_.find(id)->second], entry);
    if (const Json* entry = FindMember(tree, "entryNodeId")) drawing_.entry = TargetOf(*entry);
    MarkReached();
    return std::move(drawing_);
  }

 private:
  const Json* Properties(const std::string& id, std::initializer_list<const char*> collections) const {
    for (const char* name : collections) {
      const Json* collection = FindMember(single_, name);
      const Json* properties = collection == nullptr ? nullptr : FindMember(*collection, id);
      if (properties != nullptr && properties->is_object()) return properties;
    }
    return nullptr;
  }

  // The outcomes that the export itself tells of a node: all there is for an unknown type.
  static std::vector<std::string> ExportedOutcomes(const Json* properties) {
    std::vector<std::string> names;
    const Json* outcomes = properties == nullptr ? nullptr : FindMember(*properties, "_outcomes");
    if (outcomes == nullptr || !outcomes->is_array()) return names;
    for (const Json& outcome : *outcomes) {
      std::string name = StringMember(outcome, "id");
      if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
    return names;
  }

  Configured Configure(const std::string& type, const Json* properties) const {
    Configured configured;
    const NodeDescriptor* descriptor = registry_.Find(type);
    if (descriptor == nullptr) {
      configured.outcomes = ExportedOutcomes(properties);
      return configured;
    }
    Diagnostics findings;  // told by `authtree check`
    ConfiguredNode made =
        registry_.Make(type, properties == nullptr ? Json::object() : *properties, "", findings);
    configured.known = true;
    configured.outcomes = std::move(made.outcomes);
    configured.children = std::move(made.children);
    configured.aliases = descriptor->aliases;
    return configured;
  }

  DrawnNode Node(const std::string& id, const Json& entry) {
    DrawnNode node;
    node.id = id;
    node.type = StringMember(entry, "nodeType");
    node.display_name = StringMember(entry, "displayName");
    if (node.display_name.empty()) node.display_name = node.type.empty() ? id : node.type;
    Configured configured = Configure(node.type, Properties(id, {"nodes"}));
    node.known = configured.known;
    for (const ChildReference& child : configured.children) {
      Configured inner = Configure(child.type, Properties(child.id, {"innerNodes", "innernodes", "nodes"}));
      node.children.push_back(
          {child.id, child.type, child.display_name.empty() ? child.type : child.display_name, inner.known});
      // A page has the outcomes of its last child.
      configured.outcomes = std::move(inner.outcomes);
      configured.aliases = std::move(inner.aliases);
    }
    for (std::string& name : configured.outcomes) node.outcomes.push_back({std::move(name), {}, true});
    aliases_.push_back(std::move(configured.aliases));
    // Nobody knows what the outcomes of an unknown type are: whatever is connected counts.
    open_outcomes_.push_back(!node.known || (!node.children.empty() && !node.children.back().known));
    return node;
  }

  void Connect(DrawnNode& node, const Json& entry) {
    const Json* connections = FindMember(entry, "connections");
    if (connections == nullptr || !connections->is_object()) return;
    const auto index = static_cast<std::size_t>(&node - drawing_.nodes.data());
    std::set<std::string, std::less<>> used;
    for (DrawnOutcome& outcome : node.outcomes) {
      std::string name = outcome.name;
      if (!connections->contains(name)) {
        for (const OutcomeAlias& alias : aliases_[index]) {
          if (alias.to == name && connections->contains(alias.from)) name = alias.from;
        }
      }
      const Json* target = FindMember(*connections, name);
      if (target == nullptr) continue;
      used.insert(name);
      outcome.target = TargetOf(*target);
    }
    for (const auto& [name, target] : connections->items()) {
      if (used.contains(name)) continue;
      node.outcomes.push_back({name, TargetOf(target), open_outcomes_[index]});
    }
  }

  Target TargetOf(const Json& value) const {
    if (!value.is_string()) return {TargetKind::kMissing, 0, DumpJson(value)};
    const auto& id = value.get_ref<const std::string&>();
    if (id == kSuccessId) return {TargetKind::kSuccess, 0, {}};
    if (id == kFailureId) return {TargetKind::kFailure, 0, {}};
    const auto found = indexes_.find(id);
    if (found == indexes_.end()) return {TargetKind::kMissing, 0, id};
    return {TargetKind::kNode, found->second, {}};
  }

  void MarkReached() {
    std::vector<Target> open{drawing_.entry};
    while (!open.empty()) {
      const Target target = std::move(open.back());
      open.pop_back();
      if (target.kind != TargetKind::kNode || drawing_.nodes[target.node].reached) continue;
      drawing_.nodes[target.node].reached = true;
      for (const DrawnOutcome& outcome : drawing_.nodes[target.node].outcomes) open.push_back(outcome.target);
    }
  }

  const Json& single_;
  const NodeRegistry& registry_;
  Drawing drawing_;
  std::map<std::string, std::size_t, std::less<>> indexes_;
  std::vector<std::vector<OutcomeAlias>> aliases_;  // by node
  std::vector<bool> open_outcomes_;                 // by node
};

// How much there is to draw, children included.
std::size_t CountNodes(const Json& single) {
  std::size_t count = single.at("tree").at("nodes").size();
  for (const char* name : {"nodes", "innerNodes", "innernodes"}) {
    const Json* collection = FindMember(single, name);
    if (collection == nullptr || !collection->is_object()) continue;
    for (const auto& [id, properties] : collection->items()) {
      const Json* children = FindMember(properties, "nodes");
      if (children != nullptr && children->is_array()) count += children->size();
    }
  }
  return count;
}

std::size_t CountConnections(const Json& single) {
  std::size_t count = 0;
  for (const auto& [id, entry] : single.at("tree").at("nodes").items()) {
    const Json* connections = FindMember(entry, "connections");
    if (connections != nullptr && connections->is_object()) count += connections->size();
  }
  return count;
}

std::optional<Drawing> DrawTree(const Json& single, const std::string& place, const std::string& name,
                                const NodeRegistry& registry, Diagnostics& diagnostics) {
  const Json* tree = FindMember(single, "tree");
  const Json* nodes = tree == nullptr ? nullptr : FindMember(*tree, "nodes");
  if (nodes == nullptr || !nodes->is_object()) {
    diagnostics.AddError(place, "there is no object 'tree' with an object 'nodes'",
                         "Give a journey export as frodo or the platform UI writes it");
    return std::nullopt;
  }
  if (CountNodes(single) > kMostNodes) {
    diagnostics.AddError(
        PointerTo(PointerTo(place, "tree"), "nodes"),
        "the tree has more than " + std::to_string(kMostNodes) + " nodes, children of pages included",
        "Split it into several journeys");
    return std::nullopt;
  }
  if (CountConnections(single) > kMostConnections) {
    diagnostics.AddError(PointerTo(PointerTo(place, "tree"), "nodes"),
                         "the tree has more than " + std::to_string(kMostConnections) + " connections",
                         "Split it into several journeys");
    return std::nullopt;
  }
  const std::string own = StringMember(*tree, "_id");
  return TreeDrawer(single, registry).Draw(own.empty() ? name : own);
}

}  // namespace

std::optional<Drawing> ReadDrawing(std::string_view text, const std::string& journey,
                                   const NodeRegistry& registry, Diagnostics& diagnostics) {
  const Result<Json> file = ParseJson(text, kJourneyFileLimits);
  if (!file) {
    diagnostics.AddError(std::string(file.error().Find(Fact::kPosition)), std::string(file.error().message()),
                         "Give a journey export in JSON");
    return std::nullopt;
  }
  const Json* trees = FindMember(*file, "trees");
  if (trees == nullptr) {
    std::optional<Drawing> drawing = DrawTree(*file, "", journey, registry, diagnostics);
    if (drawing && !journey.empty() && drawing->journey != journey) {
      diagnostics.AddError("", "the file has no journey '" + journey + "'",
                           "It has '" + drawing->journey + "'");
      return std::nullopt;
    }
    return drawing;
  }
  if (!trees->is_object() || trees->empty()) {
    diagnostics.AddError("/trees", "there is no journey in the file", "Export at least one journey");
    return std::nullopt;
  }
  std::string names;
  for (const auto& [key, single] : trees->items()) {
    const Json* tree = FindMember(single, "tree");
    const std::string id = tree == nullptr ? std::string() : StringMember(*tree, "_id");
    if (key == journey || id == journey || (journey.empty() && trees->size() == 1)) {
      return DrawTree(single, PointerTo("/trees", key), key, registry, diagnostics);
    }
    names += (names.empty() ? "'" : ", '") + (id.empty() ? key : id) + "'";
  }
  if (journey.empty()) {
    diagnostics.AddError("/trees", "the file holds several journeys: " + names, "Name one with --journey");
  } else {
    diagnostics.AddError("/trees", "the file has no journey '" + journey + "'", "It has " + names);
  }
  return std::nullopt;
}

}  // namespace authtree::inline v0::cli::draw
