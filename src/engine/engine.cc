#include "authtree/engine/engine.h"

#include "authtree/node/well_known_keys.h"

#include "round.h"

namespace authtree::inline v0 {

namespace {

// Ends a round that did not get as far as a node.
RoundResult Refuse(const Journey& journey, const RequestContext& request, const JourneyState& state,
                   Observer* observer, Error error) {
  if (observer != nullptr) {
    RoundEvent event;
    event.journey = journey.id();
    event.context = ContextOf(request, state);
    event.end = error.code() == ErrorCode::kTimeout ? RoundEnd::kExpired : RoundEnd::kFailed;
    event.error = error;
    observer->OnRound(event);
  }
  return Failed{std::move(error)};
}

// Why a session cannot go on with this journey, if it cannot.
std::optional<Error> Check(const JourneySession& session, const Journey& journey, const Clock& clock) {
  if (clock.Now() >= session.expires) {
    return Error(ErrorCode::kTimeout, "The journey took too long. Start it again.");
  }
  const std::optional<NodeIndex> waiting = journey.Find(session.node);
  if (session.journey != journey.id() || !waiting || journey.node(*waiting).is_child) {
    return Error(ErrorCode::kInvalidInput, "The session does not belong to this journey.");
  }
  return std::nullopt;
}

}  // namespace

Task<RoundResult> Engine::Begin(std::shared_ptr<const Journey> journey, RequestContext request) const {
  JourneyState state;
  state.Put(Tier::kShared, keys::kRealm.name, Json("/"));
  state.Put(Tier::kShared, keys::kAuthLevel.name, Json(0));
  if (observer_ != nullptr) {
    BeginEvent event;
    event.journey = journey->id();
    event.context = ContextOf(request, state);
    observer_->OnBegin(event);
  }
  Round round(*journey, std::move(state), request, *clock_, observer_.get(), limits_);
  round.set_expires(clock_->Now() + journey->timeout().value_or(limits_.journey));
  co_return co_await round.Run(journey->entry(), std::vector<Callback>());
}

Task<RoundResult> Engine::Submit(std::shared_ptr<const Journey> journey,
                                 std::unique_ptr<JourneySession> session, RequestContext request,
                                 Answers answers) const {
  if (std::optional<Error> problem = Check(*session, *journey, *clock_)) {
    co_return Refuse(*journey, request, session->state, observer_.get(), std::move(*problem));
  }
  Result<std::vector<Callback>> filled = FillIn(std::move(session->pending), answers);
  if (!filled) co_return Refuse(*journey, request, session->state, observer_.get(), filled.error());
  co_return co_await Submit(std::move(journey), std::move(session), std::move(request), std::move(*filled));
}

Task<RoundResult> Engine::Submit(std::shared_ptr<const Journey> journey,
                                 std::unique_ptr<JourneySession> session, RequestContext request,
                                 std::vector<Callback> filled) const {
  if (std::optional<Error> problem = Check(*session, *journey, *clock_)) {
    co_return Refuse(*journey, request, session->state, observer_.get(), std::move(*problem));
  }
  Round round(*journey, std::move(session->state), request, *clock_, observer_.get(), limits_);
  round.set_expires(session->expires);
  round.set_error_message(std::move(session->error_message));
  co_return co_await round.Run(*journey->Find(session->node), std::move(filled));
}

}  // namespace authtree::inline v0
