#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/embed/runner_options.h"
#include "authtree/engine/answers.h"
#include "authtree/http/message.h"
#include "authtree/node/request_context.h"
#include "authtree/session/journey_result.h"

namespace authtree::inline v0::embed {

/// Gets the result of a round. May be empty when nobody wants to know.
using OnResult = std::function<void(JourneyResult)>;
/// Gets the answer to a request of AM's protocol.
using OnResponse = std::function<void(http::Response)>;

class Operation;
class Runner;

/// Names a round under way, so that it can be cancelled. Cheap to copy, and good on any thread at any time,
/// also after the round or its runner has ended.
class RoundHandle {
 public:
  /// Names no round.
  RoundHandle() = default;

  /// Cuts the calls of the round short. Its callback is told as always: as a rule that the round was
  /// cancelled, or its result, when that was faster. The journey is over. A round that had not begun is
  /// refused, and its reference stays good.
  void Cancel() const;

 private:
  friend class Runner;
  explicit RoundHandle(std::weak_ptr<Operation> operation) : operation_(std::move(operation)) {}

  std::weak_ptr<Operation> operation_;
};

/// What `Runner::Make` found and made.
struct MadeRunner {
  std::unique_ptr<Runner> runner;  ///< null when there is an error among the findings
  Diagnostics diagnostics;         ///< everything wrong in options, files and journeys at once
};

/// What a runner is doing, for health checks and metrics.
struct RunnerStatus {
  std::size_t rounds_under_way = 0;
  std::uint64_t callback_exceptions = 0;  ///< how often a callback of the host has thrown
};

/// Runs journeys on threads of its own: for hosts that have another event loop, or none.
///
/// Neither this header nor one that it includes opens a header of Boost.
///
/// @code
///   embed::RunnerOptions options;
///   options.journey_files = {"login.journey.json"};
///   embed::MadeRunner made = embed::Runner::Make(std::move(options));
///   if (made.runner == nullptr) return Complain(made.diagnostics.ToText());
///   JourneyResult result = made.runner->StartAndWait("Login", RequestContext("192.0.2.10"));
/// @endcode
///
/// **Callbacks.** Each is called exactly once, on a thread of the runner, whatever happens: success, failure,
/// cancellation, a node that never ends, the end of the runner. Other rounds wait while it runs, so hand work
/// that takes time to a thread of your own. It may start and submit further rounds. It may throw: what it
/// throws goes to `RunnerOptions::on_callback_exception`.
/// Once a stop has begun, a round is refused on the calling thread, before the function returns.
///
/// **Threads.** Every function may be called on any thread, and at the same time; those that wait not on a
/// thread of the runner, where they refuse at once instead of waiting for themselves. Make a runner after a
/// process has forked, never before.
///
/// **Time.** Once begun, a round is over after `limits.round` and `limits.reserve` (4.2 s). The functions
/// that wait give up another `limits.reserve` later even when all threads are busy; a round that they gave up
/// is cancelled.
class Runner {
 public:
  /// Reads the journeys, connects the service and starts the threads. Sends nothing yet.
  [[nodiscard]] static MadeRunner Make(RunnerOptions options);

  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  /// `Stop` without time for the rounds under way. Also in a callback: then the thread that runs it ends
  /// after the callback, all others before the destructor returns.
  ~Runner();

  /// The first round of a journey; with an empty name of the default one.
  RoundHandle Start(std::string journey, RequestContext request, OnResult done);
  /// A further round: `reference` is that of the `JourneyPrompt`, `answers` holds one answer for each of its
  /// callbacks, in order.
  RoundHandle Submit(std::string reference, RequestContext request, Answers answers, OnResult done);

  /// The same, waiting for the result. `FailureCause::kRefused` with `ErrorCode::kInvalidInput` on a thread
  /// of the runner.
  [[nodiscard]] JourneyResult StartAndWait(std::string journey, RequestContext request);
  [[nodiscard]] JourneyResult SubmitAndWait(std::string reference, RequestContext request, Answers answers);

  /// Answers a request of ForgeRock AM's `authenticate` endpoint, so that a host's own HTTP server can serve
  /// AM's clients; see am/authenticate.h. Set the client's address in the request. Where a round would be
  /// refused or abandoned the answer is 503.
  RoundHandle HandleAuthenticate(http::ServerRequest request, OnResponse done);
  [[nodiscard]] http::Response HandleAuthenticateAndWait(http::ServerRequest request);

  /// The journeys that can be started, sorted.
  [[nodiscard]] std::vector<std::string> journeys() const;
  [[nodiscard]] RunnerStatus Status() const;

  /// Ends the runner: takes no further round, gives those under way `grace` to end, cancels the others, tells
  /// every callback, and joins the threads. Waits for callbacks that are running. Later calls wait for the
  /// first one; in a callback it does not wait for its own thread.
  void Stop(std::chrono::milliseconds grace);

 private:
  class Impl;
  explicit Runner(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace authtree::inline v0::embed
