#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/secret.h"
#include "authtree/node/action.h"
#include "authtree/node/step_context.h"

namespace authtree::inline v0::nodes {

/// Hands a request to the FIDO client of the browser or app: one hidden value with the request, one for the
/// answer, which the page fills in.
[[nodiscard]] Action AskFidoClient(std::string_view request_id, const std::string& request,
                                   std::string_view answer_id);

/// What the FIDO client answered; nothing when the field was left empty or as it was.
[[nodiscard]] std::optional<Secret> AnswerOfFidoClient(const StepContext& step, std::string_view answer_id);

/// Leaves by an outcome because the FIDO client did not answer.
[[nodiscard]] Action NoAnswerOfFidoClient(std::string_view outcome);

}  // namespace authtree::inline v0::nodes
