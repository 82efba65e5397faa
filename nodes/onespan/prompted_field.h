#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/callback.h"

namespace authtree::inline v0::nodes {

/// A field that asks for an attribute under its own name. What is a password by its name is asked for without
/// echo; codes that a person copies from a device stay visible.
[[nodiscard]] Callback FieldFor(const std::string& attribute);

/// The submitted name or password callback with that prompt, or null.
[[nodiscard]] const Callback* AnswerTo(std::string_view prompt, const std::vector<Callback>& submitted);

}  // namespace authtree::inline v0::nodes
