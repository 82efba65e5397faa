#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"

#include "decision_tools.h"

namespace authtree::inline v0::vectors {
namespace {

/// The member of the answer our node went on with, equal to what it wrote.
bool IsFromReply(const Situation& s, const Difference& d, std::string_view field) {
  const Json reply = s.LastReply();
  const Json* member = FindMember(reply, field);
  return d.only_ours() && member != nullptr && *member == *d.ours;
}

std::string ExpiryProperty(const Situation& s) {
  return s.IsType("OS_Auth_UserRegisterNode") ? "activationTokenExpiry" : "timeout";
}

/// How long events last, so that a later step can start the time anew.
bool OwnEventLength(const Situation& s, const Difference& d) {
  return IsShared(d, "ostid_event_expiry_seconds") && d.only_ours() && (Registers(s) || Authenticates(s)) &&
         *d.ours == s.Property(ExpiryProperty(s));
}

bool OwnInstanceSerial(const Situation& s, const Difference& d) {
  return IsShared(d, "ostid_instance_serial") && IsFromReply(s, d, "serialNumber") &&
         (s.IsType("OS_Auth_AddDeviceNode") || s.IsType("OS_Auth_ActivateDeviceNode"));
}

bool OwnFidoRequest(const Situation& s, const Difference& d) {
  return IsShared(d, "ostid_fido_authentication_request") && Authenticates(s) &&
         IsFromReply(s, d, "fidoAuthenticationRequest");
}

bool KeepsTheChallenge(const Situation& s, const Difference& d) {
  return IsShared(d, "ostid_challenge") && IsFromReply(s, d, "challenge") &&
         (Authenticates(s) || s.IsType("OS_Auth_GenerateChallengeNode"));
}

bool ChallengeNamesTheUser(const Situation& s, const Difference& d) {
  return s.IsType("OS_Auth_GenerateChallengeNode") && IsShared(d, "ostid_username_in_shared_state") &&
         d.only_ours() && *d.ours == s.Property("userNameInSharedData");
}

bool SecondCodeHasItsOwnTime(const Situation& s, const Difference& d) {
  return s.IsType("OS_Auth_AddDeviceNode") && IsShared(d, "ostid_event_expiry_date") && d.only_ours() &&
         s.ours().outcome == "success";
}

bool RegistrationIdWheneverGiven(const Situation& s, const Difference& d) {
  return Registers(s) && s.TextProperty("activationType") != "offlineMDL" &&
         IsShared(d, "ostid_registration_id") && IsFromReply(s, d, "registrationID");
}

bool FidoRegistrationIsKept(const Situation& s, const Difference& d) {
  if (!Registers(s) || s.TextProperty("activationType") != "fido" || !d.only_ours()) return false;
  if (IsShared(d, "ostid_fido_protocols")) {
    const Json reply = s.LastReply();
    const Json* protocols = FindMember(reply, "supportedFIDOProtocols");
    return protocols == nullptr ? d.ours->empty() : *protocols == *d.ours;
  }
  if (IsShared(d, "ostid_digi_serial")) return IsFromReply(s, d, "serialNumber");
  if (IsShared(d, "ostid_event_expiry_seconds")) return *d.ours == s.Property("activationTokenExpiry");
  return IsShared(d, "ostid_session_id") || IsShared(d, "ostid_event_expiry_date");
}

bool SessionIdIsKept(const Situation& s, const Difference& d) {
  return s.IsType("OS_Risk_InsertTransactionNode") && IsShared(d, "ostid_session_id") && d.only_ours() &&
         s.State("ostid_session_id") == nullptr && d.ours->is_string() &&
         HexDecode(d.ours->get<std::string>()).has_value();
}

/// The reference keeps a Java object: every member that says something must be in ours, and no other.
bool LoginOutputIsJson(const Situation& s, const Difference& d) {
  if (!s.IsType("OS_Auth_UserLoginNode") || !IsShared(d, "ostid_login_output") || !d.in_both()) return false;
  const Json* fields = FindMember(*d.theirs, "fields");
  if (fields == nullptr || !fields->is_object() || !d.ours->is_object()) return false;
  static const Json kUnset{{"riskResponseCode", -1}, {"eventId", 0}, {"uafStatusCode", 0}};
  for (const auto& [name, value] : fields->items()) {
    const Json* ours = FindMember(*d.ours, name);
    const Json* unset = FindMember(kUnset, name);
    const bool said = !value.is_null() && (unset == nullptr || *unset != value);
    if (said && (ours == nullptr || *ours != value)) return false;
    if (!said && ours != nullptr && *ours != value) return false;
  }
  return std::all_of(d.ours->items().begin(), d.ours->items().end(),
                     [fields](const auto& member) { return fields->contains(member.key()); });
}

bool HexIsNotPadded(const Situation& /*s*/, const Difference& d) {
  if (!IsShared(d, "ostid_cronto_msg") || !d.in_both() || !d.theirs->is_string() || !d.ours->is_string())
    return false;
  const std::string theirs = d.theirs->get<std::string>();
  const std::string ours = d.ours->get<std::string>();
  if (theirs.size() <= ours.size() || theirs.size() != 40) return false;
  return theirs == std::string(theirs.size() - ours.size(), '0') + ours;
}

/// A fragment of the request's JSON in the place of an id.
bool RequestIdStaysAnId(const Situation& s, const Difference& d) {
  if (!Authenticates(s) || !IsShared(d, "ostid_request_id") || !d.only_theirs() || !d.theirs->is_string())
    return false;
  const Json reply = s.LastReply();
  const Json* id = FindMember(reply, "requestID");
  const std::string theirs = d.theirs->get<std::string>();
  const bool fragment = theirs.empty() || theirs.substr(0, 12) == R"("requestID":)";
  return fragment && (id == nullptr || id->is_null());
}

bool RequestIdIsNotLost(const Situation& s, const Difference& d) {
  return s.IsType("OS_Auth_ValidateTransactionNode") && IsShared(d, "ostid_request_id") && d.only_theirs() &&
         d.theirs->is_null();
}

/// A key without a value means the same as no key, so none is written.
bool NoKeyWithoutValue(const Situation& /*s*/, const Difference& d) {
  return d.aspect == Aspect::kShared && d.only_theirs() && d.theirs->is_null() &&
         IsOneOf(d.where,
                 {"ostid_command", "ostid_request_id", "ostid_digi_serial", "ostid_registration_id"});
}

bool UsedSecretsGo(const Situation& s, const Difference& d) {
  if ((d.aspect != Aspect::kRemoved && d.aspect != Aspect::kTransientRemoved) || !d.only_ours()) return false;
  if (Authenticates(s))
    return s.ours().outcome == "Accept" && IsOneOf(d.where, {"OTP", "authenticationResponse"});
  return s.IsType("OS_Auth_ActivateDeviceNode") && s.ours().outcome == "success" &&
         IsOneOf(d.where, {"signature", "deviceCode", "ostid_activationPassword", "activationPassword",
                           "ostid_cronto_msg", "activationMessage2"});
}

/// An id of an earlier registration would lead nowhere.
bool OldRegistrationIdGoes(const Situation& s, const Difference& d) {
  const Json reply = s.LastReply();
  return Registers(s) && d.aspect == Aspect::kRemoved && d.where == "ostid_registration_id" &&
         d.only_ours() && StringMember(reply, "registrationID").empty();
}

constexpr std::array kDecisions{
    Decision{"N-01", "a key of our own: how long events last", &OwnEventLength},
    Decision{"N-01", "a key of our own: the instance's serial number", &OwnInstanceSerial},
    Decision{"N-01", "a key of our own: what the FIDO client is to answer", &OwnFidoRequest},
    Decision{"D-COR-24", "the challenge is kept", &KeepsTheChallenge},
    Decision{"N-04", "a challenge says whose it is", &ChallengeNamesTheUser},
    Decision{"N-05", "the second code has a time of its own", &SecondCodeHasItsOwnTime},
    Decision{"D-COR-13", "the registration id is kept whenever the service gives one",
             &RegistrationIdWheneverGiven},
    Decision{"D-COR-13", "the id of an earlier registration goes", &OldRegistrationIdGoes},
    Decision{"D-COR-12", "a FIDO registration is kept", &FidoRegistrationIsKept},
    Decision{"D-COR-34", "the session id of a transaction is kept", &SessionIdIsKept},
    Decision{"D-COR-35", "the answer to a login is JSON", &LoginOutputIsJson},
    Decision{"D-COR-21", "hex is not padded", &HexIsNotPadded},
    Decision{"D-COR-03", "an absent request id is no fragment of JSON", &RequestIdStaysAnId},
    Decision{"D-COR-33", "an absent request id does not overwrite the old one", &RequestIdIsNotLost},
    Decision{"N-06", "what an answer does not have is no key with null", &NoKeyWithoutValue},
    Decision{"D-SEC-11", "used secrets are removed", &UsedSecretsGo},
};

}  // namespace

std::span<const Decision> StateDecisions() { return kDecisions; }

}  // namespace authtree::inline v0::vectors
