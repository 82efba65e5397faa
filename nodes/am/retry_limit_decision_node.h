#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

namespace authtree::inline v0::nodes {

/// Counts how often the journey came by, and lets it pass `retryLimit` times.
///
/// The count lives in shared `<node id>.retryCount`. There is no identity store to keep it with the user, so
/// `incrementUserAttributeOnFailure` means the same either way, as it does for a user that is not known.
class RetryLimitDecisionNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "RetryLimitDecisionNode";
  static constexpr std::string_view kSummary = "Lets a journey try again a limited number of times.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"Retry", "Reject"};

  struct Config {
    std::int64_t retry_limit = 3;
    bool count_with_user = true;
  };
  static ConfigSpec<Config> Spec();

  explicit RetryLimitDecisionNode(Config config) : config_(config) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;

 private:
  Config config_;
};

}  // namespace authtree::inline v0::nodes
