#include "taken_outcomes.h"

#include <memory>

#include "authtree/walk/run_walk.h"

namespace authtree::inline v0::testing_world {

void TakenOutcomes::Walk(const std::shared_ptr<TakenOutcomes>& taken, const ListedWalk& listed) {
  walk::WalkOptions options;
  options.observer = taken;
  taken->steps_.clear();
  const walk::WalkReport report = walk::RunWalk(listed.walk, listed.file.parent_path(), options);
  if (report.verdict != walk::WalkVerdict::kPassed) return;
  for (const Taken& step : taken->steps_) {
    taken->by_type_.try_emplace({step.type, step.outcome}, listed.Name());
    taken->by_node_.try_emplace({listed.journey.string(), step.node_id, step.outcome}, listed.Name());
  }
}

void TakenOutcomes::OnStep(const StepEvent& event) {
  if (event.asked) return;
  const std::string_view outcome = event.outcome.empty() ? kRoundFailed : event.outcome;
  steps_.push_back({std::string(event.node_type), OwnId(event.node_id), std::string(outcome)});
}

void TakenOutcomes::OnRound(const RoundEvent& /*event*/) {}

std::string TakenOutcomes::WalkOf(std::string_view type, std::string_view outcome) const {
  const auto found = by_type_.find({std::string(type), std::string(outcome)});
  return found == by_type_.end() ? std::string() : found->second;
}

std::string TakenOutcomes::WalkOf(const std::filesystem::path& journey, std::string_view node_id,
                                  std::string_view outcome) const {
  const auto found = by_node_.find({journey.string(), OwnId(node_id), std::string(outcome)});
  return found == by_node_.end() ? std::string() : found->second;
}

std::string OwnId(std::string_view node_id) { return std::string(node_id.substr(node_id.rfind('/') + 1)); }

}  // namespace authtree::inline v0::testing_world
