#include "authtree/core/encoding.h"
#include "authtree/core/text.h"
#include "authtree/http/url.h"

#include "attribute_map.h"
#include "decision_tools.h"
#include "known_fields.h"
#include "masks.h"
#include "published_limits.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr std::string_view kRender = "OS_Auth_VisualCodeNode";
constexpr std::string_view kTransaction = "OS_Auth_ValidateTransactionNode";

std::string TargetOf(const RecordedRequest& request) {
  return request.query ? request.path + "?" + *request.query : request.path;
}

bool HasUriSpecials(const Situation& s) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  const auto special = [kPlain](const Json& value) {
    return value.is_string() &&
           value.get_ref<const std::string&>().find_first_not_of(kPlain) != std::string::npos;
  };
  const Json& shared = s.recorded().shared;
  return std::any_of(shared.begin(), shared.end(), special) || special(Json(s.TextProperty("domain")));
}

/// Parts of an address are escaped: decoded, ours is what the reference put together.
bool PathsAreEscaped(const Situation& s, const Difference& d) {
  if ((d.aspect != Aspect::kPath && d.aspect != Aspect::kQuery) || !HasUriSpecials(s)) return false;
  const RecordedRequest& theirs = s.theirs().requests.at(d.index);
  const SentRequest& ours = s.ours().requests.at(d.index);
  if (theirs.path == ours.path) return false;
  const std::optional<std::string> decoded = http::PercentDecode(ours.path);
  return decoded && (*decoded == TargetOf(theirs) || http::PercentDecode(TargetOf(theirs)) == decoded);
}

/// A character that no address has makes the reference fail; escaped, it can be sent.
bool EveryNameCanBeSent(const Situation& s, const Difference& d) {
  if (!s.FollowsFromTheirError(d) || !s.theirs().handled_exception) return false;
  const bool bad_address =
      StringMember(*s.theirs().handled_exception, "class") == "java.lang.IllegalArgumentException";
  return bad_address && s.theirs().requests.empty() && HasUriSpecials(s);
}

/// The path of the service's own URL keeps its case, and its last slash goes.
bool BaseUrlKeepsItsCase(const Situation& s, const Difference& d) {
  if (d.aspect != Aspect::kPath) return false;
  const std::string url = Unmask(StringMember(s.recorded().service, "customUrl"));
  const bool matters = url != LowerAscii(url) || (!url.empty() && url.back() == '/');
  std::string theirs = LowerAscii(d.theirs->get<std::string>());
  if (const std::size_t twice = theirs.find("//v1"); twice != std::string::npos) theirs.erase(twice, 1);
  return matters && theirs == LowerAscii(d.ours->get<std::string>());
}

bool DomainIsSent(const Situation& s, const Difference& d) {
  return Registers(s) && IsBody(d, "/domain") && d.only_ours() && *d.ours == s.Property("domain");
}

bool RemovalHasItsOwnBody(const Situation& s, const Difference& d) {
  return Unregisters(s) && d.only_theirs() && (IsBody(d, "/activationType") || IsBody(d, "/userID"));
}

bool RemovalSendsNoPassword(const Situation& s, const Difference& d) {
  return Unregisters(s) && d.only_theirs() && IsBody(d, "/staticPassword");
}

bool ChallengeHasTypes(const Situation& s, const Difference& d) {
  if (!s.IsType("OS_Auth_GenerateChallengeNode") || !d.in_both() || !d.theirs->is_string()) return false;
  if (!IsBody(d, "/length") && !IsBody(d, "/checkDigit")) return false;
  return (d.ours->is_number_integer() || d.ours->is_boolean()) &&
         DumpJson(*d.ours) == d.theirs->get<std::string>();
}

bool ActivationIsAskedByNumber(const Situation& s, const Difference& d) {
  if (!s.IsType("OS_Auth_CheckActivationNode")) return false;
  if (IsBody(d, "/domain")) return d.only_ours() && *d.ours == s.Property("domain");
  return IsBody(d, "/timeoutSeconds") && d.in_both() && *d.theirs == "0" && *d.ours == 0;
}

