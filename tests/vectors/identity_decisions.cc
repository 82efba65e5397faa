#include "decision_tools.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr std::string_view kOpaqueIdKey = "opaqueId";
constexpr std::string_view kReportKey = "verificationResults";
constexpr std::string_view kOwnPrefix = "recorded.";  // the id of the node in every case

bool IsIdentity(const Situation& s) { return s.IsType("OS_IDV_IdentityVerificationNode"); }

bool IsReturn(const Situation& s) {
  return IsIdentity(s) && FindMember(s.recorded().parameters, "transaction") != nullptr;
}

/// JSON is asked for, and a type is named where there is a body.
bool HeadersFitWhatIsSent(const Situation& s, const Difference& d) {
  if (!IsIdentity(s) || d.aspect != Aspect::kHeader) return false;
  if (d.where == "Accept") return d.in_both() && *d.ours == "application/json";
  return d.where == "Content-Type" && d.only_theirs() && IsReturn(s);
}

/// What the node remembers of a verification stands under its own id, so no other one is believed.
bool RemembersUnderItsOwnId(const Situation& s, const Difference& d) {
  return IsIdentity(s) && (d.aspect == Aspect::kShared || d.aspect == Aspect::kRemoved) && d.only_ours() &&
         std::string_view(d.where).substr(0, kOwnPrefix.size()) == kOwnPrefix;
}

/// Only the addresses that are configured are sent, in the same order.
bool NoEmptyRedirects(const Situation& s, const Difference& d) {
  if (!IsIdentity(s) || !IsBody(d, "/configuration/redirects") || !d.in_both() || !d.theirs->is_array()) {
    return false;
  }
  Json full = Json::array();
  for (const Json& redirect : *d.theirs) {
    if (!StringMember(redirect, "url").empty()) full.push_back(redirect);
  }
  return full == *d.ours;
}

/// The state's own body is one request, with the id under its documented name, and its answer counts.
bool OwnBodyIsSentOnce(const Situation& s, const Difference& d) {
  if (!IsIdentity(s) || s.TextProperty("customPayload") != "customPayload") return false;
  if (d.aspect == Aspect::kRequest) return d.index == 1 && d.only_theirs();
  if (IsBody(d, "/opaqueId")) return d.index == 0 && d.only_theirs();
  if (IsBody(d, "/opaque_id")) return d.index == 0 && d.only_ours();
  if (d.aspect == Aspect::kCallback) return s.theirs().requests.size() == 2 || s.FollowsFromTheirError(d);
  return s.FollowsFromTheirError(d);
}

bool ReportIsKeptAsItIs(const Situation& s, const Difference& d) {
  return IsReturn(s) && IsShared(d, kReportKey) && d.in_both() && d.theirs->is_string() &&
         d.ours->is_string() && *d.theirs == d.ours->get<std::string>() + "\n";
}

bool ReportHasItsOldName(const Situation& s, const Difference& d) {
  const Json* report = WeWrote(s, kReportKey);
  return IsReturn(s) && IsShared(d, "OneSpan_IDV_Results") && d.only_ours() && report != nullptr &&
         *d.ours == *report;
}

/// An id that the browser named is not kept unless it belongs to the verification that was begun.
bool ForeignIdIsNotKept(const Situation& s, const Difference& d) {
  return IsReturn(s) && s.ours().outcome == "fail" && s.ours().requests.empty() &&
         IsShared(d, "os_transactionId") && d.only_theirs();
}

bool FailureHasASentence(const Situation& s, const Difference& d) {
  return IsReturn(s) && IsShared(d, kErrorMessageKey) && d.only_ours() && s.theirs().outcome == "fail" &&
         s.ours().outcome == "fail" && !s.ours().error;
}

bool FailedStartKeepsNothing(const Situation& s, const Difference& d) {
  return IsIdentity(s) && IsShared(d, kOpaqueIdKey) && d.only_theirs() && s.theirs().failed() &&
         s.ours().error.has_value();
}

constexpr std::array kDecisions{
    Decision{"D-SEC-22", "what was begun is remembered under the node's own id", &RemembersUnderItsOwnId},
    Decision{"D-SEC-22", "empty redirects are left out", &NoEmptyRedirects},
    Decision{"D-COR-28", "a body of the state is sent once", &OwnBodyIsSentOnce},
    Decision{"N-18", "JSON is asked for, and only a body has a type", &HeadersFitWhatIsSent},
    Decision{"N-17", "the report is kept as it was sent", &ReportIsKeptAsItIs},
    Decision{"G-35", "the report is kept under its old name, too", &ReportHasItsOldName},
    Decision{"D-SEC-05", "the id of another transaction is not kept", &ForeignIdIsNotKept},
    Decision{"N-02", "a negative answer has a fixed sentence of ours", &FailureHasASentence},
    Decision{"N-03", "of a failed step nothing is kept but its error", &FailedStartKeepsNothing},
};

}  // namespace

std::span<const Decision> IdentityDecisions() { return kDecisions; }

}  // namespace authtree::inline v0::vectors
