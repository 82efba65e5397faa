#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/value.h"
#include "authtree/node/callback.h"

namespace authtree::inline v0::walk {

/// What a round asked.
struct SeenPrompt {
  std::string header;
  std::string description;
  std::string stage;
  std::vector<Callback> callbacks;
};

/// The name a person would give a callback: its prompt, its hidden id, else its type.
[[nodiscard]] std::string NameOf(const Callback& callback);
/// Whether an answer or an expectation under that name means the callback: by prompt, hidden id or type.
[[nodiscard]] bool IsCalled(const Callback& callback, std::string_view name);
/// True for a text that is a script for browsers: it may hold anything, and is never shown.
[[nodiscard]] bool IsScript(const Callback& callback);

/// `NameCallback "User Name"`, `TextOutputCallback (script)`. Nothing secret.
[[nodiscard]] std::string Label(const Callback& callback);
[[nodiscard]] std::vector<std::string> Labels(const std::vector<Callback>& callbacks);

/// A value for a person to read: JSON, shortened, with what is secret by its kind or by its name hidden. Null
/// stands for none.
[[nodiscard]] std::string Shown(const Value* value, std::string_view name);
[[nodiscard]] std::string Quoted(std::string_view text);

/// The one of some names that is closest to a name; empty when none is close.
[[nodiscard]] std::string Nearest(std::string_view name, const std::vector<std::string>& names);

}  // namespace authtree::inline v0::walk
