#include "round.h"

#include <algorithm>
#include <utility>

#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/this_coro.hpp>

#include "authtree/node/well_known_keys.h"

#include "error_message.h"
#include "inner_outcomes.h"

namespace authtree::inline v0 {

namespace {

/// True for a node that is called without a coroutine. The children of a container may have to wait.
bool NeverWaits(const JourneyNode& node) { return node.sync != nullptr && node.children.empty(); }

}  // namespace

/// The children of a page, run against a copy of the state that counts only when the page's own step does.
class PageRunner final : public Subtree {
 public:
  PageRunner(Round& round, const JourneyNode& page, const JourneyState& state)
      : round_(round), page_(page), state_(state.Clone()) {}

  [[nodiscard]] std::size_t size() const override { return page_.children.size(); }

  [[nodiscard]] Task<Result<Action>> Run(std::size_t child, std::vector<Callback> submitted) override {
    if (child >= page_.children.size()) {
      co_return tl::unexpected(
          Error(ErrorCode::kInternal, "A container asked for a child that it does not have."));
    }
    const JourneyNode& node = round_.journey_.node(page_.children[child]);
    if (NeverWaits(node)) co_return round_.StepNow(node, state_, submitted);
    co_return co_await round_.Step(node, state_, std::move(submitted));
  }

  [[nodiscard]] JourneyState TakeState() { return std::move(state_); }

