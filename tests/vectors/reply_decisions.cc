#include "authtree/core/encoding.h"
#include "authtree/core/text.h"
#include "authtree/http/message.h"

#include "decision_tools.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr std::string_view kJson = "application/json";

std::size_t LastCall(const Situation& s) {
  return s.ours().requests.empty() ? 0 : s.ours().requests.size() - 1;
}

/// The answer our node met last; null when there was none.
const ScriptedReply* LastAnswer(const Situation& s) {
  const std::size_t last = LastCall(s);
  return s.ours().requests.empty() || last >= s.recorded().http.size() ? nullptr : &s.recorded().http[last];
}

std::string MediaType(const ScriptedReply& reply) {
  for (const auto& [name, value] : reply.headers) {
    if (EqualsIgnoringCase(name, "Content-Type")) return http::MediaTypeOf(value);
  }
  return {};
}

bool IsHexField(const Situation& s, std::string_view field) {
  if (field == "activationMessage2" || field == "requestMessage") return true;
  return field == "activationPassword" && s.TextProperty("activationType") == "offlineMDL";
}

bool IsNumberField(std::string_view field) {
  return IsOneOf(field,
                 {"riskResponseCode", "eventId", "transactionID", "total", "count", "offset", "limit"});
}

bool IsListField(std::string_view field) {
  return IsOneOf(field, {"authenticators", "applications", "supportedFIDOProtocols"});
}

bool IsKnownStatus(std::string_view field, const std::string& name) {
  if (field == "activationStatus") return IsOneOf(name, {"unknown", "pending", "activated", "timeout"});
  return field != "sessionStatus" ||
         IsOneOf(name, {"unknown", "pending", "accepted", "refused", "timeout", "failed", "failure"});
}

/// Whether a successful answer does not hold what its operation promises, in this field.
bool BreaksPromise(const Situation& s, const std::string& field) {
  const ScriptedReply* reply = LastAnswer(s);
  if (reply == nullptr || !IsSuccess(reply->status)) return false;
  if (field == "Content-Type") return MediaType(*reply) != kJson;
  const Json body = s.LastReply();
  if (field == "body") return !body.is_object();
  const Json* member = FindMember(body, field);
  if (member == nullptr || member->is_null()) return true;
  if (IsNumberField(field)) return !member->is_number_integer();
  if (IsListField(field)) return !member->is_array() || !member->empty();
  if (!member->is_string()) return true;
  const std::string text = member->get<std::string>();
  const bool control = std::any_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == '\x7F'; });
  return text.empty() || control || (IsHexField(s, field) && !IsHex(text)) || !IsKnownStatus(field, text);
}

bool AnswerHoldsWhatItPromises(const Situation& s, const Difference& d) {
  return s.FollowsFromOurError(d) && s.WeFailed(ErrorCode::kRejected) && !s.ErrorSubject().empty() &&
         !s.IsType("OS_Auth_VisualCodeNode") && BreaksPromise(s, s.ErrorSubject());
}

bool RedirectsAreNotFollowed(const Situation& s, const Difference& d) {
  const ScriptedReply* reply = LastAnswer(s);
  return s.FollowsFromOurError(d) && s.WeFailed(ErrorCode::kRejected) && reply != nullptr &&
         reply->status >= 300 && reply->status < 400;
}

bool PictureIsAPicture(const Situation& s, const Difference& d) {
  if (!s.IsType("OS_Auth_VisualCodeNode") || !s.FollowsFromOurError(d)) return false;
  const ScriptedReply* reply = LastAnswer(s);
  if (reply == nullptr) return false;
  constexpr std::string_view kSignature = "\x89PNG\r\n\x1A\n";
  return reply->status != 200 || MediaType(*reply) != "image/png" ||
         reply->body.value_or(std::string()).substr(0, kSignature.size()) != kSignature;
}

bool IsPending(const Situation& s) {
  const Json reply = s.LastReply();
  return Authenticates(s) && StringMember(reply, "sessionStatus") == "pending";
}

/// What a step up has that the reference's Error has not.
bool IsStepUp(const Situation& s, const Difference& d) {
  if (d.aspect == Aspect::kOutcome) return d.theirs == Json("Error") && d.ours == Json("StepUp");
  return s.ours().outcome == "StepUp" && d.only_ours() && IsShared(d, "ostid_cronto_msg");
}

bool PendingWithoutRiskIsStepUp(const Situation& s, const Difference& d) {
  if (!IsPending(s) || !IsStepUp(s, d)) return false;
  const Json reply = s.LastReply();
  const Json* risk = FindMember(reply, "riskResponseCode");
  return risk == nullptr || risk->is_null();
}

bool EveryChallengeIsStepUp(const Situation& s, const Difference& d) {
  if (!IsPending(s) || !IsStepUp(s, d)) return false;
  const Json reply = s.LastReply();
  const Json* risk = FindMember(reply, "riskResponseCode");
  return risk != nullptr && risk->is_number_integer() && risk->get<long long>() >= 2;
}

