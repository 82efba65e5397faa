#include "script_run.h"

#include <utility>

#include "bindings_source.h"
#include "script_values.h"
#include "surrogates.h"

namespace authtree::inline v0::nodes {
namespace {

void Compile(duk_context* context, std::string_view source, std::string_view name, duk_uint_t flags) {
  const SecretBuffer text = WithSurrogates(source);
  PushText(context, name);
  duk_compile_lstring_filename(context, flags, text.data(), text.size());
}

// What Duktape says of the error on the top of the stack; 0 and empty when it does not say. A further call
// does not see the stack below it, so the error is handed over in the stash.
SyntaxError Describe(ScriptHeap& heap) {
  SyntaxError found;
  if (heap.context() == nullptr || duk_get_top(heap.context()) == 0) return found;
  duk_push_global_stash(heap.context());
  duk_dup(heap.context(), -2);
  duk_put_prop_string(heap.context(), -2, "error");
  duk_pop(heap.context());
  (void)heap.Run([&found](duk_context* context) {
    duk_push_global_stash(context);
    duk_get_prop_string(context, -1, "error");
    if (duk_is_error(context, -1) == 0) return;
    duk_get_prop_string(context, -1, "lineNumber");
    if (duk_is_number(context, -1) != 0) found.line = duk_get_int(context, -1);
    duk_pop(context);
    duk_get_prop_string(context, -1, "message");
    if (duk_is_string(context, -1) != 0) found.text = std::string(TextAt(context, -1).Expose());
  });
  return found;
}

std::string Place(const Script& script, int line) {
  return line > 0 ? script.name + ", line " + std::to_string(line) : script.name;
}

Error FailureOf(const Script& script, const ScriptHost& host, ScriptHeap& heap) {
  const SyntaxError thrown = heap.expired() ? SyntaxError{} : Describe(heap);
  const std::string place = Place(script, thrown.line);
  if (heap.expired()) {
    return Error(ErrorCode::kInternal, "The script took longer than allowed.")
        .With(Fact::kPosition, place)
        .With(Fact::kLimit, std::to_string(heap.limits().time.count()) + " ms, " +
                                std::to_string(heap.limits().operations) + " operations");
  }
  if (!host.unsupported().empty()) {
    return Error(ErrorCode::kInternal, "The script uses a binding that is not supported.")
        .With(Fact::kPosition, place)
        .With(Fact::kField, host.unsupported());
  }
  if (heap.exhausted()) {
    return Error(ErrorCode::kInternal, "The script used more memory than allowed.")
        .With(Fact::kPosition, place)
        .With(Fact::kLimit, std::to_string(heap.limits().memory) + " bytes");
  }
  if (thrown.text.find("callstack limit") != std::string::npos ||
      thrown.text.find("C stack depth") != std::string::npos) {
    return Error(ErrorCode::kInternal, "The script called itself too often.").With(Fact::kPosition, place);
  }
  return Error(ErrorCode::kInternal, "The script threw an error.").With(Fact::kPosition, place);
}

}  // namespace

Result<Json> RunScript(const Script& script, ScriptHost& host, const ScriptLimits& limits,
                       ScriptHeap::Now now) {
  ScriptHeap heap(limits, std::move(now));
  Json decision;
  const bool ran = heap.Run([&](duk_context* context) {
    Compile(context, BindingsSource(), "bindings", DUK_COMPILE_EVAL);
    duk_call(context, 0);
    host.Push(context);
    duk_call(context, 1);
    Compile(context, script.source, script.name, 0);
    duk_call(context, 0);
    duk_pop(context);
    duk_call(context, 0);
    decision = JsonAt(context, -1);
  });
  if (!ran) return tl::unexpected(FailureOf(script, host, heap));
  return decision;
}

std::optional<SyntaxError> FindSyntaxError(const Script& script) {
  ScriptLimits limits;
  limits.memory = std::size_t{64} * 1024 * 1024;
  ScriptHeap heap(limits, [] { return std::chrono::system_clock::time_point(); });
  const bool compiled =
      heap.Run([&](duk_context* context) { Compile(context, script.source, script.name, 0); });
  if (compiled) return std::nullopt;
  SyntaxError error = Describe(heap);
  if (error.text.empty()) error.text = "the script is too large";
  return error;
}

}  // namespace authtree::inline v0::nodes
