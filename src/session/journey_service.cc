#include "authtree/session/journey_service.h"

#include <algorithm>
#include <optional>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/core/wait.h"
#include "authtree/session/session_codec.h"

namespace authtree::inline v0 {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kReferenceBytes = 24;
constexpr std::size_t kReferenceSize = kReferenceBytes / 3 * 4;

// Saves the store from being asked for keys that are none of ours.
bool IsReference(std::string_view text) {
  return text.size() == kReferenceSize && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                  c == '_';
         });
}

JourneyFailed NoSession() {
  return {FailureCause::kNoSession,
          Error(ErrorCode::kNotFound,
                "There is no such session: it has expired or this step was answered before.")};
}

JourneyFailed NoJourney() {
  return {FailureCause::kNoJourney, Error(ErrorCode::kNotFound, "There is no journey of that name.")};
}

JourneyFailed StoreFailed(const Error& error) {
  // An unknown reference, or a session under a key that has been dropped.
  if (error.code() == ErrorCode::kNotFound) return NoSession();
  return {FailureCause::kStore, error};
}

constexpr FixedText kTakeTimedOut =
    "The session store did not answer in time, and the session may be gone. Start the journey again.";
constexpr FixedText kPutTimedOut =
    "The session store did not answer in time, so the session may not be kept. Start the journey again.";

template <class T>
using AnswerPlace = std::shared_ptr<std::optional<Result<T>>>;

// The stores' part of a round. Both own all they use: they may have to go on when nobody waits for them.

Task<void> TakeInto(std::shared_ptr<SessionStore> store, std::string reference, CallContext call,
                    AnswerPlace<std::string> place) {
  place->emplace(co_await store->Take(std::move(reference), call));
}

Task<void> PutInto(std::shared_ptr<SessionStore> store, std::string reference, std::string sealed,
                   SessionStore::TimePoint expires, CallContext call, AnswerPlace<void> place) {
  place->emplace(co_await store->Put(std::move(reference), std::move(sealed), expires, call));
}

/// What a store has said by the end of its time.
template <class T>
Result<T> AnswerIn(std::optional<Result<T>>& place, Woken woken, FixedText timed_out) {
  if (woken != Woken::kSignal) return tl::unexpected(Error(ErrorCode::kTimeout, timed_out));
  if (!place) return tl::unexpected(Error(ErrorCode::kInternal, "The session store broke off."));
  return *std::move(place);
}

/// Waits for a store that may not answer.
template <class T>
Task<Result<T>> AwaitStore(Task<void> asking, CallContext call, AnswerPlace<T> place, FixedText timed_out,
                           const Timers& timers) {
  const Woken woken = co_await RunUntil(std::move(asking), call.deadline(), timers);
  co_return AnswerIn(*place, woken, timed_out);
}

template <class T>
void Tell(const JourneyServiceOptions& options, StoreOperation operation,
          std::chrono::steady_clock::duration took, const Result<T>& answer) {
  if (options.observer == nullptr) return;
  StoreEvent event;
  event.operation = operation;
  event.took = took;
  if (!answer) event.error = answer.error();
  options.observer->OnStore(event);
}

// What a round that did not ask comes to.
JourneyResult Ended(std::string journey, RoundResult round) {
  if (auto* succeeded = std::get_if<Succeeded>(&round)) {
    return JourneySucceeded{std::move(journey), std::move(succeeded->username), std::move(succeeded->state)};
  }
  if (auto* denied = std::get_if<Denied>(&round)) return JourneyDenied{std::move(denied->message)};
  return JourneyFailed{FailureCause::kRound, std::get<Failed>(round).error};
}

}  // namespace

JourneyService::JourneyService(std::shared_ptr<const JourneyCatalog> catalog, Engine engine,
                               std::shared_ptr<SessionStore> store, Sealer sealer,
                               JourneyServiceOptions options)
    : JourneyService(std::move(catalog), std::move(engine), std::move(store),
                     PerKeyRing<Sealer>(std::move(sealer)), std::move(options)) {}

JourneyService::JourneyService(std::shared_ptr<const JourneyCatalog> catalog, Engine engine,
                               std::shared_ptr<SessionStore> store, std::shared_ptr<const KeyRingSource> keys,
                               JourneyServiceOptions options)
    : JourneyService(std::move(catalog), std::move(engine), std::move(store),
                     PerKeyRing<Sealer>(std::move(keys), [](const KeyRing& ring) { return Sealer(ring); }),
                     std::move(options)) {}

JourneyService::JourneyService(std::shared_ptr<const JourneyCatalog> catalog, Engine engine,
                               std::shared_ptr<SessionStore> store, PerKeyRing<Sealer> sealer,
                               JourneyServiceOptions options)
    : catalog_(std::move(catalog)),
      engine_(std::move(engine)),
      store_(std::move(store)),
      sealer_(std::move(sealer)),
      options_(std::move(options)) {
  if (options_.timers == nullptr) options_.timers = SystemTimers(engine_.shared_clock());
}

// A round must run to its end once its session is out of the store. So nothing in it is cancelled but the
// engine's part, and that one does not throw: a node whose call was cut short returns an error, like after
// any other failure.

Task<JourneyResult> JourneyService::Begin(std::string name, RequestContext request) const {
  const bool throws = co_await asio::this_coro::throw_if_cancelled();
  co_await asio::this_coro::throw_if_cancelled(false);
  JourneyResult result = co_await Start(std::move(name), std::move(request));
  co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
  co_await asio::this_coro::throw_if_cancelled(throws);
  co_return result;
}

