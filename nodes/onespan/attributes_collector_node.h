#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

namespace authtree::inline v0::nodes {

/// Asks for some values and keeps each in shared state under its own name.
///
/// What is a password by its name is asked for without echo. Codes that a person copies from a device stay
/// visible. Both are kept as secrets. A field left empty is kept as an empty text.
class AttributesCollectorNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "OS_Sample_AttributesCollector";
  static constexpr std::string_view kSummary = "Asks for values by name and keeps them in shared state.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};

  struct Config {
    std::vector<std::string> attributes;
  };
  static ConfigSpec<Config> Spec();

  explicit AttributesCollectorNode(Config config);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;

 private:
  [[nodiscard]] Action Ask() const;

  std::vector<std::string> attributes_;
};

}  // namespace authtree::inline v0::nodes
