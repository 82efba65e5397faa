#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/am/callbacks_json.h"
#include "authtree/core/json_reader.h"

#include "bad_answers.h"

namespace authtree::inline v0::am {
namespace {

/// What is open on the way from the body to the inputs of a callback, each inside of the one before it.
enum Level : std::size_t { kNothing, kBody, kCallbackList, kCallback, kInputList, kInput };

/// The members that are looked at, of whichever level has them.
enum class Member : std::uint8_t { kOther, kAuthId, kCallbacks, kType, kInputs, kName, kValue };

Member MemberOf(std::size_t level, std::string_view name) {
  switch (level) {
    case kBody:
      return name == "authId" ? Member::kAuthId : name == "callbacks" ? Member::kCallbacks : Member::kOther;
    case kCallback:
      return name == "type" ? Member::kType : name == "input" ? Member::kInputs : Member::kOther;
    case kInput:
      return name == "name" ? Member::kName : name == "value" ? Member::kValue : Member::kOther;
    default:
      return Member::kOther;
  }
}

/// Picks out of a body what a step consists of, and leaves all the rest alone.
class StepReader final : public JsonHandler {
 public:
  void OnNull() override { OnScalar(nullptr); }
  void OnBool(bool value) override { OnScalar(value); }
  void OnInteger(std::int64_t value) override { OnScalar(value); }
  void OnUnsigned(std::uint64_t value) override { OnScalar(value); }
  void OnFloat(double value) override { OnScalar(value); }

  void OnString(std::string_view text) override {
    if (At(kBody, Member::kAuthId)) {
      step_.auth_id = text;
    } else if (At(kCallback, Member::kType)) {
      type_ = ParseCallbackType(text);
    } else if (At(kInput, Member::kName)) {
      name_ = text;
    } else if (At(kInput, Member::kValue)) {
      // Secret until the type of its callback says that it is not.
      value_ = Value(Secret(text));
    } else {
      OnMisfit();
    }
  }

  void OnKey(std::string_view name) override {
    if (level_ == kBody && depth_ == kBody) step_.empty = false;
    if (depth_ == level_) member_ = MemberOf(level_, name);
  }

  void OnObjectBegin() override {
    if (Inside(kNothing)) {
      is_object_ = true;
      ++level_;
    } else if (Inside(kCallbackList)) {
      BeginCallback();
      ++level_;
    } else if (Inside(kInputList)) {
      name_.clear();
      value_.reset();
      ++level_;
    } else {
      OnScalar(Json::object());
    }
    ++depth_;
  }

  void OnObjectEnd() override {
    if (Inside(kCallback)) EndCallback();
    if (Inside(kInput)) EndInput();
    Leave();
  }

  void OnArrayBegin() override {
    if (At(kBody, Member::kCallbacks)) {
      step_.answers = Answers();
      ++level_;
    } else if (At(kCallback, Member::kInputs)) {
      ++level_;
    } else {
      OnScalar(Json::array());
    }
    ++depth_;
  }

  void OnArrayEnd() override { Leave(); }

  [[nodiscard]] bool is_object() const { return is_object_; }
  [[nodiscard]] StepBody Take() { return std::move(step_); }

 private:
  /// True directly inside of a level, and not inside of something that is not looked at.
  [[nodiscard]] bool Inside(Level level) const { return level_ == level && depth_ == level; }
  /// True for the value of that member.
  [[nodiscard]] bool At(Level level, Member member) const { return Inside(level) && member_ == member; }

  void Leave() {
    if (depth_ == level_) --level_;
    --depth_;
  }

  /// Neither a text nor on the way. What is inside of an array or an object is not looked at, as no callback
  /// takes one.
  void OnScalar(Json value) {
    if (At(kInput, Member::kValue)) {
      value_ = Value(std::move(value));
    } else {
      OnMisfit();
    }
  }

  /// A value of a kind that does not belong where it stands.
  void OnMisfit() {
    if (At(kBody, Member::kCallbacks)) {
      step_.answers =
          tl::unexpected(Error(ErrorCode::kInvalidInput, kWrongCount).With(Fact::kField, "callbacks"));
    } else if (Inside(kCallbackList)) {
      BeginCallback();
      EndCallback();
    } else if (At(kCallback, Member::kInputs) || Inside(kInputList)) {
      inputs_fit_ = false;
    }
  }

  void BeginCallback() {
    type_.reset();
    inputs_.clear();
    inputs_fit_ = true;
  }

  void EndInput() {
    // Each of our types has one input or none.
    inputs_fit_ = inputs_fit_ && value_ && inputs_.empty();
    if (value_) inputs_.push_back({std::move(name_), std::move(*value_)});
  }

  void EndCallback() {
    ++callbacks_;
    if (!step_.answers) return;  // the first that is refused counts
    if (!type_) return Refuse(kWrongType);
    if (!inputs_fit_) return Refuse(kWrongInput);
    for (Answer::Input& input : inputs_) {
      const Secret* text = input.value.secret();
      if (text != nullptr && *type_ != CallbackType::kPassword) input.value = Json(text->Expose());
    }
    step_.answers->Add(Answer(*type_, std::exchange(inputs_, {})));
  }

  void Refuse(FixedText text) {
    step_.answers = tl::unexpected(Error(ErrorCode::kInvalidInput, text)
                                       .With(Fact::kPosition, "callback " + std::to_string(callbacks_)));
  }

  StepBody step_;
  bool is_object_ = false;
  std::size_t depth_ = 0;         ///< of what is open
  std::size_t level_ = kNothing;  ///< how much of that is on the way
  Member member_ = Member::kOther;

  std::size_t callbacks_ = 0;
  std::optional<CallbackType> type_;
  std::vector<Answer::Input> inputs_;
  bool inputs_fit_ = true;
  std::string name_;
  std::optional<Value> value_;
};

}  // namespace

Result<StepBody> ReadStepBody(std::string_view text, JsonLimits limits) {
  StepReader reader;
  if (Result<void> read = ReadJson(text, reader, limits); !read) return tl::unexpected(read.error());
  if (!reader.is_object()) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The body of the request is no JSON object."));
  }
  return reader.Take();
}

}  // namespace authtree::inline v0::am
