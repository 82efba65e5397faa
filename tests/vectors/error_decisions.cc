#include "decision_tools.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr std::string_view kUserNameKey = "ostid_username_in_shared_state";

/// Both nodes could not do their work. Ours then says so under the bare keys.
bool BothFailed(const Situation& s) { return s.theirs().failed() && s.ours().error.has_value(); }

/// A value that only a stack trace or a Java date makes.
bool IsTrace(const Difference& d) {
  return d.theirs && IsOneOf(StringMember(*d.theirs, "volatile"),
                             {"stacktrace", "date_prefixed", "date_prefixed_stacktrace"});
}

bool BareErrorKey(const Situation& s, const Difference& d) {
  if (d.aspect != Aspect::kShared || !BothFailed(s)) return false;
  const bool prefixed = TechnicalErrorKey(d.where) == kErrorMessageKey && d.only_theirs();
  return prefixed || (d.where == kErrorMessageKey && d.only_ours());
}

bool NoStackTrace(const Situation& s, const Difference& d) {
  return d.aspect == Aspect::kShared && d.only_theirs() && IsTrace(d) && BothFailed(s);
}

/// The bare key of nodes that let their exception out.
bool NoStackTraceForPeople(const Situation& s, const Difference& d) {
  return IsShared(d, kErrorMessageKey) && d.theirs && IsTrace(d) && s.theirs().exception.has_value();
}

/// Our own key goes with a sentence for people, never alone.
bool OwnErrorCode(const Situation& s, const Difference& d) {
  return IsShared(d, kErrorCodeKey) && d.only_ours() && d.ours->is_string() &&
         s.ours().shared.written.contains(std::string(kErrorMessageKey));
}

/// A negative answer: both have a sentence for the user.
bool FixedSentence(const Situation& s, const Difference& d) {
  return IsShared(d, kErrorMessageKey) && d.in_both() && !s.theirs().failed() && !s.ours().error &&
         d.theirs->is_string() && d.ours->is_string() && !d.ours->get_ref<const std::string&>().empty() &&
         s.ours().shared.written.contains(std::string(kErrorCodeKey));
}

/// A negative answer for which the reference has no sentence.
bool SentenceForEveryError(const Situation& s, const Difference& d) {
  return IsShared(d, kErrorMessageKey) && d.only_ours() && !s.theirs().failed() && !s.ours().error &&
         Authenticates(s) && s.theirs().outcome == "Error" && s.ours().outcome == "Error";
}

/// What the reference wrote before it failed.
bool FailedStepKeepsNothing(const Situation& s, const Difference& d) {
  return IsShared(d, kUserNameKey) && d.only_theirs() && BothFailed(s);
}

constexpr std::array kDecisions{
    Decision{"D-COR-01", "errors stand under ostid_error_message, not under a prefixed key", &BareErrorKey},
    Decision{"D-SEC-10", "no stack trace in state", &NoStackTrace},
    Decision{"D-SEC-10", "no stack trace for people", &NoStackTraceForPeople},
    Decision{"N-01", "ostid_error_code says what kind of error it was", &OwnErrorCode},
    Decision{"N-02", "a negative answer has a fixed sentence of ours", &FixedSentence},
    Decision{"G-41", "every Error comes with a sentence", &SentenceForEveryError},
    Decision{"N-03", "of a failed step nothing is kept but its error", &FailedStepKeepsNothing},
};

}  // namespace

std::span<const Decision> ErrorDecisions() { return kDecisions; }

}  // namespace authtree::inline v0::vectors
