#pragma once

#include <span>
#include <string>
#include <vector>

#include "decision.h"
#include "difference.h"
#include "observation.h"
#include "recorded_case.h"

namespace authtree::inline v0::vectors {

/// A difference with the decision that explains it; null when none does.
struct JudgedDifference {
  Difference difference{};
  const Decision* decision = nullptr;
};

/// How one case came out.
struct Verdict {
  std::string type{};
  std::string name{};
  std::string note{};
  std::vector<JudgedDifference> differences{};

  [[nodiscard]] bool equal() const { return differences.empty(); }
  [[nodiscard]] bool unexplained() const;
  /// The decisions that explain something, without repetition.
  [[nodiscard]] std::vector<std::string_view> decisions() const;
};

/// Compares what our node did with what was recorded, and sorts the differences.
[[nodiscard]] Verdict Judge(const RecordedCase& recorded, const Observation& seen,
                            const NodeDefaults& defaults, std::span<const Decision> decisions = Decisions());

}  // namespace authtree::inline v0::vectors
