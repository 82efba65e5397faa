#include "authtree/node/state.h"

#include <algorithm>

#include "authtree/node/well_known_keys.h"

namespace authtree::inline v0 {
namespace {

Value Protected(std::string_view key, Value value) {
  if (value.is_secret() || !value.json()->is_string() || !keys::IsSecret(key)) return value;
  return Secret(value.json()->get_ref<const std::string&>());
}

}  // namespace

std::string_view TierName(Tier tier) {
  switch (tier) {
    case Tier::kTransient:
      return "transient";
    case Tier::kSecure:
      return "secure";
    case Tier::kShared:
      return "shared";
  }
  return "shared";
}

bool IsOwnKey(std::string_view node_id, std::string_view key) {
  // The last dot divides: "a.b.count" belongs to node "a.b" and not to node "a".
  return !node_id.empty() && key.starts_with(node_id) && key.rfind('.') == node_id.size();
}

const Value* JourneyState::Find(std::string_view key) const {
  for (const TierMap& values : tiers_) {
    const auto found = values.find(key);
    if (found != values.end()) return &found->second;
  }
  return nullptr;
}

void JourneyState::Put(Tier tier, std::string_view key, Value value) {
  tiers_[static_cast<std::size_t>(tier)].insert_or_assign(std::string(key), Protected(key, std::move(value)));
}

void JourneyState::Remove(std::string_view key) {
  for (TierMap& values : tiers_) {
    const auto found = values.find(key);
    if (found != values.end()) values.erase(found);
  }
}

void JourneyState::Apply(std::vector<StateWrite> writes) {
  for (StateWrite& write : writes) {
    if (write.value) {
      Put(write.tier, write.key, std::move(*write.value));
    } else {
      Remove(write.key);
    }
  }
}

void JourneyState::EndRound(const std::vector<std::string>& survivors) {
  TierMap& transient = tiers_[static_cast<std::size_t>(Tier::kTransient)];
  TierMap& secure = tiers_[static_cast<std::size_t>(Tier::kSecure)];
  for (auto& [key, value] : transient) {
    if (std::binary_search(survivors.begin(), survivors.end(), key)) {
      secure.insert_or_assign(key, std::move(value));
    }
  }
  transient.clear();
}

void JourneyState::KeepOnly(const std::vector<std::string>& names) {
  for (const Tier tier : {Tier::kTransient, Tier::kSecure}) {
    std::erase_if(tiers_[static_cast<std::size_t>(tier)], [&](const TierMap::value_type& entry) {
      return !std::binary_search(names.begin(), names.end(), entry.first);
    });
  }
}

JourneyState JourneyState::Clone() const {
  JourneyState copy;
  for (std::size_t i = 0; i < tiers_.size(); ++i) {
    for (const auto& [key, value] : tiers_[i]) copy.tiers_[i].emplace(key, value.Clone());
  }
  return copy;
}

const Value* StateView::FindIn(Tier tier, std::string_view key) const {
  if (!contract_->MayRead(key) && !IsOwnKey(node_id_, key)) return nullptr;
  const JourneyState::TierMap& values = state_->tier(tier);
  const auto found = values.find(key);
  return found == values.end() ? nullptr : &found->second;
}

std::vector<std::string> StateView::NamesIn(Tier tier) const {
  std::vector<std::string> names;
  for (const auto& [key, value] : state_->tier(tier)) {
    if (contract_->MayRead(key) || IsOwnKey(node_id_, key)) names.push_back(key);
  }
  return names;
}

}  // namespace authtree::inline v0
