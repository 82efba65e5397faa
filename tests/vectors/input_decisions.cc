#include <cstddef>

#include "authtree/core/text.h"

#include "decision_tools.h"
#include "masks.h"
#include "published_limits.h"

namespace authtree::inline v0::vectors {
namespace {

/// Sent as text where there was no value.
bool TheySentNull(const Situation& s) {
  return std::any_of(
      s.theirs().requests.begin(), s.theirs().requests.end(), [](const RecordedRequest& request) {
        const bool in_raw = request.raw && request.raw->find(R"("null")") != std::string::npos;
        return in_raw || HasText(request.body, "null") || request.path.find("null") != std::string::npos;
      });
}

/// A value the reference sent, or that it would have sent, breaks the published limits of its field.
bool LimitsAreChecked(const Situation& s, const Difference& d) {
  if (!s.FollowsFromOurError(d) || !s.WeFailedBeforeTheCall() || !s.WeFailed(ErrorCode::kInvalidInput))
    return false;
  const std::string field = s.ErrorSubject();
  const Json* sent = TheySent(s, field);
  std::optional<std::string> value;
  if (sent != nullptr && sent->is_string()) value = Unmask(sent->get<std::string>());
  if (!value) value = s.StateText(field);
  if (!value && field == "userID") value = UserOf(s);
  if (!value && field == "domain") value = s.TextProperty("domain");
  if (!value && field == "registrationID") value = s.StateText("ostid_registration_id");
  if (!value && field == "requestID") value = s.StateText("ostid_request_id");
  return value && BreaksLimits(field, *value);
}

/// A needed value is not there: the reference sends the text null.
bool NullIsNoValue(const Situation& s, const Difference& d) {
  return s.FollowsFromOurError(d) && s.WeFailedBeforeTheCall() && s.WeFailed(ErrorCode::kMissingState) &&
         !s.StateText(s.ErrorSubject()) && TheySentNull(s);
}

/// An empty text is no value either.
bool EmptyIsNoValue(const Situation& s, const Difference& d) {
  return s.FollowsFromOurError(d) && s.WeFailedBeforeTheCall() && s.WeFailed(ErrorCode::kMissingState) &&
         s.StateText(s.ErrorSubject()) == "";
}

/// The event type is to be read from state, and no key is named.
bool EventTypeNeedsItsKey(const Situation& s, const Difference& d) {
  return d.aspect == Aspect::kProperty && d.where == "/eventTypeInSharedState" &&
         s.TextProperty("eventType") == "ReadFromSharedState" &&
         s.TextProperty("eventTypeInSharedState").empty();
}

/// A password is found in any tier; the reference looks at one and sends the text null.
bool PasswordFromAnyTier(const Situation& s, const Difference& d) {
  return (s.IsType("OS_Auth_UserLoginNode") || s.IsType("OS_Auth_ValidateEventNode")) &&
         IsBody(d, "/credentials/passKey") && d.in_both() && *d.theirs == "null" &&
         s.StateText("password") == *d.ours;
}

/// A static password in any tier is sent.
bool PasswordIsSent(const Situation& s, const Difference& d) {
  return Registers(s) && IsBody(d, "/staticPassword") && d.only_ours() && s.StateText("password") == *d.ours;
}

/// Whether the maps of the node name a state key whose value is absent or no text.
bool MapsWhatIsNoText(const Situation& s) {
  for (const char* map : {"optionalAttributes", "adaptiveAttributes"}) {
    const Json entries = s.Property(map);
    if (!entries.is_object()) continue;
    for (const auto& [field, key] : entries.items()) {
      if (key.is_string() && !s.StateText(key.get<std::string>())) return true;
    }
  }
  return false;
}

/// Mapped attributes are optional here, and need not be texts.
bool MappedMeansOptional(const Situation& s, const Difference& d) {
  return s.FollowsFromTheirError(d) && s.theirs().requests.empty() && MapsWhatIsNoText(s);
}

bool DeviceDataOnlyWhenSent(const Situation& s, const Difference& d) {
  return s.FollowsFromTheirError(d) && s.IsType("OS_Auth_UserLoginNode") &&
         s.Property("sendCDDCData") == false && !HasFingerprint(s);
}

bool FingerprintForIaaOnly(const Situation& s, const Difference& d) {
  return s.FollowsFromTheirError(d) && s.IsType("OS_Auth_UserRegisterNode") && !IsAdaptive(s) &&
         !HasFingerprint(s);
}

bool NoEndIsNoEvent(const Situation& s, const Difference& d) {
  if (!s.FollowsFromOurError(d) || s.ErrorSubject() != "ostid_event_expiry_date") return false;
  if (!s.IsType("OS_Auth_CheckActivationNode") && !s.IsType("OS_Auth_CheckSessionStatusNode")) return false;
  return !IsDecimal(s.StateText("ostid_event_expiry_date").value_or(std::string()));
}

bool ShownTimeIsATime(const Situation& s, const Difference& d) {
  return s.FollowsFromOurError(d) && s.IsType("OS_Auth_VisualCodeNode") &&
         s.WeFailed(ErrorCode::kInvalidInput, "ostid_event_expiry_date") &&
         !IsDecimal(s.StateText("ostid_event_expiry_date").value_or(std::string()));
}

/// A property of a number that is out of its range.
bool OutOfRange(const Situation& s, const Difference& d, const char* property, int least, int most) {
  if (d.aspect != Aspect::kProperty || d.where != std::string("/") + property) return false;
  const Json value = s.Property(property);
  return value.is_number_integer() && (value.get<long long>() < least || value.get<long long>() > most);
}

bool ExpiryHasALimit(const Situation& s, const Difference& d) {
  constexpr int kDay = 24 * 60 * 60;
  return OutOfRange(s, d, "activationTokenExpiry", 1, kDay) || OutOfRange(s, d, "timeout", 1, kDay);
}

bool ChallengeLengthIsChecked(const Situation& s, const Difference& d) {
  return OutOfRange(s, d, "length", 4, 16);
}

bool ImageSizeIsChecked(const Situation& s, const Difference& d) {
  return OutOfRange(s, d, "sizeOfVisualCode", 35, 700);
}

/// A map names a field that the node fills in itself, one field twice, or nothing.
bool MapsKeepOutOfBuiltIns(const Situation& s, const Difference& d) {
  if (d.aspect != Aspect::kProperty || !IsOneOf(d.where, {"/optionalAttributes", "/adaptiveAttributes"}))
    return false;
  const Json entries = s.Property(d.where.substr(1));
  if (!entries.is_object()) return false;
  for (const auto& [field, key] : entries.items()) {
    const std::string other = key.is_string() ? key.get<std::string>() : std::string();
    if (field.empty() || other.empty() || IsBuiltIn(field) || IsBuiltIn(other)) return true;
  }
  return false;
}

/// Risk Analytics demands four attributes of a transaction.
bool MandatoryAttributesAreNamed(const Situation& s, const Difference& d) {
  if (d.aspect != Aspect::kProperty || d.where != "/adaptiveAttributes") return false;
  const Json entries = s.Property("adaptiveAttributes");
  if (!entries.is_object() || !d.ours->is_string()) return false;
  const auto names = {"accountRef", "amount", "currency", "transactionType"};
  return std::any_of(names.begin(), names.end(), [&](const char* name) {
    return !entries.contains(name) && d.ours->get<std::string>().find(name) != std::string::npos;
  });
}

bool CloudLoginNeedsCredentials(const Situation& s, const Difference& d) {
  return d.aspect == Aspect::kProperty && d.where == "/credentialsType" &&
         s.IsType("OS_Auth_UserLoginNode") && !IsAdaptive(s) && s.TextProperty("credentialsType") == "none";
}

bool FingerprintIdsDiffer(const Situation& s, const Difference& d) {
  if (d.aspect != Aspect::kProperty || !s.IsType("OS_Risk_CDDCNode")) return false;
  const std::string json = s.TextProperty("CDDCJsonHiddenValueId");
  const std::string hash = s.TextProperty("CDDCHashHiddenValueId");
  return s.Property("pushCDDCJsAsCallback") == false && (json.empty() || hash.empty() || json == hash);
}

bool StandardDataHasValues(const Situation& s, const Difference& d) {
  const Json fields = s.Property("standardDataToSign");
  return d.aspect == Aspect::kProperty && d.where == "/standardDataToSign" && fields.is_array() &&
         (fields.empty() || fields.size() > 8);
}

bool ServiceIsCheckedFirst(const Situation& s, const Difference& d) {
  if (d.aspect != Aspect::kService) return false;
  const Json& service = s.recorded().service;
  if (d.where == "tenantName") return !IsDnsLabel(StringMember(service, "tenantName"));
  if (d.where == "environment") return !IsEnvironment(StringMember(service, "environment"));
  if (d.where == "customUrl") return !IsServiceUrl(Unmask(StringMember(service, "customUrl")));
  return d.where == "applicationRef" &&
         BreaksLimits("applicationRef", StringMember(service, "applicationRef"));
}

/// Registration: what a `;` in a part of the online message would do is found out before a license is spent.
bool MessagePartsHaveNoSemicolon(const Situation& s, const Difference& d) {
  return s.FollowsFromOurError(d) && Registers(s) && s.WeFailedBeforeTheCall() &&
         s.WeFailed(ErrorCode::kInvalidInput) && s.TextProperty("activationType") == "onlineMDL" &&
         (HasCharacter(Json(UserOf(s).value_or(std::string())), ";") ||
          HasCharacter(Json(s.TextProperty("domain")), ";") ||
          HasCharacter(Json(s.StateText("ostid_userprofile_in_shared_state").value_or(std::string())), ";"));
}

constexpr std::array kDecisions{
    Decision{"D-COR-55", "values are checked against the published limits", &LimitsAreChecked},
    Decision{"D-SEC-16", "a missing value is an error, not the text null", &NullIsNoValue},
    Decision{"D-SEC-16", "an empty value is an error", &EmptyIsNoValue},
    Decision{"D-SEC-16", "an event type from state needs its key", &EventTypeNeedsItsKey},
    Decision{"D-COR-22", "a password is found in every tier", &PasswordFromAnyTier},
    Decision{"G-02", "a static password that is there is sent", &PasswordIsSent},
    Decision{"D-COR-23", "mapped attributes are optional and may be numbers", &MappedMeansOptional},
    Decision{"D-COR-15", "device data that is not sent is not needed", &DeviceDataOnlyWhenSent},
    Decision{"G-09", "the fingerprint is needed for IAA only", &FingerprintForIaaOnly},
    Decision{"D-SEC-18", "an event without an end is an error", &NoEndIsNoEvent},
    Decision{"D-SEC-14", "an expiry that is no time is not shown", &ShownTimeIsATime},
    Decision{"N-07", "how long an event lasts is 1 to 86400 seconds", &ExpiryHasALimit},
    Decision{"D-COR-24", "a challenge has 4 to 16 digits", &ChallengeLengthIsChecked},
    Decision{"D-COR-53", "a picture has 35 to 700 pixels", &ImageSizeIsChecked},
    Decision{"D-SEC-03", "a map names no field that the node fills in", &MapsKeepOutOfBuiltIns},
    Decision{"D-COR-46", "a transaction names what Risk Analytics demands", &MandatoryAttributesAreNamed},
    Decision{"D-COR-51", "a login of OCA needs credentials", &CloudLoginNeedsCredentials},
    Decision{"N-08", "the two ids of the fingerprint differ", &FingerprintIdsDiffer},
    Decision{"D-COR-55", "a signature covers one to eight values", &StandardDataHasValues},
    Decision{"N-09", "the service's configuration is checked when it is read", &ServiceIsCheckedFirst},
    Decision{"N-10", "no part of an online message has a semicolon", &MessagePartsHaveNoSemicolon},
};

}  // namespace

std::span<const Decision> InputDecisions() { return kDecisions; }

}  // namespace authtree::inline v0::vectors
