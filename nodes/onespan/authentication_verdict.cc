#include "authentication_verdict.h"

#include <optional>
#include <utility>

#include "authtree/core/encoding.h"

#include "event_expiry.h"
#include "onespan_keys.h"
#include "refusal.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::AuthenticationReply;
using onespan::SessionStatus;

constexpr std::int64_t kNoRiskResponse = -1;
constexpr std::int64_t kRiskAccepts = 0;
constexpr std::int64_t kRiskDeclines = 1;

Action DeclinedByRisk() {
  return Refusal("Decline", "The request was declined because its risk is too high.", ErrorCode::kConflict);
}

/// While the service waits, its risk engine decides; without its word the user is to act.
Action PendingVerdict(const std::optional<std::int64_t>& risk) {
  if (!risk) return Action::To("StepUp");
  if (*risk == kRiskAccepts) return Action::To("Accept");
  if (*risk == kRiskDeclines) return DeclinedByRisk();
  if (*risk > kRiskDeclines) return Action::To("StepUp");
  return Refusal("Error", "The service answered with a risk code that means nothing. Try again.",
                 ErrorCode::kRejected);
}

Action VerdictOf(const AuthenticationReply& reply) {
  switch (reply.status) {
    case SessionStatus::kAccepted:
      return Action::To("Accept");
    case SessionStatus::kRefused:
      if (reply.risk_response_code == kRiskDeclines) return DeclinedByRisk();
      return Refusal("Decline", "The request was refused on the device. Start again if that was a mistake.",
                     ErrorCode::kConflict);
    case SessionStatus::kFailed:
      return Refusal("Error", "You could not be authenticated. Check what was entered and try again.",
                     ErrorCode::kConflict);
    case SessionStatus::kTimeout:
      return Refusal("Error", "Nobody answered the request in time. Start again.", ErrorCode::kTimeout);
    case SessionStatus::kUnknown:
      return Refusal("Error", "The service does not know how the request stands. Start again.",
                     ErrorCode::kNotFound);
    case SessionStatus::kPending:
      return PendingVerdict(reply.risk_response_code);
  }
  return Refusal("Error", "The service does not know how the request stands. Start again.",
                 ErrorCode::kNotFound);
}

/// What the visual code is to show, in hex; nothing when there is nothing.
std::string Shown(const AnsweredAttempt& attempt, const AuthenticationReply& reply) {
  switch (attempt.visual_code) {
    case VisualCodeContent::kSessionId:
      return HexEncode(attempt.session_id());
    case VisualCodeContent::kRequestId:
      return HexEncode(reply.request_id);
    case VisualCodeContent::kNothing:
      return {};
  }
  return {};
}

}  // namespace

StateContract WritesVerdict() {
  return Writes(ostid::kUserNameKey, ostid::kSessionId, ostid::kRiskResponse, ostid::kRequestId,
                ostid::kCommand, ostid::kChallenge, ostid::kFidoAuthenticationRequest, ostid::kCrontoMessage,
                ostid::kEventExpiry, ostid::kEventExpirySeconds, ostid::kErrorMessage, ostid::kErrorCode);
}

Result<Action> Verdict(const AnsweredAttempt& attempt, const AuthenticationReply& reply,
                       std::chrono::system_clock::time_point now) {
  Action action = VerdictOf(reply);
  if (reply.status == SessionStatus::kPending) {
    std::string shown = Shown(attempt, reply);
    const bool to_be_shown = attempt.visual_code != VisualCodeContent::kNothing;
    if (shown.empty() && to_be_shown && action.outcome() == "StepUp") {
      return tl::unexpected(
          Error(ErrorCode::kRejected, "The service gave no request id that a visual code could show."));
    }
    // Whoever is turned away has nothing to scan.
    if (!shown.empty() && action.outcome() != "Error") action.Put(ostid::kCrontoMessage, Secret(shown));
  }
  action.Put(ostid::kUserNameKey, attempt.user_name_key()).Put(ostid::kSessionId, attempt.session_id());
  action.Put(ostid::kRiskResponse, reply.risk_response_code.value_or(kNoRiskResponse));
  if (!reply.request_id.empty()) action.Put(ostid::kRequestId, reply.request_id);
  if (!reply.challenge.empty()) action.Put(ostid::kChallenge, reply.challenge);
  if (reply.request_message) action.Put(ostid::kCommand, std::string(reply.request_message->Expose()));
  if (reply.fido_authentication_request) {
    action.Put(ostid::kFidoAuthenticationRequest, std::string(reply.fido_authentication_request->Expose()));
  }
  action.Put(ostid::kEventExpiry, ExpiryText(now, attempt.expiry));
  action.Put(ostid::kEventExpirySeconds, attempt.expiry.count());
  return action;
}

}  // namespace authtree::inline v0::nodes
