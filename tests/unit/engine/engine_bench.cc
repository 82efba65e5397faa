#include "engine_bench.h"

#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace authtree::inline v0::testing {

void RecordingObserver::OnStep(const StepEvent& event) {
  std::string line(event.node_id);
  if (event.asked) {
    line += " asks";
  } else if (!event.outcome.empty()) {
    line += " -> ";
    line += event.outcome;
  } else {
    line += " fails";
  }
  steps.push_back({std::move(line), event.written, event.error, std::string(event.node_type),
                   std::string(event.display_name), std::string(event.journey), event.inside_page,
                   event.took});
}

void RecordingObserver::OnRound(const RoundEvent& event) { rounds.push_back(event); }

std::vector<std::string> RecordingObserver::Lines() const {
  std::vector<std::string> lines;
  for (const Step& step : steps) lines.push_back(step.line);
  return lines;
}

EngineBench::EngineBench() = default;

void EngineBench::On(const std::string& node_id,
                     std::function<Result<Action>(const StepContext&)> behaviour) {
  behaviours_->sync[node_id] = std::move(behaviour);
}

void EngineBench::OnTask(const std::string& node_id,
                         std::function<Task<Result<Action>>(const StepContext&)> behaviour) {
  behaviours_->async[node_id] = std::move(behaviour);
}

std::shared_ptr<const Journey> EngineBench::Load() const {
  const NodeRegistry registry = TestRegistry(behaviours_);
  const LoadedJourneys loaded = LoadJourneys(FileOf(builder_, others_), registry);
  EXPECT_FALSE(loaded.diagnostics.has_errors()) << loaded.diagnostics.ToText();
  return loaded.Find(StringMember(builder_.tree(), "_id"));
}

RoundResult EngineBench::Begin(RequestContext request) {
  const auto journey = Load();
  if (journey == nullptr) return {};
  const Engine engine = MakeEngine();
  return Keep(RunRound(engine.Begin(journey, std::move(request))));
}

RoundResult EngineBench::Submit(Answers answers, RequestContext request) {
  EXPECT_NE(session_, nullptr) << "nothing was asked";
  if (session_ == nullptr) return {};
  auto session = std::make_unique<JourneySession>(std::move(session_->session));
  session_.reset();
  const auto journey = Load();
  if (journey == nullptr) return {};
  const Engine engine = MakeEngine();
  return Keep(RunRound(engine.Submit(journey, std::move(session), std::move(request), std::move(answers))));
}

RoundResult EngineBench::SubmitTexts(const std::vector<std::string>& texts) {
  Answers answers;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const CallbackType type =
        i < prompt().callbacks().size() ? prompt().callbacks()[i].type() : CallbackType::kName;
    answers.Add(Answer(type, Value(Json(texts[i]))));
  }
  return Submit(std::move(answers));
}

const Prompt& EngineBench::prompt() const {
  static const Prompt none;
  EXPECT_NE(session_, nullptr) << "nothing was asked";
  return session_ == nullptr ? none : *session_;
}

RoundResult EngineBench::Keep(RoundResult result) {
  session_.reset();
  if (auto* prompt = std::get_if<Prompt>(&result)) {
    session_ = std::make_unique<Prompt>();
    session_->header = prompt->header;
    session_->description = prompt->description;
    session_->stage = prompt->stage;
    session_->session.journey = prompt->session.journey;
    session_->session.node = prompt->session.node;
    session_->session.state = prompt->session.state.Clone();
    session_->session.pending = Clone(prompt->session.pending);
    session_->session.error_message = prompt->session.error_message;
    session_->session.expires = prompt->session.expires;
  }
  return result;
}

RoundResult RunRound(Task<RoundResult> round) {
  boost::asio::io_context loop;
  RoundResult result = Failed{Error(ErrorCode::kInternal, "The round did not come to its end.")};
  auto keep = [&result](const std::exception_ptr& thrown, RoundResult ended) {
    EXPECT_EQ(thrown, nullptr) << "an exception came out of the engine";
    if (thrown == nullptr) result = std::move(ended);
  };
  boost::asio::co_spawn(loop, std::move(round), keep);
  loop.run();
  return result;
}

std::string EndOf(const RoundResult& result) {
  if (std::holds_alternative<Succeeded>(result)) return "succeeded";
  if (std::holds_alternative<Denied>(result)) return "denied";
  if (std::holds_alternative<Prompt>(result)) return "asked";
  const Error& error = std::get<Failed>(result).error;
  return "failed " + std::string(ErrorCodeName(error.code())) + ": " + std::string(error.message());
}

Error ErrorOf(const RoundResult& result) {
  if (const auto* failed = std::get_if<Failed>(&result)) return failed->error;
  return {ErrorCode::kInternal, "The round did not fail."};
}

std::string KeyOf(const JourneyState& state, std::string_view key) {
  const Value* value = state.Find(key);
  if (value == nullptr) return "(none)";
  if (value->is_secret()) return "(secret)";
  return value->json()->is_string() ? value->json()->get<std::string>() : DumpJson(*value->json());
}

std::string KeyOf(const RoundResult& result, std::string_view key) {
  if (const auto* succeeded = std::get_if<Succeeded>(&result)) return KeyOf(succeeded->state, key);
  if (const auto* prompt = std::get_if<Prompt>(&result)) return KeyOf(prompt->session.state, key);
  return "(" + EndOf(result) + ")";
}

}  // namespace authtree::inline v0::testing
