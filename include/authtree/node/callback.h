#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/secret.h"
#include "authtree/core/value.h"

namespace authtree::inline v0 {

/// The callback types clients know. Their wire names are AM's.
enum class CallbackType : std::uint8_t {
  kName,
  kPassword,
  kTextInput,
  kTextOutput,
  kChoice,
  kConfirmation,
  kHiddenValue,
  kMetadata,
  kPollingWait,
  kRedirect,
};

/// "NameCallback", ...
[[nodiscard]] std::string_view CallbackTypeName(CallbackType type);
[[nodiscard]] std::optional<CallbackType> ParseCallbackType(std::string_view name);

/// How a client should present a text, with AM's numbers.
enum class MessageType : std::uint8_t { kInformation = 0, kWarning = 1, kError = 2, kScript = 4 };

/// What an input takes.
enum class InputKind : std::uint8_t {
  kText,
  kSecret,  ///< text that must not be echoed, logged or kept in the clear
  kInteger,
};

/// A field the user fills in.
class CallbackInput {
 public:
  CallbackInput(std::string suffix, InputKind kind, Value initial)
      : suffix_(std::move(suffix)), kind_(kind), value_(std::move(initial)) {}

  /// What follows `IDTokenN` in the input's wire name; usually empty.
  [[nodiscard]] const std::string& suffix() const { return suffix_; }
  [[nodiscard]] InputKind kind() const { return kind_; }
  /// What is in the field: the initial value in a prompt, the user's in a submission. May be null JSON.
  [[nodiscard]] const Value& value() const { return value_; }
  void set_value(Value value) { value_ = std::move(value); }

  [[nodiscard]] CallbackInput Clone() const { return {suffix_, kind_, value_.Clone()}; }

 private:
  std::string suffix_;
  InputKind kind_;
  Value value_;
};

/// One thing a node shows to the user or asks for.
///
/// Outputs are for the client to read, inputs for it to fill in. The same object comes back to the node with
/// its inputs filled: what the client sends as outputs is never looked at.
class Callback {
 public:
  struct Output {
    std::string name;
    Value value;
  };

  /// A line of text, echoed.
  [[nodiscard]] static Callback Name(std::string prompt, std::string initial = {});
  /// A line of text, not echoed.
  [[nodiscard]] static Callback Password(std::string prompt);
  [[nodiscard]] static Callback TextInput(std::string prompt, std::string initial = {});
  /// A text to show. The text is not markup: escape before, if it comes from a user or a service.
  [[nodiscard]] static Callback TextOutput(MessageType type, std::string message);
  /// One of several. `initial` is an index into `choices`.
  [[nodiscard]] static Callback Choice(std::string prompt, std::vector<std::string> choices, int initial);
  /// Buttons. `initial_input` is what an untouched callback sends back.
  [[nodiscard]] static Callback Confirmation(std::vector<std::string> options, int default_option,
                                             int initial_input);
  /// A value for programs: the client finds it by id and may put another one in its place. An untouched one
  /// comes back with the id as its value.
  [[nodiscard]] static Callback HiddenValue(std::string id, Secret value);
  [[nodiscard]] static Callback Metadata(Json data);
  /// Ask again after `wait`.
  [[nodiscard]] static Callback PollingWait(std::chrono::milliseconds wait, std::string message);
  /// Go to `url` by GET, come back and continue there. The client remembers the step meanwhile, and sends
  /// what the other side gave it as request parameters. The URL may hold a token, so it is kept as a secret.
  [[nodiscard]] static Callback Redirect(Secret url);

  /// Rebuilds a callback from its parts: for stores.
  [[nodiscard]] static Callback FromParts(CallbackType type, std::vector<Output> outputs,
                                          std::vector<CallbackInput> inputs, std::optional<std::int64_t> id);

  [[nodiscard]] CallbackType type() const { return type_; }
  [[nodiscard]] const std::vector<Output>& outputs() const { return outputs_; }
  [[nodiscard]] const std::vector<CallbackInput>& inputs() const { return inputs_; }
  [[nodiscard]] std::vector<CallbackInput>& inputs() { return inputs_; }

  /// A page numbers the callbacks of its children; others have no number.
  [[nodiscard]] std::optional<std::int64_t> id() const { return id_; }
  void set_id(std::int64_t id) { id_ = id; }

  /// The output of that name when it is plain text, else an empty text.
  [[nodiscard]] std::string OutputText(std::string_view name) const;
  /// The output of that name, or null.
  [[nodiscard]] const Value* FindOutput(std::string_view name) const;
  /// "prompt" of those that have one.
  [[nodiscard]] std::string prompt() const { return OutputText("prompt"); }
  /// "id" of a hidden value.
  [[nodiscard]] std::string hidden_id() const { return OutputText("id"); }

  /// The first input as plain text; nothing when it is absent, null or a secret.
  [[nodiscard]] std::optional<std::string> Text() const;
  /// The first input as a secret; nothing when it is absent or null.
  [[nodiscard]] std::optional<Secret> SecretText() const;
  /// The first input as a number; nothing when it is absent or null.
  [[nodiscard]] std::optional<std::int64_t> Number() const;

  [[nodiscard]] Callback Clone() const;

 private:
  explicit Callback(CallbackType type) : type_(type) {}
  Callback&& Out(std::string name, Value value) &&;
  Callback&& In(InputKind kind, Value initial) &&;

  CallbackType type_;
  std::vector<Output> outputs_;
  std::vector<CallbackInput> inputs_;
  std::optional<std::int64_t> id_;
};

[[nodiscard]] std::vector<Callback> Clone(const std::vector<Callback>& callbacks);

}  // namespace authtree::inline v0
