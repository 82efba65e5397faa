#pragma once

#include <string_view>
#include <vector>

#include "authtree/core/json.h"
#include "authtree/core/result.h"
#include "authtree/engine/answers.h"
#include "authtree/node/callback.h"

namespace authtree::inline v0::am {

/// The callbacks of a prompt as AM writes them: `type`, `output`, `input` and `_id` in this order, inputs
/// named `IDToken` and the position in the list. The one place where a callback's secrets become readable:
/// the result goes to the client that they are for, and nowhere else.
[[nodiscard]] OrderedJson CallbacksToJson(const std::vector<Callback>& callbacks);

/// What a client answered: the body of its request, from which the inputs are moved out.
///
/// Only `callbacks[].type` and `callbacks[].input[].{name,value}` are looked at. A body without `callbacks`
/// answers nothing (`Answers::Untouched`). `kInvalidInput` for a list that no client of AM would send;
/// whether the answers fit what was asked is for `FillIn` to say.
[[nodiscard]] Result<Answers> AnswersFromJson(Json& body);

/// The text with which AM refuses such answers, by the error of `AnswersFromJson` or `FillIn`.
[[nodiscard]] std::string_view BadAnswersText(const Error& error);

}  // namespace authtree::inline v0::am
