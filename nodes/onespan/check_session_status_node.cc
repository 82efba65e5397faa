#include "check_session_status_node.h"

#include <string>
#include <utility>

#include "event_expiry.h"
#include "refusal.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::SessionStatus;

Action TimedOut() {
  return Refusal("timeout", "Nobody answered the request in time. Start again.", ErrorCode::kTimeout);
}

Action Unknown() {
  return Refusal("unknown", "The service does not know the request any more. Start again.",
                 ErrorCode::kNotFound);
}

Action OutcomeOf(SessionStatus status) {
  switch (status) {
    case SessionStatus::kPending:
      return Action::To("pending");
    case SessionStatus::kAccepted:
      return Action::To("accepted");
    case SessionStatus::kRefused:
      return Refusal("refused", "The request was refused on the device. Start again if that was a mistake.",
                     ErrorCode::kConflict);
    case SessionStatus::kFailed:
      return Refusal("failure", "You could not be authenticated. Start again.", ErrorCode::kConflict);
    case SessionStatus::kTimeout:
      return TimedOut();
    case SessionStatus::kUnknown:
      return Unknown();
  }
  return Unknown();
}

}  // namespace

StateContract CheckSessionStatusNode::Contract() const {
  return Reads(ostid::kRequestId, ostid::kEventExpiry).Writes(ostid::kErrorMessage, ostid::kErrorCode);
}

Task<Result<Action>> CheckSessionStatusNode::Process(const StepContext& step) const {
  Result<std::string> request_id = step.state().Require(ostid::kRequestId);
  if (!request_id) co_return tl::unexpected(request_id.error());
  const Result<bool> expired = EventExpired(step.state(), step.now());
  if (!expired) co_return tl::unexpected(expired.error());
  if (*expired) co_return TimedOut();

  const Result<onespan::CheckSessionReply> reply =
      co_await api_->CheckSession(step.call(), onespan::CheckSessionRequest(*std::move(request_id)));
  if (!reply) co_return tl::unexpected(reply.error());
  co_return OutcomeOf(reply->status);
}

}  // namespace authtree::inline v0::nodes
