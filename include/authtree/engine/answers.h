#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "authtree/core/result.h"
#include "authtree/core/value.h"
#include "authtree/node/callback.h"

namespace authtree::inline v0 {

/// What a client put into the inputs of one callback.
class Answer {
 public:
  /// An input as it came: its wire name ("IDToken1validateOnly"; may be empty) and its value.
  struct Input {
    std::string name;
    Value value;
  };

  Answer(CallbackType type, std::vector<Input> inputs) : type_(type), inputs_(std::move(inputs)) {}
  /// An answer with one input.
  Answer(CallbackType type, Value value) : type_(type) {
    inputs_.push_back({std::string(), std::move(value)});
  }
  /// An answer to a callback that has no input.
  explicit Answer(CallbackType type) : type_(type) {}

  [[nodiscard]] CallbackType type() const { return type_; }
  [[nodiscard]] const std::vector<Input>& inputs() const { return inputs_; }

 private:
  CallbackType type_;
  std::vector<Input> inputs_;
};

/// The answers to a prompt, one for each of its callbacks in order.
class Answers {
 public:
  Answers() = default;
  explicit Answers(std::vector<Answer> answers) : answers_(std::move(answers)) {}
  /// Answers nothing: the callbacks go back to the node as they were sent.
  [[nodiscard]] static Answers Untouched() {
    Answers answers;
    answers.untouched_ = true;
    return answers;
  }

  Answers& Add(Answer answer) {
    answers_.push_back(std::move(answer));
    return *this;
  }

  [[nodiscard]] bool untouched() const { return untouched_; }
  [[nodiscard]] const std::vector<Answer>& answers() const { return answers_; }

 private:
  std::vector<Answer> answers_;
  bool untouched_ = false;
};

/// The callbacks as the node gets them: our own with the client's inputs in them. Whatever else the client
/// sent is not looked at. `kInvalidInput` with the position when number, types or values do not fit.
[[nodiscard]] Result<std::vector<Callback>> FillIn(std::vector<Callback>&& pending, const Answers& answers);
/// The same on a copy.
[[nodiscard]] inline Result<std::vector<Callback>> FillIn(const std::vector<Callback>& pending,
                                                          const Answers& answers) {
  return FillIn(Clone(pending), answers);
}

}  // namespace authtree::inline v0