 private:
  Round& round_;
  const JourneyNode& page_;
  JourneyState state_;
};

namespace {

// The state when a round has ended: it may have gone into the result.
const JourneyState& StateAfter(const RoundResult& result, const JourneyState& own) {
  if (const auto* prompt = std::get_if<Prompt>(&result)) return prompt->session.state;
  if (const auto* succeeded = std::get_if<Succeeded>(&result)) return succeeded->state;
  return own;
}

// The closed set of codes that journeys may branch on. `kInternal` ends the round before it gets here.
std::string_view CodeFor(ErrorCode code) {
  switch (code) {
    case ErrorCode::kMissingState:
      return ErrorCodeName(ErrorCode::kInvalidInput);
    case ErrorCode::kInternal:
      return ErrorCodeName(ErrorCode::kUnavailable);
    case ErrorCode::kInvalidInput:
    case ErrorCode::kNotFound:
    case ErrorCode::kConflict:
    case ErrorCode::kLicenseLimit:
    case ErrorCode::kAuthenticatorLimit:
    case ErrorCode::kRejected:
    case ErrorCode::kUnavailable:
    case ErrorCode::kTimeout:
      return ErrorCodeName(code);
  }
  return ErrorCodeName(ErrorCode::kUnavailable);
}

std::vector<StateWrite> ErrorKeys(const ErrorReporting& reporting, const Error& error) {
  std::vector<StateWrite> writes;
  if (!reporting.message_key.empty()) {
    writes.push_back({Tier::kShared, std::string(reporting.message_key), Value(Json(MessageFor(error)))});
  }
  if (!reporting.code_key.empty()) {
    writes.push_back({Tier::kShared, std::string(reporting.code_key), Value(Json(CodeFor(error.code())))});
  }
  return writes;
}

}  // namespace

RoundContext ContextOf(const RequestContext& request, const JourneyState& state) {
  RoundContext context;
  context.transaction_id = request.transaction_id();
  context.tracking_id = request.tracking_id();
  context.client_ip = request.client_ip();
  const Value* username = state.Find(keys::kUsername.name);
  if (username != nullptr && username->json() != nullptr && username->json()->is_string()) {
    context.username = username->json()->get_ref<const std::string&>();
  }
  const Value* auth_level = state.Find(keys::kAuthLevel.name);
  if (auth_level != nullptr) context.auth_level = ValueCodec<std::int64_t>::Read(*auth_level).value_or(0);
  return context;
}

Round::Round(const Journey& journey, JourneyState state, const RequestContext& request, const Clock& clock,
             Observer* observer, const EngineLimits& limits)
    : journey_(journey),
      state_(std::move(state)),
      request_(request),
      clock_(clock),
      observer_(observer),
      limits_(limits),
      began_(clock.SteadyNow()) {}

Task<RoundResult> Round::Run(NodeIndex start, std::vector<Callback> submitted) {
  NodeIndex at = start;
  if (start >= 0) inside_ = journey_.node(start).inside;
  RoundResult result;
  while (true) {
    // Asked here, where it does not throw: after a cancellation the next `co_await` of a task would. A node
    // that took no notice of it lets nobody in either.
    const auto cancellation = co_await boost::asio::this_coro::cancellation_state;
    if (cancellation.cancelled() != boost::asio::cancellation_type::none) {
      result = Failed{Error(ErrorCode::kTimeout, "The round was cancelled.")};
      break;
    }
    if (inside_ && (at == kSuccessEnd || at == kFailureEnd)) {
      at = Leave(OutcomeOfEnd(at));
      continue;
    }
    if (at == kSuccessEnd) {
      const Value* username = state_.Find(keys::kUsername.name);
      Succeeded succeeded;
      if (username != nullptr) succeeded.username = ValueCodec<std::string>::Read(*username).value_or("");
      succeeded.state = std::move(state_);
      result = std::move(succeeded);
      break;
    }
    if (at == kFailureEnd) {
      result = Denied{error_message_};
      break;
    }
    if (at == kUnconnected) {
      result = Failed{Error(ErrorCode::kInternal, "The journey took an outcome that leads nowhere.")};
      break;
    }
    const JourneyNode& node = journey_.node(at);
    if (node.inner_entry) {
      const Result<NodeIndex> entry = Enter(at);
      if (!entry) {
        result = Failed{entry.error()};
        break;
      }
      at = *entry;
      continue;
    }
    std::optional<Result<Action>> step;
    if (NeverWaits(node)) {
      step = StepNow(node, state_, submitted);
    } else {
      step = co_await Step(node, state_, std::move(submitted));
    }
    submitted.clear();
    if (!*step) {
      if (const std::optional<NodeIndex> next = LeaveWith(node, step->error())) {
        at = *next;
        continue;
      }
      result = Failed{step->error()};
      break;
    }
    Action& action = **step;
    if (!action.error_message().empty()) error_message_ = action.error_message();
    if (action.asks()) {
      result = Ask(node, std::move(action));
      break;
    }
    at = TargetOf(node, action.outcome());
    if (at == kUnconnected) {
      result = Failed{Error(ErrorCode::kInternal, "The journey took an outcome that leads nowhere.")
                          .With(Fact::kNode, node.id)
                          .With(Fact::kOutcome, action.outcome())};
      break;
    }
  }
  ReportEnd(result);
  co_return result;
}

Task<Result<Action>> Round::Step(const JourneyNode& node, JourneyState& state,
                                 std::vector<Callback> submitted) {
  const TimePoint began = clock_.SteadyNow();
  if (Result<void> admitted = Admit(node, began); !admitted) co_return tl::unexpected(admitted.error());
  std::optional<PageRunner> children;
  if (!node.children.empty()) children.emplace(*this, node, state);
  PageRunner* const subtree = children ? &*children : nullptr;
  const StepContext step = ContextFor(node, state, submitted, subtree);
  std::optional<Result<Action>> action;
  try {
    action = co_await node.node->Process(step);
  } catch (...) {
    action = Threw(node);
  }
  co_return Finish(node, state, subtree, std::move(*action), began);
}

Result<Action> Round::StepNow(const JourneyNode& node, JourneyState& state,
                              const std::vector<Callback>& submitted) {
  const TimePoint began = clock_.SteadyNow();
  if (Result<void> admitted = Admit(node, began); !admitted) return tl::unexpected(admitted.error());
  const StepContext step = ContextFor(node, state, submitted, nullptr);
  std::optional<Result<Action>> action;
  try {
    action = node.sync->Step(step);
  } catch (...) {
    action = Threw(node);
  }
  return Finish(node, state, nullptr, std::move(*action), began);
}

Result<void> Round::Admit(const JourneyNode& node, TimePoint began) {
  if (++steps_ > limits_.steps) {
    Error spent(ErrorCode::kInternal, "The round took more steps than allowed.");
    spent.With(Fact::kLimit, std::to_string(limits_.steps));
    return tl::unexpected(Break(node, std::move(spent)));
  }
  if (began - began_ > limits_.round) {
    Error spent(ErrorCode::kTimeout, "The round took longer than allowed.");
    spent.With(Fact::kLimit, std::to_string(limits_.round.count()) + " ms");
    return tl::unexpected(Break(node, std::move(spent)));
  }
  return {};
}

StepContext Round::ContextFor(const JourneyNode& node, const JourneyState& state,
                              const std::vector<Callback>& submitted, Subtree* children) const {
  const CallContext call(began_ + limits_.round - limits_.reserve);
  return {node.id, StateView(node.id, state, node.contract), submitted, request_, call, clock_, children};
}

tl::unexpected<Error> Round::Threw(const JourneyNode& node) {
  return tl::unexpected(Break(node, Error(ErrorCode::kInternal, "A node threw an exception.")));
}

Result<Action> Round::Finish(const JourneyNode& node, JourneyState& state, PageRunner* children,
                             Result<Action> action, TimePoint began) {
  if (action && !broken_) {
    if (Result<void> valid = Check(node, *action); !valid)
      action = tl::unexpected(Break(node, valid.error()));
  }
  if (broken_) {
    action = tl::unexpected(*broken_);
    Report(node, state, action, {}, *broken_, began);
    return action;
  }
  if (action) {
    if (children != nullptr) state = children->TakeState();
    std::vector<StateWrite> writes = action->TakeWrites();
    std::vector<WrittenKey> written = KeysOf(writes);
    state.Apply(std::move(writes));
    Report(node, state, action, std::move(written), std::nullopt, began);
    return action;
  }

  Error error = action.error();
  if (error.Find(Fact::kNode).empty()) error.With(Fact::kNode, node.id);
  if (error.code() == ErrorCode::kInternal) {
    // A mistake of this program is nothing that a journey may branch on.
    action = tl::unexpected(Break(node, error));
    Report(node, state, action, {}, error, began);
    return action;
  }
  const ErrorReporting& reporting = node.error_reporting;
  if (reporting.outcome.empty() || TargetOf(node, reporting.outcome) == kUnconnected) {
    action = tl::unexpected(error);
    Report(node, state, action, {}, error, began);
    return action;
  }
  std::vector<StateWrite> writes = ErrorKeys(reporting, error);
  std::vector<WrittenKey> written = KeysOf(writes);
  state.Apply(std::move(writes));
  action = Action::To(reporting.outcome);
  Report(node, state, action, std::move(written), error, began);
  return action;
}

std::vector<WrittenKey> Round::KeysOf(const std::vector<StateWrite>& writes) const {
  std::vector<WrittenKey> keys;
  if (observer_ == nullptr) return keys;
  keys.reserve(writes.size());
  for (const StateWrite& write : writes) keys.push_back({write.tier, write.key, !write.value.has_value()});
  return keys;
}

Result<void> Round::Check(const JourneyNode& node, const Action& action) const {
  for (const StateWrite& write : action.writes()) {
    if (!node.contract.MayWrite(write.key) && !IsOwnKey(node.id, write.key)) {
      return tl::unexpected(Error(ErrorCode::kInternal, "A node wrote a state key that it does not declare.")
                                .With(Fact::kNodeType, node.type)
                                .With(Fact::kStateKey, write.key));
    }
  }
  if (action.asks()) return {};
  const bool declared =
      std::any_of(node.connections.begin(), node.connections.end(),
                  [&](const Connection& connection) { return connection.outcome == action.outcome(); });
  if (!declared) {
    return tl::unexpected(Error(ErrorCode::kInternal, "A node took an outcome that it does not declare.")
                              .With(Fact::kNodeType, node.type)
                              .With(Fact::kOutcome, action.outcome()));
  }
  return {};
}

Error Round::Break(const JourneyNode& node, Error error) {
  if (error.Find(Fact::kNode).empty()) error.With(Fact::kNode, node.id);
  if (!broken_) broken_ = std::move(error);
  return *broken_;
}

void Round::Report(const JourneyNode& node, const JourneyState& state, const Result<Action>& action,
                   std::vector<WrittenKey> written, std::optional<Error> error, TimePoint began) const {
  if (observer_ == nullptr) return;
  StepEvent event;
  event.journey = journey_.id();
  event.context = ContextOf(request_, state);
  event.node_id = node.id;
  event.node_type = node.type;
  event.display_name = node.display_name;
  if (action && !action->asks()) event.outcome = action->outcome();
  event.asked = action && action->asks();
  event.inside_page = node.is_child;
  event.took = clock_.SteadyNow() - began;
  event.written = std::move(written);
  event.error = std::move(error);
  observer_->OnStep(event);
}

Prompt Round::Ask(const JourneyNode& node, Action action) {
  Prompt prompt;
  prompt.header = action.header();
  prompt.description = action.description();
  prompt.stage = action.stage();
  prompt.session.journey = journey_.id();
  prompt.session.node = node.id;
  prompt.session.pending = action.TakeCallbacks();
  prompt.session.error_message = error_message_;
  prompt.session.expires = expires_;
  state_.EndRound(node.needed_later);
  prompt.session.state = std::move(state_);
  return prompt;
}

void Round::ReportEnd(RoundResult& result) const {
  if (observer_ == nullptr) return;
  RoundEvent event;
  event.journey = journey_.id();
  event.context = ContextOf(request_, StateAfter(result, state_));
  event.steps = steps_;
  event.took = clock_.SteadyNow() - began_;
  if (std::holds_alternative<Prompt>(result)) event.end = RoundEnd::kAsked;
  if (std::holds_alternative<Succeeded>(result)) event.end = RoundEnd::kSucceeded;
  if (std::holds_alternative<Denied>(result)) event.end = RoundEnd::kDenied;
  if (const Failed* failed = std::get_if<Failed>(&result)) event.error = failed->error;
  Result<void> admitted;
  if (event.end == RoundEnd::kSucceeded) admitted = observer_->Admit(event);
  if (!admitted) {
    event.end = RoundEnd::kFailed;
    event.error = admitted.error();
  }
  observer_->OnRound(event);
  // Last of all: the event looks into the state that the success holds.
  if (!admitted) result = Failed{admitted.error()};
}

}  // namespace authtree::inline v0