/// A request id to show that is not there: the reference shows zeros.
bool NothingIsNotShown(const Situation& s, const Difference& d) {
  const Json reply = s.LastReply();
  return IsPending(s) && s.FollowsFromOurError(d) && s.WeFailed(ErrorCode::kRejected) &&
         s.TextProperty("visualCodeMessageOptions") == "requestID" &&
         StringMember(reply, "requestID").empty();
}

/// The same where no error follows: nothing is put up to be shown.
bool NoZerosAreShown(const Situation& s, const Difference& d) {
  const Json reply = s.LastReply();
  return IsPending(s) && IsShared(d, "ostid_cronto_msg") && d.only_theirs() &&
         *d.theirs == std::string(40, '0') && StringMember(reply, "requestID").empty();
}

bool IsPolling(const Situation& s) {
  return s.IsType("OS_Auth_CheckActivationNode") || s.IsType("OS_Auth_CheckSessionStatusNode");
}

std::string PolledStatus(const Situation& s) {
  const Json reply = s.LastReply();
  const bool activation = s.IsType("OS_Auth_CheckActivationNode");
  return StringMember(reply, activation ? "activationStatus" : "sessionStatus");
}

/// An unknown status is an error, not one more reason to wait.
bool UnknownStatusIsAnError(const Situation& s, const Difference& d) {
  return IsPolling(s) && PolledStatus(s) == "error" && s.theirs().outcome == "pending" &&
         s.FollowsFromOurError(d);
}

/// The service says "failed"; the reference knows "failure" only.
bool FailedIsFailure(const Situation& s, const Difference& d) {
  const bool spelled = Authenticates(s)
                           ? StringMember(s.LastReply(), "sessionStatus") == "failure"
                           : s.IsType("OS_Auth_CheckSessionStatusNode") && PolledStatus(s) == "failed";
  return spelled && !s.ours().error && s.FollowsFromTheirError(d);
}

bool EmptySuccessIsSuccess(const Situation& s, const Difference& d) {
  const ScriptedReply* reply = LastAnswer(s);
  return s.FollowsFromTheirError(d) && reply != nullptr && IsSuccess(reply->status) &&
         reply->body.value_or(std::string()).empty();
}

bool NoRiskIsNoAcceptance(const Situation& s, const Difference& d) {
  const Json reply = s.LastReply();
  const Json* risk = FindMember(reply, "riskResponseCode");
  return s.IsType("OS_Risk_InsertTransactionNode") && s.FollowsFromOurError(d) &&
         s.WeFailed(ErrorCode::kRejected, "riskResponseCode") &&
         (risk == nullptr || !risk->is_number_integer() || risk->get<long long>() < 0);
}

/// A key that nobody writes any more decides nothing.
bool LeftOverStatusIsIgnored(const Situation& s, const Difference& d) {
  if (!s.IsType("OS_Auth_CheckActivationNode") || !s.StateText("ostid_cronto_status")) return false;
  if (d.aspect == Aspect::kRemoved) return d.only_theirs() && d.where == "ostid_cronto_status";
  const bool of_the_call =
      d.aspect == Aspect::kOutcome || IsShared(d, kErrorMessageKey) || IsShared(d, kErrorCodeKey);
  return s.theirs().requests.empty() && (of_the_call || (d.aspect == Aspect::kRequest && d.only_ours()));
}

constexpr std::array kDecisions{
    Decision{"D-SEC-06", "no risk code is no acceptance", &NoRiskIsNoAcceptance},
    Decision{"D-COR-20", "a picture is a PNG that was answered with 200", &PictureIsAPicture},
    Decision{"D-COR-09", "an unknown status is an error", &UnknownStatusIsAnError},
    Decision{"D-COR-10", "failed and failure are one", &FailedIsFailure},
    Decision{"D-COR-04", "pending without a risk code is a step up", &PendingWithoutRiskIsStepUp},
    Decision{"D-COR-05", "every code from 2 on is a step up", &EveryChallengeIsStepUp},
    Decision{"D-COR-21", "what is not there is not shown", &NothingIsNotShown},
    Decision{"D-COR-21", "no zeros are shown", &NoZerosAreShown},
    Decision{"D-COR-11", "a success needs no body that is not used", &EmptySuccessIsSuccess},
    Decision{"N-12", "a successful answer holds what its operation promises", &AnswerHoldsWhatItPromises},
    Decision{"N-13", "redirects are not followed", &RedirectsAreNotFollowed},
    Decision{"D-USE-10", "a status that nobody writes decides nothing", &LeftOverStatusIsIgnored},
};

}  // namespace

std::span<const Decision> ReplyDecisions() { return kDecisions; }

}  // namespace authtree::inline v0::vectors
