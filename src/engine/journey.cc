#include "authtree/engine/journey.h"

#include "tree_flags.h"
#include "tree_timeout.h"

namespace authtree::inline v0 {

Journey::Journey(std::string id, std::vector<JourneyNode> nodes, NodeIndex entry, Json properties)
    : id_(std::move(id)), nodes_(std::move(nodes)), entry_(entry), properties_(std::move(properties)) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) by_id_.emplace(nodes_[i].id, static_cast<NodeIndex>(i));
}

std::optional<NodeIndex> Journey::Find(std::string_view node_id) const {
  const auto found = by_id_.find(node_id);
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

bool Journey::enabled() const { return IsEnabled(properties_); }

bool Journey::may_be_started() const {
  return enabled() && !IsOn(properties_, "innerTreeOnly") && !IsOn(properties_, "transactionalOnly");
}

std::optional<std::chrono::minutes> Journey::timeout() const { return TreeTimeout(properties_); }

std::shared_ptr<const Journey> LoadedJourneys::Find(std::string_view id) const {
  if (id.empty()) return journeys.size() == 1 ? journeys.front() : nullptr;
  for (const auto& journey : journeys) {
    if (journey->id() == id) return journey;
  }
  return nullptr;
}

}  // namespace authtree::inline v0
