#include "authtree/node/callback.h"

#include <algorithm>
#include <array>
#include <utility>

namespace authtree::inline v0 {
namespace {

constexpr std::array<std::pair<CallbackType, std::string_view>, 10> kTypeNames{{
    {CallbackType::kName, "NameCallback"},
    {CallbackType::kPassword, "PasswordCallback"},
    {CallbackType::kTextInput, "TextInputCallback"},
    {CallbackType::kTextOutput, "TextOutputCallback"},
    {CallbackType::kChoice, "ChoiceCallback"},
    {CallbackType::kConfirmation, "ConfirmationCallback"},
    {CallbackType::kHiddenValue, "HiddenValueCallback"},
    {CallbackType::kMetadata, "MetadataCallback"},
    {CallbackType::kPollingWait, "PollingWaitCallback"},
    {CallbackType::kRedirect, "RedirectCallback"},
}};

constexpr int kCustomOptions = -1;

}  // namespace

std::string_view CallbackTypeName(CallbackType type) {
  const auto* found = std::find_if(kTypeNames.begin(), kTypeNames.end(),
                                   [type](const auto& entry) { return entry.first == type; });
  return found == kTypeNames.end() ? std::string_view() : found->second;
}

std::optional<CallbackType> ParseCallbackType(std::string_view name) {
  const auto* found = std::find_if(kTypeNames.begin(), kTypeNames.end(),
                                   [name](const auto& entry) { return entry.second == name; });
  if (found == kTypeNames.end()) return std::nullopt;
  return found->first;
}

Callback&& Callback::Out(std::string name, Value value) && {
  outputs_.push_back({std::move(name), std::move(value)});
  return std::move(*this);
}

Callback&& Callback::In(InputKind kind, Value initial) && {
  inputs_.emplace_back(std::string(), kind, std::move(initial));
  return std::move(*this);
}

Callback Callback::Name(std::string prompt, std::string initial) {
  return Callback(CallbackType::kName)
      .Out("prompt", Json(std::move(prompt)))
      .In(InputKind::kText, Json(std::move(initial)));
}

Callback Callback::Password(std::string prompt) {
  return Callback(CallbackType::kPassword)
      .Out("prompt", Json(std::move(prompt)))
      .In(InputKind::kSecret, Secret());
}

Callback Callback::TextInput(std::string prompt, std::string initial) {
  return Callback(CallbackType::kTextInput)
      .Out("prompt", Json(std::move(prompt)))
      .Out("defaultText", Json(initial))
      .In(InputKind::kText, Json(initial));
}

Callback Callback::TextOutput(MessageType type, std::string message) {
  return Callback(CallbackType::kTextOutput)
      .Out("message", Json(std::move(message)))
      .Out("messageType", Json(std::to_string(static_cast<int>(type))));
}

Callback Callback::Choice(std::string prompt, std::vector<std::string> choices, int initial) {
  return Callback(CallbackType::kChoice)
      .Out("prompt", Json(std::move(prompt)))
      .Out("choices", Json(std::move(choices)))
      .Out("defaultChoice", Json(initial))
      .In(InputKind::kInteger, Json(initial));
}

Callback Callback::Confirmation(std::vector<std::string> options, int default_option, int initial_input) {
  return Callback(CallbackType::kConfirmation)
      .Out("prompt", Json(""))
      .Out("messageType", Json(static_cast<int>(MessageType::kInformation)))
      .Out("options", Json(std::move(options)))
      .Out("optionType", Json(kCustomOptions))
      .Out("defaultOption", Json(default_option))
      .In(InputKind::kInteger, Json(initial_input));
}

Callback Callback::HiddenValue(std::string id, Secret value) {
  return Callback(CallbackType::kHiddenValue)
      .Out("value", std::move(value))
      .Out("id", Json(id))
      .In(InputKind::kText, Json(id));
}

Callback Callback::Metadata(Json data) {
  return Callback(CallbackType::kMetadata).Out("data", std::move(data));
}

Callback Callback::PollingWait(std::chrono::milliseconds wait, std::string message) {
  return Callback(CallbackType::kPollingWait)
      .Out("waitTime", Json(std::to_string(wait.count())))
      .Out("message", Json(std::move(message)));
}

Callback Callback::Redirect(Secret url) {
  return Callback(CallbackType::kRedirect)
      .Out("redirectUrl", std::move(url))
      .Out("redirectMethod", Json("GET"))
      .Out("trackingCookie", Json(true));
}

Callback Callback::FromParts(CallbackType type, std::vector<Output> outputs,
                             std::vector<CallbackInput> inputs, std::optional<std::int64_t> id) {
  Callback callback(type);
  callback.outputs_ = std::move(outputs);
  callback.inputs_ = std::move(inputs);
  callback.id_ = id;
  return callback;
}

const Value* Callback::FindOutput(std::string_view name) const {
  const auto found = std::find_if(outputs_.begin(), outputs_.end(),
                                  [name](const Output& output) { return output.name == name; });
  return found == outputs_.end() ? nullptr : &found->value;
}

std::string Callback::OutputText(std::string_view name) const {
  const Value* value = FindOutput(name);
  if (value == nullptr) return {};
  return ValueCodec<std::string>::Read(*value).value_or(std::string());
}

std::optional<std::string> Callback::Text() const {
  if (inputs_.empty()) return std::nullopt;
  return ValueCodec<std::string>::Read(inputs_.front().value());
}

std::optional<Secret> Callback::SecretText() const {
  if (inputs_.empty()) return std::nullopt;
  return ValueCodec<Secret>::Read(inputs_.front().value());
}

std::optional<std::int64_t> Callback::Number() const {
  if (inputs_.empty()) return std::nullopt;
  return ValueCodec<std::int64_t>::Read(inputs_.front().value());
}

Callback Callback::Clone() const {
  Callback copy(type_);
  for (const Output& output : outputs_) copy.outputs_.push_back({output.name, output.value.Clone()});
  for (const CallbackInput& input : inputs_) copy.inputs_.push_back(input.Clone());
  copy.id_ = id_;
  return copy;
}

std::vector<Callback> Clone(const std::vector<Callback>& callbacks) {
  std::vector<Callback> copies;
  copies.reserve(callbacks.size());
  for (const Callback& callback : callbacks) copies.push_back(callback.Clone());
  return copies;
}

}  // namespace authtree::inline v0
