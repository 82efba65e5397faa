#include "step_path.h"

#include <utility>

namespace authtree::inline v0::walk {

std::string PathStep::Text() const { return (display_name.empty() ? type : display_name) + ending; }

bool PathStep::Is(std::string_view line) const {
  for (const std::string* name : {&display_name, &type, &node_id}) {
    if (!name->empty() && line == *name + ending) return true;
  }
  return false;
}

void StepPath::OnStep(const StepEvent& event) {
  if (event.inside_page) return;
  PathStep step;
  step.display_name = event.display_name;
  step.type = event.node_type;
  step.node_id = event.node_id;
  if (event.asked) {
    step.ending = " asks";
  } else if (event.outcome.empty()) {
    step.ending = " failed";
  } else {
    step.ending = " -> " + std::string(event.outcome);
  }
  steps_.push_back(std::move(step));
}

void StepPath::OnRound(const RoundEvent& /*event*/) {}

}  // namespace authtree::inline v0::walk
