#include "authtree/testkit/node_tester.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <ostream>
#include <set>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace authtree::inline v0::testkit {
namespace {

constexpr std::chrono::seconds kStepBudget{4};
constexpr std::array<Tier, 3> kTiers{Tier::kTransient, Tier::kSecure, Tier::kShared};

std::set<std::string> KeysOf(const JourneyState& state) {
  std::set<std::string> keys;
  for (const Tier tier : kTiers) {
    for (const auto& [key, value] : state.tier(tier)) keys.insert(key);
  }
  return keys;
}

// co_spawn wants a result that can be made from nothing; ours cannot.
Task<void> ProcessInto(const Node& node, const StepContext& step, std::optional<Result<Action>>& result) {
  result = co_await node.Process(step);
}

Result<Action> Await(const Node& node, const StepContext& step) {
  if (const SyncNode* sync = node.AsSync()) return sync->Step(step);
  boost::asio::io_context context;
  std::optional<Result<Action>> result;
  std::exception_ptr thrown;
  auto finish = [&thrown](std::exception_ptr exception) { thrown = std::move(exception); };
  boost::asio::co_spawn(context, ProcessInto(node, step, result), std::move(finish));
  context.run();
  if (thrown) std::rethrow_exception(thrown);
  if (!result) throw std::logic_error("The node waits for something that does not come.");
  return std::move(*result);
}

std::optional<Error> Undeclared(const NodeUnderTest& node, const Action& action,
                                const StateContract& contract) {
  for (const StateWrite& write : action.writes()) {
    if (contract.MayWrite(write.key) || IsOwnKey(node.id, write.key)) continue;
    return Error(ErrorCode::kInternal, "The node wrote a state key that its contract does not declare.")
        .With(Fact::kStateKey, write.key);
  }
  if (action.asks()) return std::nullopt;
  if (action.outcome().empty()) {
    return Error(ErrorCode::kInternal, "The node neither asked anything nor left by an outcome.");
  }
  const bool known = node.outcomes.empty() || std::find(node.outcomes.begin(), node.outcomes.end(),
                                                        action.outcome()) != node.outcomes.end();
  if (known) return std::nullopt;
  return Error(ErrorCode::kInternal, "The node left by an outcome that its type does not have.")
      .With(Fact::kOutcome, action.outcome());
}

Result<Action> RunOnce(const NodeUnderTest& node, const std::vector<Callback>& submitted,
                       const JourneyState& state, const RequestContext& request, const Clock& clock,
                       Subtree* subtree) {
  const StepContext step(node.id, StateView(node.id, state, node.contract), submitted, request,
                         CallContext(clock.SteadyNow() + kStepBudget), clock, subtree);
  Result<Action> action = Await(*node.node, step);
  if (!action) return action;
  if (std::optional<Error> undeclared = Undeclared(node, *action, node.contract)) {
    return tl::unexpected(std::move(*undeclared));
  }
  return action;
}

// The children of a container, on a state that is kept only when the container's step succeeds.
class Children final : public Subtree {
 public:
  Children(const std::vector<NodeUnderTest>& children, JourneyState& state, const RequestContext& request,
           const Clock& clock)
      : children_(children), state_(state), request_(request), clock_(clock) {}

  [[nodiscard]] std::size_t size() const override { return children_.size(); }

  [[nodiscard]] Task<Result<Action>> Run(std::size_t child, std::vector<Callback> submitted) override {
    const NodeUnderTest& node = children_.at(child);
    Result<Action> action = RunOnce(node, submitted, state_, request_, clock_, nullptr);
    const bool reported = !action && action.error().code() != ErrorCode::kInternal;
    if (reported && !node.error_reporting.outcome.empty()) {
      Report(node.error_reporting, action.error());
      co_return Action::To(node.error_reporting.outcome);
    }
    if (action) state_.Apply(action->TakeWrites());
    co_return action;
  }

 private:
  void Report(const ErrorReporting& reporting, const Error& error) {
    if (!reporting.message_key.empty()) {
      state_.Put(Tier::kShared, reporting.message_key, Json(std::string(error.message())));
    }
    if (!reporting.code_key.empty()) {
      state_.Put(Tier::kShared, reporting.code_key, Json(std::string(ErrorCodeName(error.code()))));
    }
  }

