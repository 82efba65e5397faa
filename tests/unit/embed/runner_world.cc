#include "runner_world.h"

#include <array>
#include <chrono>
#include <iostream>
#include <stdexcept>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "authtree/core/task.h"
#include "authtree/node/registry.h"
#include "authtree/node/well_known_keys.h"

namespace authtree::inline v0::embed {

void Gate::Arrive() {
  const std::lock_guard lock(mutex_);
  ++arrivals_;
  changed_.notify_all();
}

void Gate::Pass() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return open_; });
}

void Gate::Open() {
  const std::lock_guard lock(mutex_);
  open_ = true;
  changed_.notify_all();
}

void Gate::AwaitArrivals(int count) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this, count] { return arrivals_ >= count; });
}

namespace {

namespace asio = boost::asio;

class LoginNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "TestLoginNode";
  static constexpr std::string_view kSummary = "Asks for name and password.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  explicit LoginNode(NoConfig) {}

  StateContract Contract() const override { return Writes(keys::kUsername, keys::kPassword); }
  Result<Action> Step(const StepContext& step) const override {
    if (!step.answered()) {
      return Action::Ask(Callback::Name("User Name"), Callback::Password("Password")).Header("Sign in");
    }
    return Action::To("outcome")
        .Put(keys::kUsername, step.submitted()[0].Text().value_or(""))
        .Put(keys::kPassword, *step.submitted()[1].SecretText());
  }
};

/// Waits for an hour. Ends early when it is cancelled.
class SilentNode final : public Node {
 public:
  static constexpr std::string_view kType = "TestSilentNode";
  static constexpr std::string_view kSummary = "Waits for a peer that never answers.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  SilentNode(NoConfig, std::shared_ptr<Gate> gate) : gate_(std::move(gate)) {}

  StateContract Contract() const override { return {}; }
  Task<Result<Action>> Process(const StepContext& /*step*/) const override {
    asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::hours(1));
    gate_->Arrive();
    (void)co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return tl::unexpected(Error(ErrorCode::kUnavailable, "The peer did not answer."));
  }

 private:
  std::shared_ptr<Gate> gate_;
};

class DeafNode final : public Node {
 public:
  static constexpr std::string_view kType = "TestDeafNode";
  static constexpr std::string_view kSummary = "Waits and cannot be cancelled.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  DeafNode(NoConfig, std::shared_ptr<Gate> gate) : gate_(std::move(gate)) {}

  StateContract Contract() const override { return {}; }
  Task<Result<Action>> Process(const StepContext& /*step*/) const override {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::hours(1));
    gate_->Arrive();
    (void)co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return Action::To("outcome");
  }

 private:
  std::shared_ptr<Gate> gate_;
};

class BlockingNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "TestBlockingNode";
  static constexpr std::string_view kSummary = "Blocks its thread.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  BlockingNode(NoConfig, std::shared_ptr<Gate> gate) : gate_(std::move(gate)) {}

  StateContract Contract() const override { return {}; }
  Result<Action> Step(const StepContext& /*step*/) const override {
    gate_->Arrive();
    gate_->Pass();
    return Action::To("outcome");
  }

 private:
  std::shared_ptr<Gate> gate_;
};

class ThrowingNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "TestThrowingNode";
  static constexpr std::string_view kSummary = "Throws.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  explicit ThrowingNode(NoConfig) {}

  StateContract Contract() const override { return {}; }
  Result<Action> Step(const StepContext& /*step*/) const override {
    throw std::runtime_error("a node threw");
  }
};

constexpr std::string_view kJourneys = R"({"trees": {
  "Login": {
    "tree": {"_id": "Login", "entryNodeId": "a", "nodes": {
      "a": {"nodeType": "TestLoginNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"a": {}}},
  "LoginSilent": {
    "tree": {"_id": "LoginSilent", "entryNodeId": "a", "nodes": {
      "a": {"nodeType": "TestLoginNode", "connections": {"outcome": "b"}},
      "b": {"nodeType": "TestSilentNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"a": {}, "b": {}}},
  "Silent": {
    "tree": {"_id": "Silent", "entryNodeId": "a", "nodes": {
      "a": {"nodeType": "TestSilentNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"a": {}}},
  "Deaf": {
    "tree": {"_id": "Deaf", "entryNodeId": "a", "nodes": {
      "a": {"nodeType": "TestDeafNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"a": {}}},
  "Blocking": {
    "tree": {"_id": "Blocking", "entryNodeId": "a", "nodes": {
      "a": {"nodeType": "TestBlockingNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"a": {}}},
  "Throwing": {
    "tree": {"_id": "Throwing", "entryNodeId": "a", "nodes": {
      "a": {"nodeType": "TestThrowingNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"a": {}}}
}})";

}  // namespace

RunnerOptions TestOptions(std::shared_ptr<Gate> gate) {
  RunnerOptions options;
  options.journey_texts.push_back({"the test's journeys", std::string(kJourneys)});
  options.register_nodes = [gate = std::move(gate)](NodeRegistry& registry) {
    registry.Register<LoginNode>();
    registry.Register<SilentNode>(gate);
    registry.Register<DeafNode>(gate);
    registry.Register<BlockingNode>(gate);
    registry.Register<ThrowingNode>();
  };
  return options;
}

std::unique_ptr<Runner> MakeRunner(RunnerOptions options) {
  MadeRunner made = Runner::Make(std::move(options));
  std::cerr << made.diagnostics.ToText();
  return std::move(made.runner);
}

Answers LoginAnswers(const std::string& name) {
  Answers answers;
  answers.Add(Answer(CallbackType::kName, Json(name)));
  answers.Add(Answer(CallbackType::kPassword, Value(Secret("let-me-in"))));
  return answers;
}

std::string ReferenceOf(const JourneyResult& result) {
  const auto* prompt = std::get_if<JourneyPrompt>(&result);
  return prompt == nullptr ? std::string() : prompt->reference;
}

const JourneyFailed* FailureOf(const JourneyResult& result) { return std::get_if<JourneyFailed>(&result); }

}  // namespace authtree::inline v0::embed
