#include "authtree/node/registry.h"

#include <algorithm>

#include "authtree/core/text.h"

namespace authtree::inline v0 {

const NodeDescriptor* NodeRegistry::Find(std::string_view type) const {
  const auto found = entries_.find(type);
  return found == entries_.end() ? nullptr : &found->second.descriptor;
}

ConfiguredNode NodeRegistry::Make(std::string_view type, const Json& properties, const std::string& place,
                                  Diagnostics& diagnostics, const ScriptMap& scripts) const {
  const auto found = entries_.find(type);
  if (found == entries_.end()) return {};
  return found->second.make(properties, place, diagnostics, scripts);
}

std::vector<const NodeDescriptor*> NodeRegistry::Descriptors() const {
  std::vector<const NodeDescriptor*> descriptors;
  descriptors.reserve(entries_.size());
  for (const auto& [type, entry] : entries_) descriptors.push_back(&entry.descriptor);
  return descriptors;
}

std::string_view NodeRegistry::Nearest(std::string_view type) const {
  // Far names are no help, and long ones would cost time.
  constexpr std::size_t kLongestName = 128;
  if (type.size() > kLongestName) return {};
  std::string_view nearest;
  std::size_t best = std::max<std::size_t>(2, type.size() / 3) + 1;
  for (const auto& [name, entry] : entries_) {
    const std::size_t distance = EditDistance(type, name);
    if (distance < best) {
      best = distance;
      nearest = name;
    }
  }
  return nearest;
}

}  // namespace authtree::inline v0
