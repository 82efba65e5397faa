#include "authtree/session/journey_catalog.h"

#include <utility>

namespace authtree::inline v0 {

JourneyCatalog::JourneyCatalog(const LoadedJourneys& loaded) {
  for (const auto& journey : loaded.journeys) Add(journey);
}

void JourneyCatalog::Add(std::shared_ptr<const Journey> journey) {
  std::string name = journey->id();
  journeys_.insert_or_assign(std::move(name), std::move(journey));
}

Result<void> JourneyCatalog::SetDefault(std::string_view name) {
  if (!journeys_.contains(name)) {
    return tl::unexpected(Error(ErrorCode::kNotFound, "There is no journey of that name."));
  }
  default_ = name;
  return {};
}

std::shared_ptr<const Journey> JourneyCatalog::Find(std::string_view name) const {
  const auto found = journeys_.find(name.empty() ? std::string_view(default_) : name);
  if (found == journeys_.end() || !found->second->may_be_started()) return nullptr;
  return found->second;
}

std::vector<std::string> JourneyCatalog::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, journey] : journeys_) {
    if (journey->may_be_started()) names.push_back(name);
  }
  return names;
}

}  // namespace authtree::inline v0