Task<JourneyResult> JourneyService::Submit(std::string reference, RequestContext request,
                                           Answers answers) const {
  const bool throws = co_await asio::this_coro::throw_if_cancelled();
  co_await asio::this_coro::throw_if_cancelled(false);
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  JourneyResult result = co_await Resume(std::move(reference), std::move(request), std::move(answers));
  co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
  co_await asio::this_coro::throw_if_cancelled(throws);
  co_return result;
}

Task<JourneyResult> JourneyService::Start(std::string name, RequestContext request) const {
  std::shared_ptr<const Journey> journey = catalog_->Find(name);
  if (journey == nullptr) co_return NoJourney();
  std::string id = journey->id();
  RoundResult round = co_await engine_.Begin(std::move(journey), std::move(request));
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  if (auto* prompt = std::get_if<Prompt>(&round)) {
    auto kept = std::make_unique<Prompt>(std::move(*prompt));
    co_return co_await Keep(std::move(kept));
  }
  co_return Ended(std::move(id), std::move(round));
}

Task<JourneyResult> JourneyService::Resume(std::string reference, RequestContext request,
                                           Answers answers) const {
  if (!IsReference(reference)) co_return NoSession();
  Result<std::string> sealed = co_await Take(reference);
  if (!sealed) co_return StoreFailed(sealed.error());
  Result<std::unique_ptr<JourneySession>> session = Read(*sealed, reference);
  if (!session) co_return StoreFailed(session.error());
  if (engine_.clock().Now() >= (*session)->expires) co_return NoSession();
  std::shared_ptr<const Journey> journey = catalog_->Find((*session)->journey);
  if (journey == nullptr) co_return NoJourney();

  Result<std::vector<Callback>> filled = FillIn(std::move((*session)->pending), answers);
  if (!filled) {
    // Nothing has happened yet, so the same step may be answered once more.
    Result<void> kept = co_await Put(std::move(reference), *std::move(sealed), (*session)->expires);
    if (!kept) co_return JourneyFailed{FailureCause::kStore, kept.error()};
    co_return BadAnswers{filled.error()};
  }

  std::string id = journey->id();
  co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
  RoundResult round = co_await engine_.Submit(std::move(journey), *std::move(session), std::move(request),
                                              std::move(*filled));
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  if (auto* prompt = std::get_if<Prompt>(&round)) {
    auto kept = std::make_unique<Prompt>(std::move(*prompt));
    co_return co_await Keep(std::move(kept));
  }
  co_return Ended(std::move(id), std::move(round));
}

Task<Result<std::string>> JourneyService::Take(std::string reference) const {
  const auto start = clock().SteadyNow();
  const CallContext call(start + options_.store_timeout);
  Result<std::string> answer;
  if (store_->AnswersAtOnce()) {
    answer = co_await store_->Take(std::move(reference), call);
  } else {
    const auto place = std::make_shared<std::optional<Result<std::string>>>();
    Task<void> asking = TakeInto(store_, std::move(reference), call, place);
    answer =
        co_await AwaitStore<std::string>(std::move(asking), call, place, kTakeTimedOut, *options_.timers);
  }
  Tell(options_, StoreOperation::kTake, clock().SteadyNow() - start, answer);
  co_return answer;
}

Task<Result<void>> JourneyService::Put(std::string reference, std::string sealed,
                                       SessionStore::TimePoint expires) const {
  const auto start = clock().SteadyNow();
  const CallContext call(start + options_.store_timeout);
  Result<void> answer;
  if (store_->AnswersAtOnce()) {
    answer = co_await store_->Put(std::move(reference), std::move(sealed), expires, call);
  } else {
    const auto place = std::make_shared<std::optional<Result<void>>>();
    Task<void> asking = PutInto(store_, std::move(reference), std::move(sealed), expires, call, place);
    answer = co_await AwaitStore<void>(std::move(asking), call, place, kPutTimedOut, *options_.timers);
  }
  Tell(options_, StoreOperation::kPut, clock().SteadyNow() - start, answer);
  co_return answer;
}

Result<std::unique_ptr<JourneySession>> JourneyService::Read(const std::string& sealed,
                                                             const std::string& reference) const {
  const Result<Secret> opened = sealer_.Current()->Open(sealed, reference);
  if (!opened) return tl::unexpected(opened.error());
  return DecodeSession(*opened);
}

Task<JourneyResult> JourneyService::Keep(std::unique_ptr<Prompt> prompt) const {
  JourneySession& session = prompt->session;
  const Result<SecretBuffer> encoded = EncodeSession(session);
  if (!encoded) co_return JourneyFailed{FailureCause::kStore, encoded.error()};
  std::string reference = Base64UrlEncode(RandomBytes(kReferenceBytes));
  Result<std::string> sealed = sealer_.Current()->Seal(*encoded, reference);
  if (!sealed) co_return JourneyFailed{FailureCause::kStore, sealed.error()};
  Result<void> kept = co_await Put(reference, *std::move(sealed), session.expires);
  if (!kept) co_return JourneyFailed{FailureCause::kStore, kept.error()};
  co_return JourneyPrompt{std::move(session.journey),
                          std::move(reference),
                          std::move(prompt->header),
                          std::move(prompt->description),
                          std::move(prompt->stage),
                          std::move(session.pending),
                          session.expires};
}

}  // namespace authtree::inline v0
