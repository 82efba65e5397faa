#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "authtree/core/clock.h"
#include "authtree/core/error.h"
#include "authtree/core/task.h"
#include "authtree/engine/answers.h"
#include "authtree/engine/journey.h"
#include "authtree/engine/observer.h"
#include "authtree/engine/session.h"
#include "authtree/node/request_context.h"

namespace authtree::inline v0 {

/// The round could not be carried out: a node without an error outcome failed, a budget was spent, an answer
/// did not fit. Nobody is let in.
struct Failed {
  Error error{ErrorCode::kInternal, "The round did not end."};
};

/// The journey reached its Failure end.
struct Denied {
  std::string message;  ///< for the client; empty: the default text
};

/// A node asks the user.
struct Prompt {
  std::string header;
  std::string description;
  std::string stage;
  JourneySession session;  ///< to be handed to `Submit` with the answers

  [[nodiscard]] const std::vector<Callback>& callbacks() const { return session.pending; }
};

/// The journey reached its Success end.
struct Succeeded {
  std::string username;  ///< shared `username`
  JourneyState state;    ///< as the last node left it
};

/// How a round ended. A default-made one is `Failed`.
using RoundResult = std::variant<Failed, Denied, Prompt, Succeeded>;

/// What one round may cost.
struct EngineLimits {
  /// Steps of nodes, those inside pages included. Ends loops that never ask.
  std::size_t steps = 1000;
  /// Time for the calls of one round: browser clients give up after 5 s.
  std::chrono::milliseconds round{4000};
  /// What is left of it for the error branch when a call takes all it may.
  std::chrono::milliseconds reserve{200};
  /// Life of a journey whose file names none.
  std::chrono::minutes journey{5};
};

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

 private:
  std::shared_ptr<const Clock> clock_;
  std::shared_ptr<Observer> observer_;
  EngineLimits limits_;
};

}  // namespace authtree::inline v0
