#pragma once

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "authtree/core/task.h"
#include "authtree/core/timers.h"
#include "authtree/engine/engine.h"
#include "authtree/session/journey_catalog.h"
#include "authtree/session/journey_result.h"
#include "authtree/session/key_ring_source.h"
#include "authtree/session/sealer.h"
#include "authtree/session/session_observer.h"
#include "authtree/session/session_store.h"

namespace authtree::inline v0 {

/// How a `JourneyService` uses its store.
struct JourneyServiceOptions {
  /// How long one call of the store may take. There are two in a round, before and after the engine's part:
  /// browser clients give up after 5 s.
  std::chrono::milliseconds store_timeout{500};
  /// What waits for the store, by the engine's clock; null: the timers of the machine.
  std::shared_ptr<const Timers> timers{};
  std::shared_ptr<SessionObserver> observer{};  ///< may be null
};

// g++ 12 destroys an aggregate temporary of a co_await statement twice.
static_assert(!std::is_aggregate_v<RequestContext> && !std::is_aggregate_v<Answers> &&
              !std::is_aggregate_v<RoundResult>);

/// Runs journeys whose sessions are kept, sealed, in a store between the rounds.
///
/// Any thread of any host that shares store and keys can run any round. Of several submissions of one
/// reference at most one is carried out; the others find no session.
///
/// A store that does not answer in time fails the round (`FailureCause::kStore`, `kTimeout`). The journey is
/// to be started again then: nobody knows whether its session is still there.
class JourneyService {
 public:
  JourneyService(std::shared_ptr<const JourneyCatalog> catalog, Engine engine,
                 std::shared_ptr<SessionStore> store, Sealer sealer, JourneyServiceOptions options = {});
  /// Seals with the ring that is in use at the time. A session that was sealed with a key which is in no ring
  /// any more is over (`FailureCause::kNoSession`).
  JourneyService(std::shared_ptr<const JourneyCatalog> catalog, Engine engine,
                 std::shared_ptr<SessionStore> store, std::shared_ptr<const KeyRingSource> keys,
                 JourneyServiceOptions options = {});

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
  JourneyService(std::shared_ptr<const JourneyCatalog> catalog, Engine engine,
                 std::shared_ptr<SessionStore> store, PerKeyRing<Sealer> sealer,
                 JourneyServiceOptions options);
  [[nodiscard]] Task<JourneyResult> Start(std::string name, RequestContext request) const;
  [[nodiscard]] Task<JourneyResult> Resume(std::string reference, RequestContext request,
                                           Answers answers) const;
  [[nodiscard]] Task<Result<std::string>> Take(std::string reference) const;
  [[nodiscard]] Task<Result<void>> Put(std::string reference, std::string sealed,
                                       SessionStore::TimePoint expires) const;
  [[nodiscard]] Result<std::unique_ptr<JourneySession>> Read(const std::string& sealed,
                                                             const std::string& reference) const;
  [[nodiscard]] Task<JourneyResult> Keep(std::unique_ptr<Prompt> prompt) const;

  std::shared_ptr<const JourneyCatalog> catalog_;
  Engine engine_;
  std::shared_ptr<SessionStore> store_;
  PerKeyRing<Sealer> sealer_;
  JourneyServiceOptions options_;
};

}  // namespace authtree::inline v0
