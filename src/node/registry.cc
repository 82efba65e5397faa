#include "authtree/node/registry.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace authtree::inline v0 {
namespace {

std::size_t EditDistance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t k = 0; k < right.size(); ++k) {
      const std::size_t above = row[k + 1];
      const std::size_t replaced = diagonal + (left[i] == right[k] ? 0 : 1);
      row[k + 1] = std::min({replaced, above + 1, row[k] + 1});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

const NodeDescriptor* NodeRegistry::Find(std::string_view type) const {
  const auto found = entries_.find(type);
  return found == entries_.end() ? nullptr : &found->second.descriptor;
}

ConfiguredNode NodeRegistry::Make(std::string_view type, const Json& properties, const std::string& place,
                                  Diagnostics& diagnostics) const {
  const auto found = entries_.find(type);
  if (found == entries_.end()) return {};
  return found->second.make(properties, place, diagnostics);
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
