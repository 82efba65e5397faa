#pragma once

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "authtree/testkit/node_tester.h"

namespace authtree::inline v0 {

MATCHER_P(LeavesBy, outcome, "leaves by '" + std::string(outcome) + "'") {
  return arg.error() == nullptr && !arg.asks() && arg.outcome() == outcome;
}

MATCHER_P(Asks, count, "asks " + std::to_string(count) + " callbacks") {
  return arg.asks() && arg.callbacks().size() == static_cast<std::size_t>(count);
}

MATCHER_P(FailsWith, code, "fails with " + std::string(ErrorCodeName(code))) {
  return arg.error() != nullptr && arg.error()->code() == code;
}

/// Fails, and the error is about that state key.
MATCHER_P2(FailsFor, code, key, "fails with " + std::string(ErrorCodeName(code)) + " for '" + key + "'") {
  return arg.error() != nullptr && arg.error()->code() == code && arg.error()->Find(Fact::kStateKey) == key;
}

/// The findings about the properties of a node type.
template <class N>
Diagnostics FindingsOf(const Json& properties) {
  Diagnostics diagnostics;
  static_cast<void>(N::Spec().Parse(properties, "", diagnostics));
  return diagnostics;
}

/// The output of a hidden value, as text.
inline std::string HiddenValueOf(const Callback& callback) {
  const Value* value = callback.FindOutput("value");
  if (value == nullptr) return "(none)";
  const std::optional<Secret> text = ValueCodec<Secret>::Read(*value);
  return text ? std::string(text->Expose()) : "(no text)";
}

/// The text of a script for pages.
inline std::string ScriptOf(const Callback& callback) {
  return callback.OutputText("messageType") == "4" ? callback.OutputText("message") : "(no script)";
}

/// A file of the source.
inline std::string SourceText(const std::string& path) {
  const std::ifstream file(std::string(AUTHTREE_SOURCE_DIR "/") + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::vector<std::string> HiddenIdsOf(const std::vector<Callback>& callbacks) {
  std::vector<std::string> ids;
  for (const Callback& callback : callbacks) ids.push_back(callback.hidden_id());
  return ids;
}

}  // namespace authtree::inline v0
