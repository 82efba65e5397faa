#include "visual_code_stop_node.h"

#include "page_script.h"

namespace authtree::inline v0::nodes {

StateContract VisualCodeStopNode::Contract() const {
  switch (page_scripts_) {
    case PageScripts::kNone:
      return {};
    case PageScripts::kSent:
      return Reads(ostid::kCodeInPage).Writes(ostid::kCodeInPage);
  }
  return {};
}

Result<Action> VisualCodeStopNode::Step(const StepContext& step) const {
  if (page_scripts_ == PageScripts::kNone) return Action::To("Next");
  if (step.answered()) return Action::To("Next").Remove(ostid::kCodeInPage.name);
  if (step.state().Find(ostid::kCodeInPage.name) == nullptr) return Action::To("Next");
  return Action::Ask(PageScript(PageTask::kHideVisualCode));
}

}  // namespace authtree::inline v0::nodes
