#pragma once

#include <memory>
#include <utility>

#include "authtree/core/clock.h"
#include "authtree/core/task.h"
#include "authtree/engine/answers.h"
#include "authtree/engine/journey.h"
#include "authtree/engine/limits.h"
#include "authtree/engine/observer.h"
#include "authtree/engine/round_result.h"
#include "authtree/engine/session.h"
#include "authtree/node/request_context.h"

namespace authtree::inline v0 {

/// Runs journeys. Has no state of its own: one const engine serves every session on every thread; a round
/// runs on the executor of whoever awaits it.
class Engine {
 public:
  /// `observer` may be null.
  explicit Engine(std::shared_ptr<const Clock> clock = SystemClock(),
                  std::shared_ptr<Observer> observer = nullptr, EngineLimits limits = {})
      : clock_(std::move(clock)), observer_(std::move(observer)), limits_(limits) {}

  /// The first round of a journey. Shared state starts with `realm` "/" and `authLevel` 0.
  [[nodiscard]] Task<RoundResult> Begin(std::shared_ptr<const Journey> journey, RequestContext request) const;

  /// A further round. `journey` must be the one the session belongs to. The session is used up: to ask the
  /// user again after answers that do not fit (`FillIn`), check them first.
  [[nodiscard]] Task<RoundResult> Submit(std::shared_ptr<const Journey> journey,
                                         std::unique_ptr<JourneySession> session, RequestContext request,
                                         Answers answers) const;
  /// The same with answers that have been checked: `filled` is what `FillIn` made of the session's callbacks,
  /// which are not looked at again.
  [[nodiscard]] Task<RoundResult> Submit(std::shared_ptr<const Journey> journey,
                                         std::unique_ptr<JourneySession> session, RequestContext request,
                                         std::vector<Callback> filled) const;

  [[nodiscard]] const Clock& clock() const { return *clock_; }
  [[nodiscard]] const std::shared_ptr<const Clock>& shared_clock() const { return clock_; }

 private:
  std::shared_ptr<const Clock> clock_;
  std::shared_ptr<Observer> observer_;
  EngineLimits limits_;
};

}  // namespace authtree::inline v0
