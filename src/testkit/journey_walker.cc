#include "authtree/testkit/journey_walker.h"

#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>

#include "authtree/simulator/digipass_holder.h"
#include "authtree/simulator/visual_code_image.h"

namespace authtree::inline v0::testkit {
namespace {

std::string Text(const Value& value) {
  if (value.is_secret()) return std::string(value.secret()->Expose());
  return value.json()->is_string() ? value.json()->get<std::string>() : DumpJson(*value.json());
}

}  // namespace

void StepLog::OnStep(const StepEvent& event) {
  if (event.error) last_error_ = event.error;
  if (event.inside_page) return;
  std::string step(event.node_type);
  if (event.asked) {
    step += " asks";
  } else if (event.outcome.empty()) {
    step += " failed";
  } else {
    step += " -> " + std::string(event.outcome);
  }
  steps_.push_back(std::move(step));
}

void StepLog::OnRound(const RoundEvent& /*event*/) {}

JourneyWalker& JourneyWalker::Give(std::string prompt, std::string value) {
  given_.insert_or_assign(std::move(prompt), std::move(value));
  return *this;
}

JourneyWalker& JourneyWalker::UseDigipass(simulator::DigipassConfig config) {
  device_.emplace(std::move(config));
  return *this;
}

JourneyWalker& JourneyWalker::From(std::string client_ip) {
  client_ip_ = std::move(client_ip);
  return *this;
}

JourneyWalker& JourneyWalker::Begin() {
  Drive(engine_.Begin(journey_, Request()));
  return *this;
}

JourneyWalker& JourneyWalker::Submit() { return Submit(Collect()); }

JourneyWalker& JourneyWalker::Submit(Answers answers) {
  auto* prompt = std::get_if<Prompt>(&result_);
  if (prompt == nullptr) {
    result_ = Failed{Error(ErrorCode::kInternal, "The test submits although nothing is asked.")};
    return *this;
  }
  auto session = std::make_unique<JourneySession>(std::move(prompt->session));
  Drive(engine_.Submit(journey_, std::move(session), Request(), std::move(answers)));
  return *this;
}

JourneyWalker& JourneyWalker::WalkToEnd(int most_rounds) {
  Begin();
  for (int round = 1; asks() && round < most_rounds; ++round) Submit();
  return *this;
}

const std::vector<Callback>& JourneyWalker::callbacks() const {
  static const std::vector<Callback> none;
  const auto* prompt = std::get_if<Prompt>(&result_);
  return prompt == nullptr ? none : prompt->callbacks();
}

std::optional<std::string> JourneyWalker::HiddenOutput(std::string_view id) const {
  for (const Callback& callback : callbacks()) {
    if (callback.type() != CallbackType::kHiddenValue || callback.hidden_id() != id) continue;
    if (const Value* value = callback.FindOutput("value")) return Text(*value);
  }
  return std::nullopt;
}

std::string JourneyWalker::Reading(std::string_view prompt) const {
  const auto found = readings_.find(prompt);
  return found == readings_.end() ? std::string() : found->second;
}

std::optional<std::string> JourneyWalker::StateText(std::string_view key) const {
  const JourneyState* state = nullptr;
  if (const auto* succeeded = std::get_if<Succeeded>(&result_)) state = &succeeded->state;
  if (const auto* prompt = std::get_if<Prompt>(&result_)) state = &prompt->session.state;
  const Value* value = state == nullptr ? nullptr : state->Find(key);
  if (value == nullptr) return std::nullopt;
  return Text(*value);
}

void JourneyWalker::Drive(Task<RoundResult> round) {
  std::optional<RoundResult> ended;
  auto on_end = [&ended](const std::exception_ptr& thrown, RoundResult result) {
    if (thrown) {
      ended.emplace(Failed{Error(ErrorCode::kInternal, "The round threw.")});
    } else {
      ended.emplace(std::move(result));
    }
  };
  boost::asio::co_spawn(*context_, std::move(round), std::move(on_end));
  while (!ended) {
    context_->restart();
    context_->run_one();
  }
  result_ = std::move(*ended);
  Look();
}

void JourneyWalker::Look() {
  for (const Callback& callback : callbacks()) {
    if (callback.type() == CallbackType::kTextOutput) messages_.push_back(callback.OutputText("message"));
    if (!device_ || callback.type() != CallbackType::kHiddenValue) continue;
    const std::optional<std::string> png =
        simulator::PngOfDataUri(HiddenOutput(callback.hidden_id()).value_or(""));
    if (!png) continue;
    if (const auto reading = device_->Scan(*png)) {
      readings_.insert_or_assign(std::string(simulator::FieldFor(reading->kind)), reading->code);
    }
  }
}

Answers JourneyWalker::Collect() const {
  Answers answers;
  for (const Callback& callback : callbacks()) {
    if (callback.inputs().empty()) {
      answers.Add(Answer(callback.type()));
      continue;
    }
    const std::string name =
        callback.type() == CallbackType::kHiddenValue ? callback.hidden_id() : callback.prompt();
    auto found = given_.find(name);
    const bool given = found != given_.end();
    const auto reading = readings_.find(name);
    if (!given && reading == readings_.end()) {
      answers.Add(Answer(callback.type(), callback.inputs().front().value().Clone()));
      continue;
    }
    const std::string& text = given ? found->second : reading->second;
    if (callback.type() == CallbackType::kPassword) {
      answers.Add(Answer(callback.type(), Value(Secret(text))));
    } else {
      answers.Add(Answer(callback.type(), Value(Json(text))));
    }
  }
  return answers;
}

}  // namespace authtree::inline v0::testkit
