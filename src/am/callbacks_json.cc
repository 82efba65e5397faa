#include "authtree/am/callbacks_json.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace authtree::inline v0::am {
namespace {

// AM's texts. The engine reports the first two of them with the same words.
constexpr FixedText kWrongCount("Incorrect number of callbacks found in JSON response");
constexpr FixedText kWrongType("Required callback not found in JSON response");
constexpr FixedText kWrongInput("Invalid callback input found in JSON response");

OrderedJson ToJson(const Value& value) {
  if (const Secret* secret = value.secret()) return OrderedJson(std::string(secret->Expose()));
  if (value.json()->is_null()) return OrderedJson("");
  return OrderedJson(*value.json());
}

OrderedJson ToJson(const CallbackInput& input, const std::string& prefix) {
  OrderedJson json;
  json["name"] = prefix + input.suffix();
  // A field that must not be echoed goes out empty, whatever is in it.
  json["value"] = input.kind() == InputKind::kSecret ? OrderedJson("") : ToJson(input.value());
  return json;
}

OrderedJson ToJson(const Callback& callback, std::size_t position) {
  OrderedJson json;
  json["type"] = CallbackTypeName(callback.type());
  OrderedJson outputs = OrderedJson::array();
  for (const Callback::Output& output : callback.outputs()) {
    OrderedJson entry;
    entry["name"] = output.name;
    entry["value"] = ToJson(output.value);
    outputs.push_back(std::move(entry));
  }
  json["output"] = std::move(outputs);
  if (!callback.inputs().empty()) {
    const std::string prefix = "IDToken" + std::to_string(position);
    OrderedJson inputs = OrderedJson::array();
    for (const CallbackInput& input : callback.inputs()) inputs.push_back(ToJson(input, prefix));
    json["input"] = std::move(inputs);
  }
  if (callback.id()) json["_id"] = *callback.id();
  return json;
}

Error Refuse(FixedText text, std::size_t index) {
  return Error(ErrorCode::kInvalidInput, text).With(Fact::kPosition, "callback " + std::to_string(index + 1));
}

Json* MutableMember(Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

// What the user typed into a password field leaves the document for good.
Value TakeValue(CallbackType type, Json& value) {
  if (type == CallbackType::kPassword && value.is_string()) {
    return Secret::Take(std::move(value.get_ref<std::string&>()));
  }
  return std::move(value);
}

std::optional<Answer::Input> ReadInput(CallbackType type, Json& entry) {
  Json* value = MutableMember(entry, "value");
  if (value == nullptr) return std::nullopt;
  return Answer::Input{StringMember(entry, "name"), TakeValue(type, *value)};
}

Result<Answer> ReadAnswer(Json& entry, std::size_t index) {
  const std::optional<CallbackType> type = ParseCallbackType(StringMember(entry, "type"));
  if (!type) return tl::unexpected(Refuse(kWrongType, index));
  Json* inputs = MutableMember(entry, "input");
  if (inputs == nullptr) return Answer(*type);
  // Each of our types has one input or none.
  if (!inputs->is_array() || inputs->size() > 1) return tl::unexpected(Refuse(kWrongInput, index));
  std::vector<Answer::Input> read;
  for (Json& input : *inputs) {
    std::optional<Answer::Input> one = ReadInput(*type, input);
    if (!one) return tl::unexpected(Refuse(kWrongInput, index));
    read.push_back(std::move(*one));
  }
  return Answer(*type, std::move(read));
}

}  // namespace

OrderedJson CallbacksToJson(const std::vector<Callback>& callbacks) {
  OrderedJson list = OrderedJson::array();
  for (std::size_t i = 0; i < callbacks.size(); ++i) list.push_back(ToJson(callbacks[i], i + 1));
  return list;
}

Result<Answers> AnswersFromJson(Json& body) {
  Json* callbacks = MutableMember(body, "callbacks");
  if (callbacks == nullptr) return Answers::Untouched();
  if (!callbacks->is_array()) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, kWrongCount).With(Fact::kField, "callbacks"));
  }
  Answers answers;
  for (std::size_t i = 0; i < callbacks->size(); ++i) {
    Result<Answer> answer = ReadAnswer((*callbacks)[i], i);
    if (!answer) return tl::unexpected(answer.error());
    answers.Add(std::move(*answer));
  }
  return answers;
}

std::string_view BadAnswersText(const Error& error) {
  for (const FixedText text : {kWrongCount, kWrongType}) {
    if (error.message() == text.view()) return text.view();
  }
  return kWrongInput.view();
}

}  // namespace authtree::inline v0::am
