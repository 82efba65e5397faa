#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "authtree/engine/engine.h"

namespace authtree::inline v0 {

/// What an observer is told about whose round it is. Valid as long as both.
[[nodiscard]] RoundContext ContextOf(const RequestContext& request, const JourneyState& state);

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

  /// Runs one node against `state` and carries its writes out there. An error that has a connected outcome
  /// has become that outcome.
  [[nodiscard]] Task<Result<Action>> Step(NodeIndex index, JourneyState& state,
                                          std::vector<Callback> submitted);
  [[nodiscard]] Task<Result<Action>> Call(const JourneyNode& node, const StepContext& step);
  [[nodiscard]] Result<void> Check(const JourneyNode& node, const Action& action) const;
  /// Ends the round in failure whatever the nodes above make of it: for what no journey may branch on.
  [[nodiscard]] Error Break(const JourneyNode& node, Error error);
  [[nodiscard]] static NodeIndex TargetOf(const JourneyNode& node, std::string_view outcome);
  void Report(const JourneyNode& node, const JourneyState& state, const Result<Action>& action,
              std::vector<WrittenKey> written, std::optional<Error> error,
              std::chrono::steady_clock::time_point began) const;
  [[nodiscard]] Prompt Ask(const JourneyNode& node, Action action);
  /// Tells how the round ended. A success that the observer does not admit becomes a failure.
  void ReportEnd(RoundResult& result) const;

  const Journey& journey_;
  JourneyState state_;
  const RequestContext& request_;
  const Clock& clock_;
  Observer* observer_;
  EngineLimits limits_;
  std::chrono::steady_clock::time_point began_;
  std::size_t steps_ = 0;
  std::optional<Error> broken_;
  std::string error_message_;
  std::chrono::system_clock::time_point expires_;
};

}  // namespace authtree::inline v0