/// The value of a query parameter.
std::string Parameter(const std::string& query, const std::string& name) {
  const std::string text = "&" + query;
  const std::size_t start = text.find("&" + name + "=");
  if (start == std::string::npos) return {};
  const std::size_t from = start + name.size() + 2;
  return http::PercentDecode(text.substr(from, text.find('&', from) - from)).value_or(std::string());
}

/// The same message, size and kind of picture, in a body instead of the address.
bool SamePicture(const Situation& s, const Difference& d, std::string_view kind) {
  const std::string query = s.theirs().requests.at(d.index).query.value_or(std::string());
  const Json& ours = *d.ours;
  if (!ours.is_object() || ours.size() != 4) return false;
  const std::string message = StringMember(ours, "message");
  const bool hex = IsHex(message);
  return message == Parameter(query, "message") &&
         StringMember(ours, "type") == (hex ? "HEXSTRING" : "CLEARTEXT") &&
         StringMember(ours, "format") == kind &&
         ours.value("imageSize", Json()) == s.Property("sizeOfVisualCode");
}

bool QrCodeByItsName(const Situation& s, const Difference& d) {
  return s.IsType(kRender) && IsBody(d, "") && d.in_both() && d.theirs->is_null() &&
         s.TextProperty("visualCodeType") == "QR" && SamePicture(s, d, "QRCODE");
}

bool PictureByPost(const Situation& s, const Difference& d) {
  if (!s.IsType(kRender)) return false;
  if (d.aspect == Aspect::kMethod) return *d.theirs == "GET" && *d.ours == "POST";
  if (d.aspect == Aspect::kQuery) return d.only_theirs();
  return IsBody(d, "") && d.in_both() && d.theirs->is_null() && SamePicture(s, d, "CRONTO");
}

/// The same lines, in the order of their labels.
bool LinesHaveAnOrder(const Situation& s, const Difference& d) {
  if (!s.IsType(kTransaction) || !IsBody(d, "/data/transactionMessage/dataFields") || !d.in_both())
    return false;
  if (!d.theirs->is_array() || !d.ours->is_array()) return false;
  std::vector<std::string> theirs;
  std::vector<std::string> ours;
  for (const Json& line : *d.theirs) theirs.push_back(DumpJson(line));
  for (const Json& line : *d.ours) ours.push_back(DumpJson(line));
  std::sort(theirs.begin(), theirs.end());
  std::sort(ours.begin(), ours.end());
  return theirs == ours;
}

/// The reference writes into its own configuration.
bool ConfigurationIsNotWritten(const Situation& s, const Difference& d) {
  return s.FollowsFromTheirError(d) && s.IsType(kTransaction) && s.theirs().handled_exception &&
         StringMember(*s.theirs().handled_exception, "class") == "java.lang.UnsupportedOperationException" &&
         !s.recorded().config.contains("adaptiveDataToSign");
}

bool SignedLinesAreWhatThereIs(const Situation& s, const Difference& d) {
  const Json attributes = s.Property("adaptiveAttributes");
  if (!s.FollowsFromTheirError(d) || !s.IsType(kTransaction) || !attributes.is_object()) return false;
  return s.TextProperty("dataToSign") == "transactionMessage" &&
         !(attributes.contains("creditorName") && attributes.contains("creditorIBAN") &&
           attributes.contains("amount") && attributes.contains("currency"));
}

/// The map fills this field from a key of state, read in one of the two directions.
bool IsMapped(const Situation& s, const char* property, const std::string& field,
              const std::optional<Json>& value) {
  const Json entries = s.Property(property);
  if (!entries.is_object() || !value) return false;
  for (const auto& [left, right] : entries.items()) {
    if (!right.is_string()) continue;
    const std::string other = right.get<std::string>();
    const Json* by_left = s.State(other);
    const Json* by_right = s.State(left);
    if (left == field && by_left != nullptr && *by_left == *value) return true;
    if (other == field && by_right != nullptr && *by_right == *value) return true;
  }
  return false;
}

