#include "verdict.h"

#include <algorithm>

namespace authtree::inline v0::vectors {

bool Verdict::unexplained() const {
  return std::any_of(differences.begin(), differences.end(),
                     [](const JudgedDifference& judged) { return judged.decision == nullptr; });
}

std::vector<std::string_view> Verdict::decisions() const {
  std::vector<std::string_view> ids;
  for (const JudgedDifference& judged : differences) {
    if (judged.decision == nullptr) continue;
    if (std::find(ids.begin(), ids.end(), judged.decision->id) == ids.end())
      ids.push_back(judged.decision->id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

Verdict Judge(const RecordedCase& recorded, const Observation& seen, const NodeDefaults& defaults,
              std::span<const Decision> decisions) {
  const Situation situation(recorded, seen, defaults);
  Verdict verdict;
  verdict.type = recorded.type;
  verdict.name = recorded.name;
  verdict.note = recorded.note;
  for (Difference& difference : Compare(recorded, seen)) {
    const auto explaining = std::find_if(decisions.begin(), decisions.end(), [&](const Decision& decision) {
      return decision.explains(situation, difference);
    });
    JudgedDifference judged;
    judged.difference = std::move(difference);
    if (explaining != decisions.end()) judged.decision = &*explaining;
    verdict.differences.push_back(std::move(judged));
  }
  return verdict;
}

}  // namespace authtree::inline v0::vectors
