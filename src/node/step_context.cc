#include "authtree/node/step_context.h"

#include <algorithm>

namespace authtree {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool EqualsIgnoringCase(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return Lower(a) == Lower(b); });
}

}  // namespace

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

}  // namespace authtree
