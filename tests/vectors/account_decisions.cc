#include <cstddef>

#include "authtree/core/encoding.h"

#include "decision_tools.h"
#include "published_limits.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr std::string_view kGetUser = "OS_Auth_GetUserAuthenticatorNode";
constexpr std::string_view kAssign = "OS_Auth_VDPAssignAuthenticatorNode";
constexpr std::string_view kGenerate = "OS_Auth_VDPGenerateVOTPNode";
constexpr std::string_view kAccount = "OS_Auth_VDPUserRegisterNode";
constexpr std::string_view kTransfer = "OS_Sample_TransactionCollector";
constexpr std::string_view kQueries = "/v1/authenticators";

bool QueriesAuthenticators(const Situation& s) {
  return s.IsType(kGetUser) || s.IsType(kAssign) || s.IsType(kGenerate);
}

bool IsQuery(const Json& request) {
  return StringMember(request, "method") == "GET" && StringMember(request, "path") == kQueries;
}

/// A query that fails is an error, not an authenticator less.
bool FailedQueriesAreErrors(const Situation& s, const Difference& d) {
  const std::size_t calls = s.ours().requests.size();
  return QueriesAuthenticators(s) && calls > 1 && s.FollowsFromOurError(d) &&
         s.ours().requests.back().path == kQueries && !IsSuccess(s.Status(calls - 1));
}

/// Once the answer is known, nothing more is asked.
bool NoQueryForNothing(const Situation& s, const Difference& d) {
  return QueriesAuthenticators(s) && d.aspect == Aspect::kRequest && d.only_theirs() && IsQuery(*d.theirs) &&
         !s.ours().failed() && s.ours().outcome == s.theirs().outcome;
}

/// Some serial number of the answers is none that the service has.
bool SerialsAreChecked(const Situation& s, const Difference& d) {
  if (!QueriesAuthenticators(s) || !s.FollowsFromOurError(d)) return false;
  if (!s.WeFailed(ErrorCode::kInvalidInput, "serialNumber")) return false;
  const std::size_t next = s.ours().requests.size();
  if (next >= s.theirs().requests.size()) return false;
  const RecordedRequest& refused = s.theirs().requests[next];
  const std::string target = refused.path + "?" + refused.query.value_or(std::string());
  for (std::size_t i = 0; i < s.recorded().http.size(); ++i) {
    const Json reply = s.Reply(i);
    const Json* listed = FindMember(reply, "authenticators");
    if (listed == nullptr || !listed->is_array()) continue;
    for (const Json& entry : *listed) {
      const std::string serial =
          entry.is_string() ? entry.get<std::string>() : StringMember(entry, "serialNumber");
      if (target.find(serial) != std::string::npos && BreaksLimits("serialNumber", serial)) return true;
    }
  }
  return false;
}

/// Only 404 says that there is no such user.
bool OnlyNotFoundMeansNew(const Situation& s, const Difference& d) {
  const int status = s.Status(0);
  return s.IsType(kAccount) && s.FollowsFromOurError(d) && s.ours().requests.size() == 1 && status != 404 &&
         !IsSuccess(status);
}

/// A free authenticator is looked for in the user's domain, and more than one is tried.
bool AssignsWithinTheDomain(const Situation& s, const Difference& d) {
  if (!s.IsType(kAssign)) return false;
  if (d.aspect == Aspect::kQuery && d.in_both()) {
    const std::string theirs = d.theirs->get<std::string>();
    const std::string ours = d.ours->get<std::string>();
    return theirs.find("assigned=false") != std::string::npos &&
           ours.find("assigned=false") != std::string::npos && theirs.find("domain=") == std::string::npos &&
           ours.find("domain=" + s.TextProperty("domain")) != std::string::npos;
  }
  const std::size_t before = s.ours().requests.size();
  return d.aspect == Aspect::kRequest && d.only_ours() && before > 1 && s.Status(d.index - 1) == 409 &&
         StringMember(*d.ours, "method") == "POST";
}

/// Whether some application of a virtual authenticator makes one-time passwords.
bool HasResponseOnly(const Situation& s) {
  for (std::size_t i = 0; i < s.recorded().http.size(); ++i) {
    const Json reply = s.Reply(i);
    const Json* listed = FindMember(reply, "authenticators");
    if (listed == nullptr || !listed->is_array()) continue;
    for (const Json& entry : *listed) {
      const Json* applications = FindMember(entry, "applications");
      if (applications == nullptr || !applications->is_array()) continue;
      for (const Json& application : *applications) {
        if (StringMember(application, "type") == "RO") return true;
      }
    }
  }
  return false;
}

/// No application is no application, not the text null; and what Response answers is kept.
bool VirtualOtpHasItsApplication(const Situation& s, const Difference& d) {
  if (!s.IsType(kGenerate)) return false;
  if (d.aspect == Aspect::kTransient)
    return d.only_ours() && s.TextProperty("vdpDeliveryMethod") == "Response";
  return s.FollowsFromOurError(d) && s.WeFailed(ErrorCode::kConflict) && !HasResponseOnly(s);
}

bool AsksForAllItNeeds(const Situation& s) {
  const Json names = s.Property("optionalAttributes");
  return names.is_array() && std::find(names.begin(), names.end(), Json("creditorBank")) != names.end() &&
         std::find(names.begin(), names.end(), Json("debtorIBAN")) != names.end();
}

