#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/script.h"
#include "authtree/node/step_context.h"

#include "script_heap.h"

namespace authtree::inline v0::nodes {

/// Bindings of AM that are not there, by the name a script uses.
[[nodiscard]] const std::vector<std::string_view>& UnsupportedBindings();
/// Classes of Java that a script of the legacy engine may name.
[[nodiscard]] const std::vector<std::string_view>& KnownClasses();

/// What one run of a script may do with the journey: the object that `bindings.js` works on.
class ScriptHost {
 public:
  ScriptHost(const Script& script, const StepContext& step) : script_(script), step_(step) {}

  /// Leaves the object on the stack. It keeps pointing to this one.
  void Push(duk_context* context);

  /// What the script wrote, in order.
  [[nodiscard]] std::vector<StateWrite> TakeWrites() { return std::move(writes_); }
  /// True when the key has a value after the writes.
  [[nodiscard]] bool IsDefined(std::string_view key) const;
  /// The name of what the script used and is not supported; empty when it did not.
  [[nodiscard]] const std::string& unsupported() const { return unsupported_; }

 private:
  static ScriptHost& Of(duk_context* context);
  static duk_ret_t Get(duk_context* context);
  static duk_ret_t Keys(duk_context* context);
  static duk_ret_t Put(duk_context* context);
  static duk_ret_t Remove(duk_context* context);
  static duk_ret_t RemoveFrom(duk_context* context);
  static duk_ret_t Header(duk_context* context);
  static duk_ret_t Parameter(duk_context* context);
  static duk_ret_t Unsupported(duk_context* context);

  /// The value in one tier, after the writes; null when there is none.
  [[nodiscard]] const Value* Find(Tier tier, std::string_view key) const;
  void PushValue(duk_context* context, const Value& value);
  /// Throws into the script when it has written too much: what it writes is not in its own memory.
  void AddWrite(duk_context* context, StateWrite write);
  void PushSubmitted(duk_context* context);
  /// A text of the script. It is a secret when it is kept under a secret's name, or is one the script has
  /// read.
  [[nodiscard]] Value TextValue(std::string_view key, Secret text) const;

  const Script& script_;
  const StepContext& step_;
  std::vector<StateWrite> writes_;
  std::size_t written_ = 0;  // bytes
  std::vector<Secret> shown_;
  std::string unsupported_;
};

}  // namespace authtree::inline v0::nodes