  const std::vector<NodeUnderTest>& children_;
  JourneyState& state_;
  const RequestContext& request_;
  const Clock& clock_;
};

std::string TextOf(const Value& value) {
  if (const Secret* secret = value.secret()) return std::string(secret->Expose());
  if (value.json()->is_string()) return value.json()->get<std::string>();
  return DumpJson(*value.json());
}

std::string Joined(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : ", ") + text;
  return joined;
}

}  // namespace

const std::vector<Callback>& StepResult::callbacks() const& {
  static const std::vector<Callback> kNone;
  return action_ ? action_->callbacks() : kNone;
}

std::ostream& operator<<(std::ostream& out, const StepResult& result) {
  if (const Error* error = result.error()) return out << "fails: " << error->Describe();
  if (result.asks()) {
    out << "asks " << result.callbacks().size() << " callbacks";
  } else {
    out << "leaves by '" << result.outcome() << "'";
  }
  return out << ", writes [" << Joined(result.written_) << "], removes [" << Joined(result.removed_) << ']';
}

StepResult StepRunner::Run(const NodeUnderTest& node, const std::vector<Callback>& submitted,
                           const std::vector<NodeUnderTest>& children,
                           const std::optional<std::vector<std::string>>& needed_later) {
  JourneyState working = state.Clone();
  Children subtree(children, working, request, *clock);
  Result<Action> action =
      RunOnce(node, submitted, working, request, *clock, children.empty() ? nullptr : &subtree);
  if (!action) return StepResult(std::move(action.error()));

  std::set<std::string> written;
  for (const StateWrite& write : action->writes()) {
    if (write.value) written.insert(write.key);
  }
  working.Apply(action->TakeWrites());
  const std::set<std::string> before = KeysOf(state);
  const std::set<std::string> after = KeysOf(working);
  std::vector<std::string> removed;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(removed));
  if (action->asks()) working.EndRound(needed_later.value_or(node.contract.reads()));
  state = std::move(working);
  return {std::move(*action), std::vector<std::string>(written.begin(), written.end()), std::move(removed)};
}

void Fill(Callback& callback, std::string_view answer) {
  CallbackInput& input = callback.inputs().at(0);
  switch (input.kind()) {
    case InputKind::kText:
      input.set_value(Json(std::string(answer)));
      return;
    case InputKind::kSecret:
      input.set_value(Secret(answer));
      return;
    case InputKind::kInteger: {
      std::int64_t number = 0;
      if (std::from_chars(answer.data(), answer.data() + answer.size(), number).ec != std::errc()) {
        throw std::invalid_argument("The callback wants a number.");
      }
      input.set_value(Json(number));
      return;
    }
  }
}

StepResult NodeTesterBase::Run() {
  const std::vector<Callback> submitted = std::move(prompt_);
  StepResult result = runner_.Run(node_, submitted, children_);
  prompt_ = Clone(result.callbacks());
  return result;
}

std::optional<std::string> TextUnder(const JourneyState& state, std::string_view key) {
  const Value* value = state.Find(key);
  if (value == nullptr) return std::nullopt;
  return TextOf(*value);
}

bool NodeTesterBase::IsSecret(std::string_view key) const {
  const Value* value = runner_.state.Find(key);
  return value != nullptr && value->is_secret();
}

std::optional<Tier> NodeTesterBase::TierOf(std::string_view key) const {
  for (const Tier tier : kTiers) {
    if (runner_.state.tier(tier).contains(key)) return tier;
  }
  return std::nullopt;
}

NodeUnderTest MakeNode(std::string id, const NodeRegistry& registry, std::string_view type,
                       const Json& properties) {
  Diagnostics diagnostics;
  ConfiguredNode made = registry.Make(type, properties, "", diagnostics);
  if (made.node == nullptr && !diagnostics.has_errors())
    diagnostics.AddError("", "the node type is not known");
  if (diagnostics.has_errors()) {
    throw std::invalid_argument(std::string(type) + ": " + diagnostics.ToText());
  }
  NodeUnderTest node;
  node.id = std::move(id);
  node.contract = made.node->Contract();
  node.node = std::move(made.node);
  node.outcomes = std::move(made.outcomes);
  node.error_reporting = registry.Find(type)->error_reporting;
  return node;
}

}  // namespace authtree::inline v0::testkit
