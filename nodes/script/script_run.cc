#include "script_run.h"

#include <charconv>
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

// The line of the script that is nearest to where the error came from. Frames are "at name (file:line)
// flags".
int LineIn(std::string_view trace) {
  static constexpr std::string_view kFrame{"(script:"};
  const std::size_t at = trace.find(kFrame);
  if (at == std::string_view::npos) return 0;
  int line = 0;
  const char* begin = trace.data() + at + kFrame.size();
  (void)std::from_chars(begin, trace.data() + trace.size(), line);
  return line;
}

// What Duktape says of the error on the top of the stack; 0 and empty when it does not say.
SyntaxError Describe(ScriptHeap& heap) {
  SyntaxError found;
  if (heap.context() == nullptr || duk_get_top(heap.context()) == 0) return found;
  (void)heap.Run(
      [&found](duk_context* context) {
        if (duk_is_error(context, 0) == 0) return;
        duk_get_prop_string(context, 0, "stack");
        if (duk_is_string(context, -1) != 0) found.line = LineIn(TextAt(context, -1).Expose());
        duk_get_prop_string(context, 0, "message");
        if (duk_is_string(context, -1) != 0) found.text = std::string(TextAt(context, -1).Expose());
      },
      1);
  return found;
}

std::string Place(const Script& script, int line) {
  return line > 0 ? script.name + ", line " + std::to_string(line) : script.name;
}

Error FailureOf(const Script& script, const ScriptHost& host, ScriptHeap& heap) {
  // What the script hung on its error may run while it is looked at.
  const bool expired = heap.expired();
  const bool exhausted = heap.exhausted();
  const SyntaxError thrown = expired ? SyntaxError{} : Describe(heap);
  const std::string place = Place(script, thrown.line);
  if (expired) {
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
  if (exhausted) {
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
    Compile(context, script.source, "script", 0);
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
  const bool compiled = heap.Run([&](duk_context* context) { Compile(context, script.source, "script", 0); });
  if (compiled) return std::nullopt;
  SyntaxError error = Describe(heap);
  if (error.text.empty()) error.text = "the script is too large";
  return error;
}

}  // namespace authtree::inline v0::nodes