/// The collector needs what it asks for, and nothing that it does not ask for.
bool NeedsWhatItAsksFor(const Situation& s, const Difference& d) {
  if (!s.IsType(kTransfer) || AsksForAllItNeeds(s)) return false;
  const bool loops = !s.theirs().outcome && !s.theirs().failed() && s.ours().outcome == "outcome";
  if (loops && d.aspect == Aspect::kOutcome) return true;
  if (loops && d.aspect == Aspect::kCallback) return d.only_theirs();
  if (loops && (d.aspect == Aspect::kShared || d.aspect == Aspect::kTransient)) return d.only_ours();
  return d.aspect == Aspect::kShared && d.only_theirs() && IsOneOf(d.where, {"creditorBank", "debtorIBAN"});
}

/// A prompt that was left empty is shown again, where the reference takes what is not there.
bool EmptyPromptsAreShownAgain(const Situation& s, const Difference& d) {
  const Json& submitted = s.recorded().callbacks;
  const bool left_empty = std::any_of(submitted.begin(), submitted.end(), [](const Json& callback) {
    const Json* value = FindMember(callback, "password");
    return value != nullptr && value->is_null();
  });
  if (!s.IsType(kTransfer) || !left_empty || !s.theirs().failed() || s.ours().outcome) return false;
  if (d.aspect == Aspect::kCallback) return d.only_ours();
  return d.only_theirs() && (d.aspect == Aspect::kOutcome || d.aspect == Aspect::kShared);
}

bool IsStore(const Situation& s) { return s.IsType("OS_Sample_StoreCommandNode"); }

/// What is not there is left out of a command, not sent as the text null.
bool CommandHasNoNulls(const Situation& s, const Difference& d) {
  if (!IsStore(s) || d.aspect != Aspect::kBody || !d.only_theirs() || *d.theirs != "null") return false;
  return (d.where == "/commandString" && s.State("ostid_command") == nullptr) ||
         (d.where == "/irmResponse" && s.State("ostid_irm_response") == nullptr);
}

/// Whether a path is another one with one part in the place of another.
bool IsWith(const Difference& d, const std::string& theirs, const std::string& ours) {
  std::string path = d.theirs->get<std::string>();
  const std::size_t at = path.find("/" + theirs);
  return at != std::string::npos && path.replace(at + 1, theirs.size(), ours) == d.ours->get<std::string>();
}

bool PlaceholderIsNotPadded(const Situation& s, const Difference& d) {
  if (!IsStore(s) || d.aspect != Aspect::kPath || !d.in_both()) return false;
  const std::string hex = HexEncode(s.StateText("ostid_request_id").value_or(std::string()));
  return hex.size() < 40 && IsWith(d, std::string(40 - hex.size(), '0') + hex, hex);
}

/// A number in state is the value of a placeholder as a text is.
bool PlaceholderMayBeANumber(const Situation& s, const Difference& d) {
  const Json map = s.Property("placeholderMap");
  if (!IsStore(s) || d.aspect != Aspect::kPath || !d.in_both() || !map.is_object()) return false;
  return std::any_of(map.begin(), map.end(), [&](const Json& key) {
    const Json* value = key.is_string() ? s.State(key.get<std::string>()) : nullptr;
    return value != nullptr && value->is_number() && IsWith(d, key.get<std::string>(), DumpJson(*value));
  });
}

/// A GET or a DELETE has no body, and so no type of one.
bool NoBodyWithoutMeaning(const Situation& s, const Difference& d) {
  if (!IsStore(s) || !IsOneOf(s.TextProperty("httpmethod"), {"GET", "DELETE"})) return false;
  if (d.aspect == Aspect::kHeader) return d.where == "Content-Type" && d.only_theirs();
  return IsBody(d, "") && d.in_both() && d.ours->is_null();
}

constexpr std::array kDecisions{
    Decision{"D-COR-27", "a query that fails is an error", &FailedQueriesAreErrors},
    Decision{"D-PERF-03", "nothing is asked that is known", &NoQueryForNothing},
    Decision{"D-COR-55", "serial numbers are checked before a call", &SerialsAreChecked},
    Decision{"D-SEC-15", "only 404 means that there is no user", &OnlyNotFoundMeansNew},
    Decision{"D-COR-26", "a free authenticator of the user's domain, and the next if it is gone",
             &AssignsWithinTheDomain},
    Decision{"D-COR-25", "a one-time password needs an application, and is kept",
             &VirtualOtpHasItsApplication},
    Decision{"D-SEC-16", "what is missing is left out of a command", &CommandHasNoNulls},
    Decision{"D-COR-21", "hex in an address is not padded", &PlaceholderIsNotPadded},
    Decision{"D-COR-23", "a placeholder may be a number", &PlaceholderMayBeANumber},
    Decision{"N-15", "GET and DELETE have no body", &NoBodyWithoutMeaning},
    Decision{"N-16", "a prompt left empty is shown again", &EmptyPromptsAreShownAgain},
    Decision{"D-COR-17", "the collector needs what it asks for", &NeedsWhatItAsksFor},
};

}  // namespace

std::span<const Decision> AccountDecisions() { return kDecisions; }

}  // namespace authtree::inline v0::vectors
