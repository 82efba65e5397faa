#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/json.h"
#include "authtree/core/result.h"
#include "authtree/core/secret_json_writer.h"
#include "authtree/engine/answers.h"
#include "authtree/node/callback.h"

namespace authtree::inline v0::am {

/// Writes the callbacks of a prompt as AM writes them, as the member `callbacks`: `type`, `output`, `input`
/// and
/// `_id` in this order, inputs named `IDToken` and the position in the list. The one place where a callback's
/// secrets become readable: the text goes to the client that they are for, and nowhere else.
void WriteCallbacks(SecretJsonWriter& body, const std::vector<Callback>& callbacks);

/// What a client posted to the endpoint, as far as it is looked at.
struct StepBody {
  bool empty = true;                   ///< there is no member: the request begins a journey
  std::optional<std::string> auth_id;  ///< `authId`, when that is a text
  /// `callbacks[].type` and `callbacks[].input[].{name,value}`; without `callbacks` nothing is answered
  /// (`Answers::Untouched`). `kInvalidInput` for a list that no client of AM would send; whether the answers
  /// fit what was asked is for `FillIn` to say.
  Result<Answers> answers = Answers::Untouched();
};

/// Reads such a body in one pass. `kInvalidInput` when it is no JSON within the limits, or no object.
[[nodiscard]] Result<StepBody> ReadStepBody(std::string_view text, JsonLimits limits = {});

/// The text with which AM refuses such answers, by the error of `StepBody::answers` or `FillIn`.
[[nodiscard]] std::string_view BadAnswersText(const Error& error);

}  // namespace authtree::inline v0::am
