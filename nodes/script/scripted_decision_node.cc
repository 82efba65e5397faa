#include "scripted_decision_node.h"

#include <algorithm>
#include <set>
#include <utility>

#include "script_action.h"
#include "script_check.h"
#include "script_run.h"

namespace authtree::inline v0 {

// What a script writes is a text or a secret as it comes.
template <>
struct ValueCodec<Value> {
  static Value Write(Value value) { return value; }
};

}  // namespace authtree::inline v0

namespace authtree::inline v0::nodes {
namespace {

constexpr std::string_view kEverything = "*";

void Write(Action& action, StateWrite write) {
  if (!write.value) {
    action.Remove(write.key);
    return;
  }
  const StateKey<Value> key{write.key};
  if (write.tier == Tier::kShared) action.Put(key, std::move(*write.value));
  if (write.tier == Tier::kTransient) action.PutTransient(key, std::move(*write.value));
  if (write.tier == Tier::kSecure) action.PutSecure(key, std::move(*write.value));
}

}  // namespace

ConfigSpec<ScriptedDecisionNode::Config> ScriptedDecisionNode::Spec() {
  return ConfigSpec<Config>()
      .Field("script", &Config::script, "The script, by its id in the file.")
      .Field("outcomes", &Config::outcomes, "Outcomes that the script may take.")
      .Field("inputs", &Config::inputs, "State keys the script reads; * stands for all.")
      .Field("outputs", &Config::outputs,
             "State keys the script must have set when it leaves; * names none.");
}

void ScriptedDecisionNode::Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                                 const ScriptLimits& /*limits*/) {
  CheckScript(config.script, place, diagnostics);
  if (config.outcomes.empty()) {
    diagnostics.AddError(PointerTo(place, "outcomes"), "the node has no outcome", "Name at least one");
  }
  const std::set<std::string> distinct(config.outcomes.begin(), config.outcomes.end());
  if (distinct.size() != config.outcomes.size()) {
    diagnostics.AddError(PointerTo(place, "outcomes"), "an outcome is named twice", "Name each once");
  }
}

StateContract ScriptedDecisionNode::Contract() const {
  StateContract contract = StateContract().WritesEverything();
  if (config_.inputs.empty()) contract = std::move(contract).ReadsEverything();
  for (const std::string& input : config_.inputs) {
    contract =
        input == kEverything ? std::move(contract).ReadsEverything() : std::move(contract).ReadsName(input);
  }
  return contract;
}

Result<Action> ScriptedDecisionNode::Step(const StepContext& step) const {
  ScriptHost host(config_.script, step);
  const Result<Json> decision = RunScript(config_.script, host, limits_, [&step] { return step.now(); });
  if (!decision) return tl::unexpected(decision.error());
  Result<Action> action = ActionOf(*decision);
  if (!action) {
    action.error().With(Fact::kPosition, config_.script.name);
    return action;
  }
  if (!action->asks()) {
    // The outcome is a text of the script, so it may be anything: no error shows it.
    const auto& outcomes = config_.outcomes;
    if (std::find(outcomes.begin(), outcomes.end(), action->outcome()) == outcomes.end()) {
      return tl::unexpected(
          Error(ErrorCode::kInternal, "The script took an outcome that its node does not declare.")
              .With(Fact::kPosition, config_.script.name));
    }
    for (const std::string& output : config_.outputs) {
      if (output == kEverything || host.IsDefined(output)) continue;
      return tl::unexpected(Error(ErrorCode::kInternal, "The script did not set an output that it declares.")
                                .With(Fact::kPosition, config_.script.name)
                                .With(Fact::kStateKey, output));
    }
  }
  for (StateWrite& write : host.TakeWrites()) Write(*action, std::move(write));
  return action;
}

}  // namespace authtree::inline v0::nodes
