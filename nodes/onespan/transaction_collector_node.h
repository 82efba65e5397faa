#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

namespace authtree::inline v0::nodes {

/// Asks for a money transfer: who, how much, to whom; and for further values by name.
class TransactionCollectorNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "OS_Sample_TransactionCollector";
  static constexpr std::string_view kSummary = "Asks for the data of a money transfer.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};

  struct Config {
    bool asks_for_password = false;
    std::vector<std::string> optional_attributes;
  };
  static ConfigSpec<Config> Spec();

  explicit TransactionCollectorNode(Config config);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;

 private:
  [[nodiscard]] Action Ask() const;

  bool asks_for_password_;
  std::vector<std::string> further_;  ///< attributes beside the built-in ones, each once
};

}  // namespace authtree::inline v0::nodes