bool OptionalAttributesAreSent(const Situation& s, const Difference& d) {
  return s.IsType(kTransaction) && d.aspect == Aspect::kBody && d.only_ours() &&
         IsMapped(s, "optionalAttributes", std::string(LastOf(d.where)), d.ours);
}

/// Nothing in a map tells which side is the field: the vendor's pages decide, and the state key stands first.
bool StateKeyStandsFirst(const Situation& s, const Difference& d) {
  if (d.aspect != Aspect::kBody || d.in_both() || std::count(d.where.begin(), d.where.end(), '/') != 1)
    return false;
  const Json entries = s.Property("optionalAttributes");
  if (!entries.is_object()) return false;
  const auto fields = s.IsType("OS_Auth_UserRegisterNode") ? nodes::KnownAccountFields()
                      : s.IsType(kTransaction)             ? nodes::KnownTransactionFields()
                                                           : nodes::KnownAuthenticationFields();
  const auto known = [&fields](const std::string& name) {
    return nodes::IsStaticPasswordField(name) ||
           std::find(fields.begin(), fields.end(), name) != fields.end();
  };
  bool first = false;
  bool second = false;
  for (const auto& [left, right] : entries.items()) {
    first = first || known(left);
    second = second || (right.is_string() && known(right.get<std::string>()));
  }
  if (first && !second) return false;  // the names say it: the field stands first, there as here
  const std::optional<Json>& value = d.only_theirs() ? d.theirs : d.ours;
  return IsMapped(s, "optionalAttributes", std::string(LastOf(d.where)), value);
}

bool IsRiskBlock(std::string_view pointer) {
  return IsOneOf(pointer, {"/clientIP", "/cddc", "/relationshipRef", "/sessionID", "/applicationRef"});
}

/// IAA demands the risk engine's fields of every transaction, however it is signed.
bool RiskFieldsByProduct(const Situation& s, const Difference& d) {
  if (!s.IsType(kTransaction) || !IsAdaptive(s) || s.TextProperty("dataToSign") == "transactionMessage")
    return false;
  if (d.aspect == Aspect::kBody && d.only_ours()) {
    return IsRiskBlock(d.where) || IsMapped(s, "adaptiveAttributes", std::string(LastOf(d.where)), d.ours);
  }
  const std::string about = s.ErrorSubject();
  const bool risk_input = IsOneOf(about, {kFingerprintKey, kHashKey, kAddressKey}) ||
                          IsOneOf(about, {"accountRef", "amount", "currency", "transactionType"});
  return s.FollowsFromOurError(d) && s.WeFailedBeforeTheCall() && s.WeFailed(ErrorCode::kMissingState) &&
         risk_input;
}

bool CloudTransactionHasItsOwnBody(const Situation& s, const Difference& d) {
  if (!s.IsType(kTransaction) || IsAdaptive(s) || d.aspect != Aspect::kBody) return false;
  if (d.where == "/data/transactionMessage/authentMethod") return d.only_ours();
  return d.only_theirs() && s.TextProperty("dataToSign") == "transactionMessage" &&
         (IsRiskBlock(d.where) || s.Property("adaptiveAttributes").contains(LastOf(d.where)));
}

bool FidoTransactionNamesItsRequest(const Situation& s, const Difference& d) {
  if (!s.IsType(kTransaction) || s.TextProperty("dataToSign") != "fido") return false;
  if (IsBody(d, "/data/fido/fidoProtocol")) return d.only_theirs();
  if (IsBody(d, "/data/fido/requestID")) return d.only_ours() && s.StateText("ostid_request_id") == *d.ours;
  return s.FollowsFromOurError(d) && s.WeFailed(ErrorCode::kMissingState, "ostid_request_id") &&
         s.State("ostid_request_id") == nullptr;
}

