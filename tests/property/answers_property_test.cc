// Whatever a client answers is filled in or refused, and what was asked stays as it was.
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "authtree/am/callbacks_json.h"
#include "authtree/engine/answers.h"

#include "generators.h"

namespace authtree::inline v0::property {
namespace {

std::vector<Callback> AnyPrompt() {
  std::vector<Callback> prompt;
  const int size = *rc::gen::inRange(1, 5);
  for (int i = 0; i < size; ++i) {
    switch (*rc::gen::inRange(0, 6)) {
      case 0:
        prompt.push_back(Callback::Name("User Name"));
        break;
      case 1:
        prompt.push_back(Callback::Password("Password"));
        break;
      case 2:
        prompt.push_back(Callback::Choice("Which", {"a", "b"}, 0));
        break;
      case 3:
        prompt.push_back(Callback::HiddenValue("id", Secret("value")));
        break;
      case 4:
        prompt.push_back(Callback::TextOutput(MessageType::kInformation, "Read this"));
        break;
      default:
        prompt.push_back(Callback::Confirmation({"Yes", "No"}, 0, 100));
    }
  }
  return prompt;
}

std::string Text(const std::vector<Callback>& callbacks) { return DumpJson(am::CallbacksToJson(callbacks)); }

// The outputs and types, which no client can change.
std::string Outputs(const std::vector<Callback>& callbacks) {
  OrderedJson json = am::CallbacksToJson(callbacks);
  for (OrderedJson& callback : json) callback.erase("input");
  return DumpJson(json);
}

std::string AnyType() {
  return *rc::gen::oneOf(rc::gen::element<std::string>("NameCallback", "PasswordCallback", "ChoiceCallback",
                                                       "HiddenValueCallback", "TextOutputCallback", ""),
                         AnyText());
}

// One thing that a client may do to an answer.
void Tamper(Json& callbacks) {
  if (callbacks.empty()) return;
  Json& one = callbacks[*rc::gen::inRange<std::size_t>(0, callbacks.size())];
  switch (*rc::gen::inRange(0, 9)) {
    case 0:
      callbacks.erase(*rc::gen::inRange<std::size_t>(0, callbacks.size()));
      break;
    case 1:
      callbacks.push_back(Json(one));
      break;
    case 2:
      std::swap(callbacks.front(), callbacks.back());
      break;
    case 3:
      one = *AnyJson(2);
      break;
    case 4:
      if (one.is_object()) one["type"] = AnyType();
      break;
    case 5:
      if (one.is_object()) one["input"] = *AnyJson(3);
      break;
    case 6:
      if (one.is_object()) one["output"] = *AnyJson(2);
      break;
    case 7:
      if (one.is_object()) one["input"] = Json::array({{{"name", *AnyText()}, {"value", *AnyJson(1)}}});
      break;
    default:
      if (one.is_object()) one["input"] = Json::array({{{"name", "IDToken1"}, {"value", *AnyText()}}});
  }
}

RC_GTEST_PROP(AnswersProperty, AreFilledInOrRefusedAndThePromptStays, ()) {
  const std::vector<Callback> prompt = AnyPrompt();
  const std::string before = Text(prompt);
  Json body{{"callbacks", Json::parse(before)}};
  const int changes = *rc::gen::inRange(0, 3);
  for (int i = 0; i < changes; ++i) Tamper(body["callbacks"]);
  // As it comes from a client: through text and the one parser.
  Result<Json> received = ParseJson(DumpJson(body));
  RC_ASSERT(received.has_value());

  const Result<Answers> answers = am::AnswersFromJson(*received);
  if (answers) {
    const Result<std::vector<Callback>> filled = FillIn(prompt, *answers);
    if (filled) {
      RC_ASSERT(Outputs(*filled) == Outputs(prompt));
      for (std::size_t i = 0; i < prompt.size(); ++i) {
        RC_ASSERT((*filled)[i].inputs().size() == prompt[i].inputs().size());
        for (const CallbackInput& input : (*filled)[i].inputs()) {
          // Each kind keeps its type, null aside.
          if (input.kind() == InputKind::kSecret) RC_ASSERT(input.value().is_secret());
          if (input.kind() == InputKind::kInteger) RC_ASSERT(input.value().json()->is_number_integer());
        }
      }
    } else {
      RC_ASSERT(filled.error().code() == ErrorCode::kInvalidInput);
    }
    RC_TAG(std::string(filled ? "filled" : "refused"));
  } else {
    RC_ASSERT(answers.error().code() == ErrorCode::kInvalidInput);
    RC_TAG(std::string("refused"));
  }
  RC_ASSERT(Text(prompt) == before);
}

RC_GTEST_PROP(AnswersProperty, UntouchedCallbacksComeBackAsTheyWere, ()) {
  const std::vector<Callback> prompt = AnyPrompt();
  Json body{{"callbacks", Json::parse(Text(prompt))}};
  const Result<Answers> answers = am::AnswersFromJson(body);
  RC_ASSERT(answers.has_value());
  const auto filled = FillIn(prompt, *answers);
  RC_ASSERT(filled.has_value());
  RC_ASSERT(Text(*filled) == Text(prompt));
}

}  // namespace
}  // namespace authtree::inline v0::property
