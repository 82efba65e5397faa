#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"
#include "authtree/node/registry.h"

namespace authtree::inline v0 {

/// Index of a node in its journey, or one of the ends.
using NodeIndex = std::int32_t;
inline constexpr NodeIndex kSuccessEnd = -1;
inline constexpr NodeIndex kFailureEnd = -2;
/// An outcome that leads nowhere: taking it ends the round in failure.
inline constexpr NodeIndex kUnconnected = -3;

/// An outcome of a node and where it leads.
struct Connection {
  std::string outcome;
  NodeIndex target = kUnconnected;
};

/// A node of a journey, ready to run.
struct JourneyNode {
  std::string id;
  std::string type;
  std::string display_name;
  std::shared_ptr<const Node> node;
  const SyncNode* sync = nullptr;  ///< `node` as one that never waits, or null
  StateContract contract;
  ErrorReporting error_reporting;
  std::vector<Connection> connections;  ///< in the order the type declares its outcomes
  std::vector<NodeIndex> children;      ///< of a container
  bool is_child = false;
  /// Of a node that stands for an inner tree: where that tree begins, a node or an end.
  std::optional<NodeIndex> inner_entry;
  /// The node that stands for the inner tree this one belongs to; nothing for nodes of the journey's own
  /// tree. The id of such a node begins with that node's id and a slash.
  std::optional<NodeIndex> inside;
  /// Keys that this node or one that can run after it reads by name: transient values under them survive a
  /// prompt.
  std::vector<std::string> needed_later;
};

/// A journey as the engine runs it: nodes in a vector, outcomes resolved to indexes. Immutable.
class Journey {
 public:
  Journey(std::string id, std::vector<JourneyNode> nodes, NodeIndex entry, Json properties);

  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] const std::vector<JourneyNode>& nodes() const { return nodes_; }
  [[nodiscard]] const JourneyNode& node(NodeIndex index) const {
    return nodes_[static_cast<std::size_t>(index)];
  }
  /// Where the journey starts: a node or an end.
  [[nodiscard]] NodeIndex entry() const { return entry_; }
  /// The node with that id.
  [[nodiscard]] std::optional<NodeIndex> Find(std::string_view node_id) const;

  /// The tree's `enabled`; a tree that does not say is enabled.
  [[nodiscard]] bool enabled() const;
  /// True when a client may start it: enabled, and neither `innerTreeOnly` nor `transactionalOnly`.
  [[nodiscard]] bool may_be_started() const;
  /// How long a session may take, when the file says so.
  [[nodiscard]] std::optional<std::chrono::minutes> timeout() const;

 private:
  std::string id_;
  std::vector<JourneyNode> nodes_;
  NodeIndex entry_;
  Json properties_;
  std::map<std::string, NodeIndex, std::less<>> by_id_;
};

/// What came out of reading a journey file: all findings, and the journeys that have no error among theirs.
struct LoadedJourneys {
  std::vector<std::shared_ptr<const Journey>> journeys;
  Diagnostics diagnostics;

  /// The journey of that name; with an empty name the only one. Null when there is no such journey.
  [[nodiscard]] std::shared_ptr<const Journey> Find(std::string_view id = {}) const;
};

/// Journey files may be large, but not without bound.
inline constexpr JsonLimits kJourneyFileLimits{16 * 1024 * 1024, 64};

/// Reads an export of ForgeRock / Ping AM, of one tree or of several ("trees"), as frodo and the platform UI
/// write it. The text is untrusted. Every finding is reported with its JSON pointer, not just the first.
[[nodiscard]] LoadedJourneys LoadJourneys(std::string_view text, const NodeRegistry& registry);

}  // namespace authtree::inline v0
