#pragma once

#include <string_view>

#include "authtree/core/json.h"
#include "authtree/core/secret.h"

#include "script_heap.h"

namespace authtree::inline v0::nodes {

/// Pushes a text that is UTF-8.
void PushText(duk_context* context, std::string_view text);
/// Pushes a value as an object, a list, a text, a number.
void PushJson(duk_context* context, const Json& value);

/// The text at `index`, as UTF-8.
[[nodiscard]] Secret TextAt(duk_context* context, duk_idx_t index);
/// The value at `index`; what JSON has no word for is null. Throws into the script when it is too deep or too
/// large.
[[nodiscard]] Json JsonAt(duk_context* context, duk_idx_t index);

/// Throws a TypeError into the script.
[[noreturn]] void ThrowIntoScript(duk_context* context, const char* text);

}  // namespace authtree::inline v0::nodes