/// Beginning a FIDO ceremony and answering it are two steps, in JSON.
bool FidoIsTwoSteps(const Situation& s, const Difference& d) {
  if (!IsOneOf(s.recorded().type, {"OS_Auth_UserLoginNode", "OS_Auth_ValidateEventNode"}) ||
      s.TextProperty("credentialsType") != "fidoAuthenticator") {
    return false;
  }
  const bool answered = s.StateText("authenticationResponse").has_value();
  if (IsBody(d, "(invalid JSON)"))
    return s.theirs().requests.at(d.index).raw.value_or("").substr(0, 2) == "{{";
  if (IsBody(d, "/fidoAuthentication")) return answered && d.only_theirs();
  if (IsBody(d, "/requestID")) return answered && d.only_ours() && s.StateText("ostid_request_id") == *d.ours;
  return !answered && IsBody(d, "/credentials") && d.only_theirs();
}

/// A quote or a backslash in a value stays in that value.
bool JsonIsWritten(const Situation& s, const Difference& d) {
  if (!IsBody(d, "(invalid JSON)") && !IsBody(d, "(duplicate keys)")) return false;
  return s.theirs().requests.at(d.index).escaping_repairs;
}

bool Ipv4OrNothing(const Situation& s, const Difference& d) {
  if (!IsBody(d, "/clientIP") || !d.theirs || !d.theirs->is_string()) return false;
  const std::string theirs = d.theirs->get<std::string>();
  if (IsDottedIpv4(theirs)) return false;
  constexpr std::string_view kMapped = "::ffff:";
  if (d.only_theirs()) return true;
  return s.State(std::string(kAddressKey)) != nullptr &&
         LowerAscii(theirs).substr(0, kMapped.size()) == kMapped && *d.ours == theirs.substr(kMapped.size());
}

/// An absent application reference is no field.
bool NoEmptyApplication(const Situation& s, const Difference& d) {
  return IsBody(d, "/applicationRef") && d.only_theirs() &&
         StringMember(s.recorded().service, "applicationRef").empty() &&
         (*d.theirs == "" || *d.theirs == "null");
}

constexpr std::array kDecisions{
    Decision{"D-SEC-04", "parts of an address are escaped", &PathsAreEscaped},
    Decision{"D-SEC-04", "every name can be sent", &EveryNameCanBeSent},
    Decision{"D-COR-37", "the path of a base URL keeps its case and loses its slash", &BaseUrlKeepsItsCase},
    Decision{"D-COR-14", "the domain is sent on registration", &DomainIsSent},
    Decision{"D-COR-52", "a removal has a body of its own", &RemovalHasItsOwnBody},
    Decision{"D-COR-52", "a removal sends no password", &RemovalSendsNoPassword},
    Decision{"D-COR-24", "length and check digit have their types", &ChallengeHasTypes},
    Decision{"D-COR-41", "the state of an activation is asked for by number and domain",
             &ActivationIsAskedByNumber},
    Decision{"D-COR-45", "a QR code is asked for by the service's name", &QrCodeByItsName},
    Decision{"G-23", "a picture is asked for with POST", &PictureByPost},
    Decision{"D-COR-07", "lines to confirm have an order", &LinesHaveAnOrder},
    Decision{"D-COR-07", "a step does not write into its configuration", &ConfigurationIsNotWritten},
    Decision{"D-COR-44", "lines without a source are left out", &SignedLinesAreWhatThereIs},
    Decision{"D-COR-08", "optional attributes of a transaction are sent", &OptionalAttributesAreSent},
    Decision{"G-01", "without known names the state key stands first", &StateKeyStandsFirst},
    Decision{"D-COR-46", "risk fields go by the product", &RiskFieldsByProduct},
    Decision{"D-COR-47", "a transaction of OCA has a body of its own", &CloudTransactionHasItsOwnBody},
    Decision{"D-COR-48", "a FIDO transaction names its request, not a protocol",
             &FidoTransactionNamesItsRequest},
    Decision{"D-COR-02", "a FIDO login is two steps", &FidoIsTwoSteps},
    Decision{"D-SEC-03", "bodies are written as JSON", &JsonIsWritten},
    Decision{"D-COR-49", "an address is sent as dotted IPv4 or not at all", &Ipv4OrNothing},
    Decision{"N-11", "an application without a name is not named", &NoEmptyApplication},
};

}  // namespace

std::span<const Decision> RequestDecisions() { return kDecisions; }

}  // namespace authtree::inline v0::vectors
