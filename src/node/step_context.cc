#include "authtree/node/step_context.h"

#include <algorithm>

#include "authtree/core/text.h"

namespace authtree::inline v0 {
const Callback* StepContext::Submitted(CallbackType type) const {
  const auto found = std::find_if(submitted_->begin(), submitted_->end(),
                                  [type](const Callback& callback) { return callback.type() == type; });
  return found == submitted_->end() ? nullptr : &*found;
}

const Callback* StepContext::SubmittedHidden(std::string_view id) const {
  const auto found = std::find_if(submitted_->begin(), submitted_->end(), [id](const Callback& callback) {
    return callback.type() == CallbackType::kHiddenValue && EqualsIgnoringCase(callback.hidden_id(), id);
  });
  return found == submitted_->end() ? nullptr : &*found;
}

}  // namespace authtree::inline v0
