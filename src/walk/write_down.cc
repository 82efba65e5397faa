#include "write_down.h"

#include <algorithm>
#include <array>
#include <utility>

#include "authtree/core/encoding.h"
#include "authtree/node/well_known_keys.h"

namespace authtree::inline v0::walk {
namespace {

constexpr std::string_view kPictureUri = "data:image/png;base64,";
constexpr std::size_t kUuidLength = 36;

// Keys that say which authenticator it was; see nodes/onespan.
constexpr std::array<std::string_view, 2> kToldKeys{"ostid_digi_serial", "ostid_instance_serial"};

ExpectedCallback WriteDownCallback(const Callback& callback) {
  ExpectedCallback expected;
  expected.type = callback.type();
  switch (callback.type()) {
    case CallbackType::kName:
    case CallbackType::kPassword:
    case CallbackType::kTextInput:
      expected.prompt = WriteDownText(callback.prompt());
      break;
    case CallbackType::kChoice:
      expected.prompt = WriteDownText(callback.prompt());
      if (const Value* choices = callback.FindOutput("choices");
          choices != nullptr && choices->json() != nullptr)
        expected.outputs.insert_or_assign("choices", Matcher::Equals(*choices->json()));
      break;
    case CallbackType::kConfirmation:
      if (const Value* options = callback.FindOutput("options");
          options != nullptr && options->json() != nullptr)
        expected.outputs.insert_or_assign("options", Matcher::Equals(*options->json()));
      break;
    case CallbackType::kHiddenValue: {
      expected.id = WriteDownText(callback.hidden_id());
      const Value* value = callback.FindOutput("value");
      const bool picture =
          value != nullptr && value->is_secret() && value->secret()->Expose().starts_with(kPictureUri);
      if (picture) expected.value = Matcher::Matches("^" + EscapedExpression(kPictureUri));
      break;
    }
    case CallbackType::kTextOutput:
      if (IsScript(callback)) {
        expected.outputs.insert_or_assign("messageType", Matcher::Equals(callback.OutputText("messageType")));
      } else {
        expected.message = WriteDownText(callback.OutputText("message"));
      }
      break;
    case CallbackType::kPollingWait:
      expected.message = WriteDownText(callback.OutputText("message"));
      break;
    case CallbackType::kMetadata:
    case CallbackType::kRedirect:
      break;
  }
  return expected;
}

std::optional<Matcher> UnlessEmpty(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return WriteDownText(text);
}

const JourneyState* StateOf(const RoundResult& result) {
  if (const auto* succeeded = std::get_if<Succeeded>(&result)) return &succeeded->state;
  if (const auto* prompt = std::get_if<Prompt>(&result)) return &prompt->session.state;
  return nullptr;
}

// How a value of the state can be expected without telling a secret; null stands for none.
Matcher WriteDownValue(const Value* value, std::string_view key) {
  if (value == nullptr) return Matcher::Absent();
  if (value->is_secret() || keys::IsSecret(key)) return Matcher::Any();
  if (value->json()->is_string()) return WriteDownText(value->json()->get_ref<const std::string&>());
  return Matcher::Equals(*value->json());
}

bool PartsBelow(const std::vector<Parting>& partings, std::string_view place) {
  return std::any_of(partings.begin(), partings.end(), [place](const Parting& parting) {
    return parting.place == place ||
           (parting.place.starts_with(place) && parting.place.substr(place.size()).starts_with("/"));
  });
}

}  // namespace

Matcher WriteDownText(std::string_view text) {
  // The longest part between ids that are made anew each time.
  std::string_view longest;
  std::size_t from = 0;
  const auto consider = [&](std::size_t end) {
    if (end - from > longest.size()) longest = text.substr(from, end - from);
  };
  bool changes = false;
  for (std::size_t at = 0; at + kUuidLength <= text.size(); ++at) {
    if (!IsUuid(text.substr(at, kUuidLength))) continue;
    consider(at);
    from = at + kUuidLength;
    at = from - 1;
    changes = true;
  }
  if (!changes) return Matcher::Equals(Json(text));
  consider(text.size());
  return longest.empty() ? Matcher::Any() : Matcher::Contains(std::string(longest));
}

ExpectedPrompt WriteDown(const SeenPrompt& seen) {
  ExpectedPrompt expected;
  expected.header = UnlessEmpty(seen.header);
  expected.description = UnlessEmpty(seen.description);
  expected.stage = UnlessEmpty(seen.stage);
  expected.callbacks.emplace();
  for (const Callback& callback : seen.callbacks) expected.callbacks->push_back(WriteDownCallback(callback));
  return expected;
}

ExpectedEnd WriteDownEnd(const WalkTrace& trace) {
  ExpectedEnd end;
  if (const auto* succeeded = std::get_if<Succeeded>(&trace.result)) {
    end.outcome = WalkOutcome::kSuccess;
    end.user = UnlessEmpty(succeeded->username);
  } else if (const auto* denied = std::get_if<Denied>(&trace.result)) {
    end.outcome = WalkOutcome::kDenied;
    end.message = UnlessEmpty(denied->message);
  } else if (const auto* failed = std::get_if<Failed>(&trace.result)) {
    end.outcome = WalkOutcome::kFailed;
    end.error = Matcher::Equals(Json(ErrorCodeName(failed->error.code())));
  } else {
    end.outcome = WalkOutcome::kAsks;
  }
  if (const JourneyState* state = StateOf(trace.result)) {
    for (const std::string_view key : kToldKeys) {
      const Value* value = state->Find(key);
      if (value != nullptr) end.state.insert_or_assign(std::string(key), WriteDownValue(value, key));
    }
  }
  end.messages.emplace();
  for (const std::string& message : trace.messages) {
    end.messages->push_back(WriteDownText(message));
  }
  end.path.emplace();
  for (const PathStep& step : trace.steps) end.path->push_back(step.Text());
  end.calls = trace.calls;
  return end;
}

ExpectedEnd WriteDownEnd(const WalkTrace& trace, const ExpectedEnd& kept,
                         const std::vector<Parting>& partings) {
  const ExpectedEnd now = WriteDownEnd(trace);
  ExpectedEnd end = kept;
  const JourneyState* state = StateOf(trace.result);
  if (PartsBelow(partings, "/end/outcome")) {
    end.outcome = now.outcome;
    end.user = now.user;
    end.message = now.message;
    end.error = now.error;
    if (state == nullptr) end.state.clear();
  }
  if (PartsBelow(partings, "/end/user")) end.user = now.user;
  if (PartsBelow(partings, "/end/message")) end.message = now.message;
  if (PartsBelow(partings, "/end/error")) end.error = now.error;
  for (auto& [key, matcher] : end.state) {
    // With another outcome nothing was compared, so every key is looked at.
    if (state != nullptr && !matcher.Accepts(state->Find(key)))
      matcher = WriteDownValue(state->Find(key), key);
  }
  if (PartsBelow(partings, "/end/messages")) {
    std::vector<Matcher>& messages = *end.messages;
    messages.resize(std::min(messages.size(), trace.messages.size()), Matcher::Any());
    for (std::size_t i = 0; i < trace.messages.size(); ++i) {
      if (i == messages.size()) messages.push_back(WriteDownText(trace.messages[i]));
      if (!messages[i].Accepts(trace.messages[i])) messages[i] = WriteDownText(trace.messages[i]);
    }
  }
  if (PartsBelow(partings, "/end/path")) end.path = now.path;
  if (PartsBelow(partings, "/end/calls")) end.calls = now.calls;
  return end;
}

}  // namespace authtree::inline v0::walk
