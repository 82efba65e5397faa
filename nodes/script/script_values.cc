#include "script_values.h"

#include "surrogates.h"

namespace authtree::inline v0::nodes {

void PushText(duk_context* context, std::string_view text) {
  const SecretBuffer bytes = WithSurrogates(text);
  duk_push_lstring(context, bytes.data(), bytes.size());
}

void PushJson(duk_context* context, const Json& value) {
  PushText(context, DumpJson(value));
  duk_json_decode(context, -1);
}

Secret TextAt(duk_context* context, duk_idx_t index) {
  duk_size_t size = 0;
  const char* text = duk_require_lstring(context, index, &size);
  return Secret(WithoutSurrogates({text, size}));
}

Json JsonAt(duk_context* context, duk_idx_t index) {
  duk_dup(context, index);
  const char* encoded = duk_json_encode(context, -1);
  if (encoded == nullptr) {
    duk_pop(context);
    return nullptr;
  }
  const Secret text = TextAt(context, -1);
  duk_pop(context);
  Result<Json> parsed = ParseJson(text.Expose());
  if (!parsed) ThrowIntoScript(context, "the value is too large");
  return std::move(*parsed);
}

void ThrowIntoScript(duk_context* context, const char* text) {
  duk_push_error_object(context, DUK_ERR_TYPE_ERROR, "%s", text);
  duk_throw_raw(context);
  __builtin_unreachable();
}

}  // namespace authtree::inline v0::nodes
