#include "authtree/engine/answers.h"

#include <algorithm>
#include <charconv>

namespace authtree::inline v0 {
namespace {

Error BadAnswer(FixedText what, std::size_t position) {
  return Error(ErrorCode::kInvalidInput, what)
      .With(Fact::kPosition, "callback " + std::to_string(position + 1));
}

// True when the name of a client's input is that of `wanted`. One without a suffix takes what no other one
// claims.
bool NameFits(const std::string& name, const CallbackInput& wanted, const std::vector<CallbackInput>& all) {
  if (!wanted.suffix().empty()) return name.ends_with(wanted.suffix());
  return !name.empty() && std::none_of(all.begin(), all.end(), [&name](const CallbackInput& other) {
    return !other.suffix().empty() && name.ends_with(other.suffix());
  });
}

// Inputs of callbacks with several are told apart by the end of their names, then by position.
const Answer::Input* FindInput(const Answer& answer, const std::vector<CallbackInput>& all,
                               std::size_t position) {
  if (all.size() > 1) {
    for (const Answer::Input& input : answer.inputs()) {
      if (NameFits(input.name, all[position], all)) return &input;
    }
  }
  return position < answer.inputs().size() ? &answer.inputs()[position] : nullptr;
}

std::optional<std::int64_t> WholeNumber(const Json& value) {
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT32_MAX) return std::nullopt;
  if (value.is_number_integer()) {
    const auto number = value.get<std::int64_t>();
    return number >= INT32_MIN && number <= INT32_MAX ? std::optional(number) : std::nullopt;
  }
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  std::int32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The value as the input's kind wants it, or nothing when it cannot be that.
std::optional<Value> Fit(InputKind kind, const Value& given) {
  const Json* json = given.json();
  switch (kind) {
    case InputKind::kText:
      if (json == nullptr || !(json->is_string() || json->is_null())) return std::nullopt;
      return Value(*json);
    case InputKind::kSecret:
      if (std::optional<Secret> secret = ValueCodec<Secret>::Read(given)) return Value(std::move(*secret));
      return std::nullopt;
    case InputKind::kInteger:
      if (json == nullptr) return std::nullopt;
      if (const std::optional<std::int64_t> number = WholeNumber(*json)) return Value(Json(*number));
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<Callback>> FillIn(std::vector<Callback>&& pending, const Answers& answers) {
  if (answers.untouched()) return std::move(pending);
  // What comes back from elsewhere comes as request parameters: the body may be anything.
  if (pending.size() == 1 && pending.front().type() == CallbackType::kRedirect) return std::move(pending);
  if (answers.answers().size() != pending.size()) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "Incorrect number of callbacks found in JSON response")
            .With(Fact::kLimit, std::to_string(pending.size())));
  }
  for (std::size_t i = 0; i < pending.size(); ++i) {
    const Answer& answer = answers.answers()[i];
    if (answer.type() != pending[i].type()) {
      return tl::unexpected(BadAnswer("Required callback not found in JSON response", i));
    }
    std::vector<CallbackInput>& inputs = pending[i].inputs();
    if (!inputs.empty() && answer.inputs().size() > inputs.size()) {
      return tl::unexpected(BadAnswer("A callback came back with more inputs than it has.", i));
    }
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      const Answer::Input* given = FindInput(answer, inputs, k);
      if (given == nullptr) return tl::unexpected(BadAnswer("A callback came back without its input.", i));
      std::optional<Value> value = Fit(inputs[k].kind(), given->value);
      if (!value) return tl::unexpected(BadAnswer("The value of a callback's input has the wrong type.", i));
      inputs[k].set_value(std::move(*value));
    }
  }
  return std::move(pending);
}

}  // namespace authtree::inline v0
