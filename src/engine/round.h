#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "authtree/engine/engine.h"

namespace authtree::inline v0 {

/// What an observer is told about whose round it is. Valid as long as both.
[[nodiscard]] RoundContext ContextOf(const RequestContext& request, const JourneyState& state);

class PageRunner;

/// One round of one session: walks nodes until one asks or the journey ends. Lives for the round.
class Round {
 public:
  Round(const Journey& journey, JourneyState state, const RequestContext& request, const Clock& clock,
        Observer* observer, const EngineLimits& limits);

  void set_error_message(std::string message) { error_message_ = std::move(message); }
  void set_expires(std::chrono::system_clock::time_point expires) { expires_ = expires; }

  /// Walks from `start`, which gets `submitted`; no other node sees them.
  [[nodiscard]] Task<RoundResult> Run(NodeIndex start, std::vector<Callback> submitted);

 private:
  friend class PageRunner;

  using TimePoint = std::chrono::steady_clock::time_point;

  /// Runs one node against `state` and carries its writes out there. An error that has a connected outcome
  /// has become that outcome.
  [[nodiscard]] Task<Result<Action>> Step(const JourneyNode& node, JourneyState& state,
                                          std::vector<Callback> submitted);
  /// The same for a node that never waits: no coroutine, so that such a step costs what the node costs.
  [[nodiscard]] Result<Action> StepNow(const JourneyNode& node, JourneyState& state,
                                       const std::vector<Callback>& submitted);

  /// What a step begins with: an error when a budget is spent.
  [[nodiscard]] Result<void> Admit(const JourneyNode& node, TimePoint began);
  [[nodiscard]] StepContext ContextFor(const JourneyNode& node, const JourneyState& state,
                                       const std::vector<Callback>& submitted, Subtree* children) const;
  /// An exception of a node, which ends the round. Its text may hold anything, so it is dropped.
  [[nodiscard]] tl::unexpected<Error> Threw(const JourneyNode& node);
  /// What a step ends with: checks what the node decided, carries it out and reports it. `children` may be
  /// null.
  [[nodiscard]] Result<Action> Finish(const JourneyNode& node, JourneyState& state, PageRunner* children,
                                      Result<Action> action, TimePoint began);
  /// What an observer will be told of `writes`; nothing when there is none.
  [[nodiscard]] std::vector<WrittenKey> KeysOf(const std::vector<StateWrite>& writes) const;
  [[nodiscard]] Result<void> Check(const JourneyNode& node, const Action& action) const;
  /// Ends the round in failure whatever the nodes above make of it: for what no journey may branch on.
  [[nodiscard]] Error Break(const JourneyNode& node, Error error);
  void Report(const JourneyNode& node, const JourneyState& state, const Result<Action>& action,
              std::vector<WrittenKey> written, std::optional<Error> error, TimePoint began) const;
  /// Goes into the inner tree that a node stands for.
  [[nodiscard]] Result<NodeIndex> Enter(NodeIndex around);
  /// Leaves the innermost inner tree by an outcome of the node that stands for it.
  [[nodiscard]] NodeIndex Leave(std::string_view outcome);
  /// Leaves as many inner trees as it takes for an `error` outcome that is connected. Nothing when there is
  /// none, or when no journey may branch on the error.
  [[nodiscard]] std::optional<NodeIndex> LeaveWith(const JourneyNode& failed, const Error& error);
  [[nodiscard]] Prompt Ask(const JourneyNode& node, Action action);
  /// Tells how the round ended. A success that the observer does not admit becomes a failure.
  void ReportEnd(RoundResult& result) const;

  const Journey& journey_;
  JourneyState state_;
  const RequestContext& request_;
  const Clock& clock_;
  Observer* observer_;
  EngineLimits limits_;
  TimePoint began_;
  std::size_t steps_ = 0;
  std::optional<NodeIndex> inside_;  ///< the node that stands for the inner tree the round is in
  std::optional<Error> broken_;
  std::string error_message_;
  std::chrono::system_clock::time_point expires_;
};

}  // namespace authtree::inline v0
