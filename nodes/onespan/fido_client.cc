#include "fido_client.h"

#include <utility>

#include "refusal.h"

namespace authtree::inline v0::nodes {

Action AskFidoClient(std::string_view request_id, const std::string& request, std::string_view answer_id) {
  return Action::Ask(Callback::HiddenValue(std::string(request_id), Secret(request)),
                     Callback::HiddenValue(std::string(answer_id), Secret()));
}

std::optional<Secret> AnswerOfFidoClient(const StepContext& step, std::string_view answer_id) {
  const Callback* field = step.SubmittedHidden(answer_id);
  std::optional<Secret> answer = field == nullptr ? std::nullopt : field->SecretText();
  // An untouched hidden value comes back with its id.
  if (!answer || answer->empty() || answer->Expose() == answer_id) return std::nullopt;
  return answer;
}

Action NoAnswerOfFidoClient(std::string_view outcome) {
  return Refusal(outcome, "The security key or passkey did not answer. Try again.", ErrorCode::kInvalidInput);
}

}  // namespace authtree::inline v0::nodes
