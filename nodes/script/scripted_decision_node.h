#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/nodes/script_nodes.h"

namespace authtree::inline v0::nodes {

/// Lets a script of the journey file decide.
///
/// The script sees the keys of `inputs`, or everything with `*` or an empty list; secrets as texts. It may
/// write any key. A script that throws, costs more than its limits, takes an outcome that the node does not
/// declare or leaves out an output that it declares fails the round (`kInternal`).
class ScriptedDecisionNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "ScriptedDecisionNode";
  static constexpr std::string_view kSummary = "Lets a script of the file decide.";

  struct Config {
    Script script;
    std::vector<std::string> outcomes{"true", "false"};
    std::vector<std::string> inputs{"*"};
    std::vector<std::string> outputs{"*"};
  };
  static ConfigSpec<Config> Spec();
  static std::vector<std::string> Outcomes(const Config& config) { return config.outcomes; }
  static void Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                    const ScriptLimits& limits);

  ScriptedDecisionNode(Config config, ScriptLimits limits) : config_(std::move(config)), limits_(limits) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;

 private:
  Config config_;
  ScriptLimits limits_;
};

}  // namespace authtree::inline v0::nodes
