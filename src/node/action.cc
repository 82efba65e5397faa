#include "authtree/node/action.h"

namespace authtree::inline v0 {

Action Action::To(std::string_view outcome) {
  Action action;
  action.outcome_ = outcome;
  return action;
}

Action Action::Ask(std::vector<Callback> callbacks) {
  Action action;
  action.callbacks_ = std::move(callbacks);
  return action;
}

Action Action::Remove(std::string_view key) && {
  writes_.push_back({Tier::kShared, std::string(key), std::nullopt});
  return std::move(*this);
}

Action& Action::Remove(std::string_view key) & {
  writes_.push_back({Tier::kShared, std::string(key), std::nullopt});
  return *this;
}

Action Action::Header(std::string text) && {
  header_ = std::move(text);
  return std::move(*this);
}

Action Action::Description(std::string text) && {
  description_ = std::move(text);
  return std::move(*this);
}

Action Action::Stage(std::string text) && {
  stage_ = std::move(text);
  return std::move(*this);
}

Action Action::ErrorMessage(std::string text) && {
  error_message_ = std::move(text);
  return std::move(*this);
}

void Action::Write(Tier tier, std::string_view key, Value value) {
  writes_.push_back({tier, std::string(key), std::move(value)});
}

}  // namespace authtree::inline v0
