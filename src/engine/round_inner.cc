// How a round goes into inner trees and out of them.
#include <algorithm>

#include "authtree/node/well_known_keys.h"

#include "error_message.h"
#include "inner_outcomes.h"
#include "round.h"

namespace authtree::inline v0 {
namespace {

constexpr std::string_view kErrorNode = "errorNode";
constexpr std::string_view kErrorMessage = "errorMessage";

// The names of the values that were there before the inner tree: what it adds to the transient and the secure
// tier goes when it ends. Kept in the state, as the inner tree may ask the user.
std::string KeptKey(const JourneyNode& around) { return around.id + ".kept"; }

std::vector<std::string> PassingNames(const JourneyState& state) {
  std::vector<std::string> names;
  for (const Tier tier : {Tier::kTransient, Tier::kSecure}) {
    for (const auto& [name, value] : state.tier(tier)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<std::string> NamesFrom(const Value* kept) {
  std::vector<std::string> names;
  if (kept == nullptr || kept->json() == nullptr || !kept->json()->is_array()) return names;
  for (const Json& name : *kept->json()) {
    if (name.is_string()) names.push_back(name.get<std::string>());
  }
  return names;
}

}  // namespace

Result<NodeIndex> Round::Enter(NodeIndex around) {
  const JourneyNode& node = journey_.node(around);
  if (Result<void> admitted = Admit(node, clock_.SteadyNow()); !admitted) {
    return tl::unexpected(admitted.error());
  }
  state_.Put(Tier::kShared, KeptKey(node), Json(PassingNames(state_)));
  inside_ = around;
  return *node.inner_entry;
}

NodeIndex Round::Leave(std::string_view outcome) {
  const TimePoint began = clock_.SteadyNow();
  const JourneyNode& node = journey_.node(*inside_);
  state_.KeepOnly(NamesFrom(state_.Find(KeptKey(node))));
  state_.Remove(KeptKey(node));
  inside_ = node.inside;
  Report(node, state_, Action::To(outcome), {}, std::nullopt, began);
  return TargetOf(node, outcome);
}

std::optional<NodeIndex> Round::LeaveWith(const JourneyNode& failed, const Error& error) {
  if (broken_) return std::nullopt;
  std::optional<NodeIndex> around = inside_;
  while (around && TargetOf(journey_.node(*around), kInnerError) == kUnconnected) {
    around = journey_.node(*around).inside;
  }
  if (!around) return std::nullopt;
  while (inside_ != around) {
    const JourneyNode& passed = journey_.node(*inside_);
    state_.KeepOnly(NamesFrom(state_.Find(KeptKey(passed))));
    state_.Remove(KeptKey(passed));
    inside_ = passed.inside;
  }
  state_.Put(Tier::kShared, kErrorNode,
             Json{{"id", failed.id}, {"displayName", failed.display_name}, {"type", failed.type}});
  state_.Put(Tier::kShared, kErrorMessage, Json(MessageFor(error)));
  return Leave(kInnerError);
}

}  // namespace authtree::inline v0
