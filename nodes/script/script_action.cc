#include "script_action.h"

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "authtree/node/callback.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::size_t kMostCallbacks = 100;
constexpr double kLongestWait = 24.0 * 3600 * 1000;

int NumberMember(const Json& object, std::string_view name) {
  const Json* value = FindMember(object, name);
  if (value == nullptr || !value->is_number()) return 0;
  const double number = value->get<double>();
  return std::abs(number) <= kLongestWait ? static_cast<int>(number) : 0;
}

std::vector<std::string> TextsMember(const Json& object, std::string_view name) {
  std::vector<std::string> texts;
  const Json* list = FindMember(object, name);
  if (list == nullptr || !list->is_array()) return texts;
  for (const Json& text : *list) {
    if (text.is_string()) texts.push_back(text.get<std::string>());
  }
  return texts;
}

MessageType MessageTypeOf(int number) {
  for (const MessageType type : {MessageType::kWarning, MessageType::kError, MessageType::kScript}) {
    if (static_cast<int>(type) == number) return type;
  }
  return MessageType::kInformation;
}

// An index that is none of the options is the first.
int IndexIn(const std::vector<std::string>& options, int index) {
  return index >= 0 && static_cast<std::size_t>(index) < options.size() ? index : 0;
}

std::optional<Callback> CallbackOf(const Json& asked) {
  const std::optional<CallbackType> type = ParseCallbackType(StringMember(asked, "type"));
  if (!type) return std::nullopt;
  const std::string prompt = StringMember(asked, "prompt");
  std::vector<std::string> options = TextsMember(asked, "options");
  const int initial = IndexIn(options, NumberMember(asked, "initial"));
  switch (*type) {
    case CallbackType::kName:
      return Callback::Name(prompt, StringMember(asked, "initial"));
    case CallbackType::kPassword:
      return Callback::Password(prompt);
    case CallbackType::kTextInput:
      return Callback::TextInput(prompt, StringMember(asked, "initial"));
    case CallbackType::kTextOutput:
      return Callback::TextOutput(MessageTypeOf(NumberMember(asked, "kind")), StringMember(asked, "message"));
    case CallbackType::kChoice:
      if (options.empty()) return std::nullopt;
      return Callback::Choice(prompt, std::move(options), initial);
    case CallbackType::kConfirmation:
      if (options.empty()) return std::nullopt;
      return Callback::Confirmation(std::move(options), initial, 0);
    case CallbackType::kHiddenValue:
      return Callback::HiddenValue(StringMember(asked, "id"), Secret(StringMember(asked, "shown")));
    case CallbackType::kMetadata: {
      const Json* data = FindMember(asked, "data");
      return Callback::Metadata(data == nullptr ? Json::object() : *data);
    }
    case CallbackType::kPollingWait:
      return Callback::PollingWait(std::chrono::milliseconds(std::max(0, NumberMember(asked, "wait"))),
                                   StringMember(asked, "message"));
    case CallbackType::kRedirect:  // no binding makes one
      return std::nullopt;
  }
  return std::nullopt;
}

tl::unexpected<Error> NoCallback() {
  return tl::unexpected(
      Error(ErrorCode::kInternal, "The script asks something that is no callback, or asks nothing."));
}

Result<std::vector<Callback>> CallbacksOf(const Json& list) {
  std::vector<Callback> callbacks;
  if (!list.is_array() || list.empty() || list.size() > kMostCallbacks) return NoCallback();
  for (const Json& asked : list) {
    std::optional<Callback> callback = CallbackOf(asked);
    if (!callback) return NoCallback();
    callbacks.push_back(std::move(*callback));
  }
  return callbacks;
}

}  // namespace

Result<Action> ActionOf(const Json& decision) {
  std::optional<Action> action;
  if (const Json* ask = FindMember(decision, "ask")) {
    Result<std::vector<Callback>> callbacks = CallbacksOf(*ask);
    if (!callbacks) return tl::unexpected(callbacks.error());
    action = Action::Ask(std::move(*callbacks))
                 .Header(StringMember(decision, "header"))
                 .Description(StringMember(decision, "description"))
                 .Stage(StringMember(decision, "stage"));
  } else if (FindMember(decision, "outcome") != nullptr) {
    action = Action::To(StringMember(decision, "outcome"));
  } else {
    return tl::unexpected(Error(ErrorCode::kInternal, "The script ended without an outcome."));
  }
  return std::move(*action).ErrorMessage(StringMember(decision, "errorMessage"));
}

}  // namespace authtree::inline v0::nodes
