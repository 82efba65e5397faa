#pragma once

#include <string>
#include <utility>
#include <vector>

#include "authtree/nodes/script_nodes.h"
#include "authtree/testkit/manual_clock.h"

#include "script_action.h"
#include "script_run.h"
#include "scripted_decision_node.h"

namespace authtree::inline v0::nodes::testing {

/// Runs one script against a state.
class ScriptBench {
 public:
  JourneyState& state() { return state_; }
  ScriptedDecisionNode::Config& config() { return config_; }
  ScriptLimits& limits() { return limits_; }
  testkit::ManualClock& clock() { return clock_; }
  void set_request(RequestContext request) { request_ = std::move(request); }
  void Submit(std::vector<Callback> callbacks) { submitted_ = std::move(callbacks); }

  Result<Action> RunLegacy(std::string source) { return Run(std::move(source), ScriptEngine::kLegacy); }
  Result<Action> RunNext(std::string source) { return Run(std::move(source), ScriptEngine::kNextGeneration); }
  Result<Action> Run(std::string source, ScriptEngine engine) {
    config_.script = {"s-1", "Decide", std::move(source), "JAVASCRIPT", engine, "/scripts/s-1/script"};
    const ScriptedDecisionNode node(config_, limits_);
    const StateContract contract = node.Contract();
    const StepContext step("node-1", StateView("node-1", state_, contract), submitted_, request_,
                           CallContext(clock_.SteadyNow() + std::chrono::seconds(4)), clock_);
    return node.Step(step);
  }
  /// A legacy script, by a clock that goes on by a millisecond each time it is looked at.
  Result<Action> RunWhileTimePasses(std::string source, ScriptLimits limits) {
    config_.script = {
        "s-1", "Decide", std::move(source), "JAVASCRIPT", ScriptEngine::kLegacy, "/scripts/s-1/script"};
    const StateContract contract = StateContract().ReadsEverything();
    const StepContext step("node-1", StateView("node-1", state_, contract), submitted_, request_,
                           CallContext(clock_.SteadyNow() + std::chrono::seconds(4)), clock_);
    ScriptHost host(config_.script, step);
    std::chrono::system_clock::time_point now;
    const Result<Json> decision =
        RunScript(config_.script, host, limits, [&now] { return now += std::chrono::milliseconds(1); });
    if (!decision) return tl::unexpected(decision.error());
    return ActionOf(*decision);
  }
  /// What is found when a journey with the script is read.
  Diagnostics Check(std::string source, ScriptEngine engine = ScriptEngine::kLegacy) {
    config_.script = {"s-1", "Decide", std::move(source), "JAVASCRIPT", engine, "/scripts/s-1/script"};
    Diagnostics diagnostics;
    ScriptedDecisionNode::Check(config_, "/nodes/n", diagnostics, limits_);
    return diagnostics;
  }

 private:
  JourneyState state_;
  ScriptedDecisionNode::Config config_;
  ScriptLimits limits_;
  testkit::ManualClock clock_;
  RequestContext request_{"192.0.2.1"};
  std::vector<Callback> submitted_;
};

/// The outcome, "asks", or the sentence and the place of the error.
inline std::string EndOf(const Result<Action>& result) {
  if (!result) {
    return std::string(result.error().message()) + " " + std::string(result.error().Find(Fact::kPosition));
  }
  return result->asks() ? "asks" : result->outcome();
}

/// The last write of a key: "shared: 1", "transient: (secret)", "removed", or "(none)".
inline std::string WriteOf(const Result<Action>& result, std::string_view key) {
  std::string found = "(none)";
  if (!result) return found;
  for (const StateWrite& write : result->writes()) {
    if (write.key != key) continue;
    if (!write.value) {
      found = "removed";
    } else {
      found = std::string(TierName(write.tier)) + ": " +
              (write.value->is_secret() ? "(secret)" : DumpJson(*write.value->json()));
    }
  }
  return found;
}

}  // namespace authtree::inline v0::nodes::testing
