#include "authtree/node/state_contract.h"

#include <algorithm>

namespace authtree::inline v0 {

StateContract StateContract::ReadsName(std::string_view name) && {
  Add(reads_, name);
  return std::move(*this);
}

StateContract StateContract::WritesName(std::string_view name) && {
  Add(writes_, name);
  return std::move(*this);
}

StateContract StateContract::ReadsEverything() && {
  reads_everything_ = true;
  return std::move(*this);
}

StateContract StateContract::WritesEverything() && {
  writes_everything_ = true;
  return std::move(*this);
}

void StateContract::Merge(const StateContract& other) {
  for (const std::string& name : other.reads_) Add(reads_, name);
  for (const std::string& name : other.writes_) Add(writes_, name);
  reads_everything_ = reads_everything_ || other.reads_everything_;
  writes_everything_ = writes_everything_ || other.writes_everything_;
}

bool StateContract::MayRead(std::string_view name) const {
  return reads_everything_ || std::binary_search(reads_.begin(), reads_.end(), name);
}

bool StateContract::MayWrite(std::string_view name) const {
  return writes_everything_ || std::binary_search(writes_.begin(), writes_.end(), name);
}

void StateContract::Add(std::vector<std::string>& names, std::string_view name) {
  const auto place = std::lower_bound(names.begin(), names.end(), name);
  if (place == names.end() || *place != name) names.emplace(place, name);
}

}  // namespace authtree::inline v0
