#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "authtree/core/error.h"
#include "authtree/core/task.h"
#include "authtree/engine/engine.h"
#include "authtree/session/journey_catalog.h"
#include "authtree/session/sealer.h"
#include "authtree/session/session_store.h"

namespace authtree::inline v0 {

/// Why a round gave nothing.
enum class FailureCause : std::uint8_t {
  kRound,      ///< the engine failed the round
  kNoJourney,  ///< there is no journey of that name to be run
  kNoSession,  ///< the reference is unknown, has been used, or its session has expired
  kStore,      ///< the session could not be read or kept
};

/// The journey is over without a verdict. Nobody is let in.
struct JourneyFailed {
  FailureCause cause = FailureCause::kRound;
  Error error{ErrorCode::kInternal, "The round did not end."};
};

/// The journey reached its Failure end.
struct JourneyDenied {
  std::string message;  ///< for the client; empty: the default text
};

/// The answers do not fit what was asked. The session can still be used, with the same reference.
struct BadAnswers {
  Error error;
};

/// The journey asks.
struct JourneyPrompt {
  std::string journey;
  std::string reference;  ///< what `Submit` wants next; unguessable, good for one round
  std::string header;
  std::string description;
  std::string stage;
  std::vector<Callback> callbacks;
  std::chrono::system_clock::time_point expires;
};

/// The journey reached its Success end.
struct JourneySucceeded {
  std::string journey;
  std::string username;  ///< empty when the journey found out nobody's name
  JourneyState state;    ///< as the last node left it
};

/// How a round ended. A default-made one is `JourneyFailed`.
using JourneyResult = std::variant<JourneyFailed, JourneyDenied, BadAnswers, JourneyPrompt, JourneySucceeded>;

// g++ 12 destroys an aggregate temporary of a co_await statement twice.
static_assert(!std::is_aggregate_v<RequestContext> && !std::is_aggregate_v<Answers> &&
              !std::is_aggregate_v<RoundResult>);

/// Runs journeys whose sessions are kept, sealed, in a store between the rounds.
///
/// Any thread of any host that shares store and keys can run any round. Of several submissions of one
/// reference at most one is carried out; the others find no session.
class JourneyService {
 public:
  JourneyService(std::shared_ptr<const JourneyCatalog> catalog, Engine engine,
                 std::shared_ptr<SessionStore> store, Sealer sealer)
      : catalog_(std::move(catalog)),
        engine_(std::move(engine)),
        store_(std::move(store)),
        sealer_(std::move(sealer)) {}

  /// The first round of the journey of that name; with an empty name of the default one.
  [[nodiscard]] Task<JourneyResult> Begin(std::string name, RequestContext request) const;

  /// A further round. Cancelling a round cuts the calls of its nodes short and nothing else: it ends as after
  /// any other failed call, and does not throw. Afterwards the calling coroutine honours terminal
  /// cancellation, as by default.
  [[nodiscard]] Task<JourneyResult> Submit(std::string reference, RequestContext request,
                                           Answers answers) const;

  [[nodiscard]] const JourneyCatalog& catalog() const { return *catalog_; }
  /// The time that sessions expire by.
  [[nodiscard]] const Clock& clock() const { return engine_.clock(); }

 private:
  [[nodiscard]] Task<JourneyResult> Start(std::string name, RequestContext request) const;
  [[nodiscard]] Task<JourneyResult> Resume(std::string reference, RequestContext request,
                                           Answers answers) const;
  [[nodiscard]] Result<std::unique_ptr<JourneySession>> Read(const std::string& sealed,
                                                             const std::string& reference) const;
  [[nodiscard]] Task<JourneyResult> Keep(std::unique_ptr<Prompt> prompt) const;

  std::shared_ptr<const JourneyCatalog> catalog_;
  Engine engine_;
  std::shared_ptr<SessionStore> store_;
  Sealer sealer_;
};

}  // namespace authtree::inline v0
