#include "authtree/engine/engine.h"

#include "authtree/node/well_known_keys.h"

#include "round.h"

namespace authtree::inline v0 {

namespace {

// Ends a round that did not get as far as a node.
RoundResult Refuse(const Journey& journey, const RequestContext& request, const JourneyState& state,
                   Observer* observer, RoundEnd end, Error error) {
  if (observer != nullptr) {
    RoundEvent event;
    event.journey = journey.id();
    event.context = ContextOf(request, state);
    event.end = end;
    event.error = error;
    observer->OnRound(event);
  }
  return Failed{std::move(error)};
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
  if (clock_->Now() >= session->expires) {
    co_return Refuse(*journey, request, session->state, observer_.get(), RoundEnd::kExpired,
                     Error(ErrorCode::kTimeout, "The journey took too long. Start it again."));
  }
  const std::optional<NodeIndex> waiting = journey->Find(session->node);
  if (session->journey != journey->id() || !waiting || journey->node(*waiting).is_child) {
    co_return Refuse(*journey, request, session->state, observer_.get(), RoundEnd::kFailed,
                     Error(ErrorCode::kInvalidInput, "The session does not belong to this journey."));
  }
  Result<std::vector<Callback>> submitted = FillIn(session->pending, answers);
  if (!submitted)
    co_return Refuse(*journey, request, session->state, observer_.get(), RoundEnd::kFailed,
                     submitted.error());
  Round round(*journey, std::move(session->state), request, *clock_, observer_.get(), limits_);
  round.set_expires(session->expires);
  round.set_error_message(std::move(session->error_message));
  co_return co_await round.Run(*waiting, std::move(*submitted));
}

}  // namespace authtree::inline v0
