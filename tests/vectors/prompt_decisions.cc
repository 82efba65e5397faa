#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/core/text.h"

#include "decision_tools.h"
#include "published_limits.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr std::string_view kCddc = "OS_Risk_CDDCNode";
constexpr std::string_view kStop = "OS_Auth_VisualCodeStopNode";
constexpr std::string_view kVisualCode = "OS_Auth_VisualCodeNode";
constexpr std::string_view kCollector = "OS_Sample_AttributesCollector";

bool IsScript(const Difference& d) {
  return d.aspect == Aspect::kCallback && d.only_theirs() && d.where.empty() &&
         StringMember(*d.theirs, "type") == "ScriptTextOutputCallback";
}

bool NoCollectorScript(const Situation& s, const Difference& d) {
  return s.IsType(kCddc) && (IsScript(d) || (IsShared(d, "ostid_cddc_has_pushed_js") && d.only_theirs()));
}

bool PromptsAreComplete(const Situation& s, const Difference& d) {
  return s.IsType(kVisualCode) && (IsScript(d) || (IsShared(d, "ostid_cronto_push_js") && d.only_theirs()));
}

bool NothingIsLeftToHide(const Situation& s, const Difference& d) {
  if (!s.IsType(kStop)) return false;
  if (d.aspect == Aspect::kOutcome) return !s.theirs().outcome && d.ours == Json("Next");
  return IsScript(d) || (IsShared(d, "os_tid_visualcodestop") && d.only_theirs());
}

/// Whether a fingerprint node uses ids of its own, others than the fixed ones.
bool HasOwnIds(const Situation& s) {
  return s.IsType(kCddc) && s.Property("pushCDDCJsAsCallback") == false &&
         (s.TextProperty("CDDCJsonHiddenValueId") != kFingerprintKey ||
          s.TextProperty("CDDCHashHiddenValueId") != kHashKey);
}

bool AsksUnderConfiguredIds(const Situation& s, const Difference& d) {
  if (!HasOwnIds(s) || d.aspect != Aspect::kCallback) return false;
  const std::string id = StringMember(d.only_theirs() ? *d.theirs : *d.ours, "id");
  if (d.only_theirs()) return IsOneOf(id, {kFingerprintKey, kHashKey});
  return d.only_ours() &&
         IsOneOf(id, {s.TextProperty("CDDCJsonHiddenValueId"), s.TextProperty("CDDCHashHiddenValueId")});
}

/// What came back in the field for the JSON.
std::optional<std::string> SubmittedFingerprint(const Situation& s) {
  std::string id(kFingerprintKey);
  if (s.Property("pushCDDCJsAsCallback") == false) id = s.TextProperty("CDDCJsonHiddenValueId");
  for (const Json& callback : s.recorded().callbacks) {
    if (StringMember(callback, "id") == id) return StringMember(callback, "value");
  }
  return std::nullopt;
}

bool IsFingerprint(const std::string& text) {
  const Result<Json> parsed = ParseJson(text, {.max_bytes = 64 * 1024, .max_depth = 16});
  return parsed && parsed->is_object() && !parsed->empty();
}

bool FingerprintIsChecked(const Situation& s, const Difference& d) {
  const std::optional<std::string> text = SubmittedFingerprint(s);
  if (!s.IsType(kCddc) || !text) return false;
  if (IsShared(d, kHashKey) && d.in_both())
    return IsFingerprint(*text) && *d.ours == HexEncode(Sha256(*text));
  if (IsFingerprint(*text) || !IsOneOf(d.where, {kFingerprintKey, kHashKey})) return false;
  return (d.aspect == Aspect::kShared && d.only_theirs()) || (d.aspect == Aspect::kRemoved && d.only_ours());
}

bool LoopbackIsDotted(const Situation& s, const Difference& d) {
  if (!s.IsType(kCddc) || !IsShared(d, kAddressKey) || !d.in_both() || !d.ours->is_string()) return false;
  const std::string address = s.recorded().client_ip;
  return address.find(':') != std::string::npos && IsDottedIpv4(d.ours->get<std::string>()) &&
         *d.theirs == address;
}

bool IsHiddenWhileTyped(std::string_view name) {
  return IsOneOf(name, {"PIN", "newPassword", "password", "staticPassword"});
}

bool FieldsStartEmpty(const Situation& s, const Difference& d) {
  if (!s.IsType(kCollector) || d.aspect != Aspect::kCallback) return false;
  const std::string prompt = StringMember(s.theirs().callbacks.at(d.index), "prompt");
  if (d.where == "/defaultName") return d.only_theirs() && *d.theirs == prompt;
  if (d.where == "/type") return IsHiddenWhileTyped(prompt) && *d.ours == "PasswordCallback";
  return d.where == "/echoOn" && IsHiddenWhileTyped(prompt) && d.only_ours() && *d.ours == false;
}

bool OnlyWhatWasAskedFor(const Situation& s, const Difference& d) {
  const Json attributes = s.Property("attributes");
  return s.IsType(kCollector) && d.aspect == Aspect::kShared && d.only_theirs() && attributes.is_array() &&
         std::find(attributes.begin(), attributes.end(), Json(d.where)) == attributes.end();
}

std::string WithEntities(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else if (c == '"')
      escaped += "&quot;";
    else
      escaped += c;
  }
  return escaped;
}

/// One text of theirs and one of ours that differ by the escaping of markup only.
bool ShownTextsAreNoMarkup(const Situation& s, const Difference& d) {
  if (!s.IsType("OS_Sample_ErrorDisplayNode") || d.aspect != Aspect::kCallback || d.in_both()) return false;
  const auto escaped_pair = [](const Json& theirs, const Json& ours) {
    const std::string text = StringMember(theirs, "message");
    return WithEntities(text) != text && WithEntities(text) == StringMember(ours, "message");
  };
  if (d.only_theirs()) {
    return std::any_of(s.ours().callbacks.begin(), s.ours().callbacks.end(),
                       [&](const Json& ours) { return escaped_pair(*d.theirs, ours); });
  }
  return std::any_of(s.theirs().callbacks.begin(), s.theirs().callbacks.end(),
                     [&](const Json& theirs) { return escaped_pair(theirs, *d.ours); });
}

/// Nothing but separators and blanks is nothing to show.
bool NothingToShowIsPassedOn(const Situation& s, const Difference& d) {
  if (!s.IsType("OS_Sample_ErrorDisplayNode")) return false;
  std::string text = s.StateText(std::string(kErrorMessageKey)).value_or("x");
  constexpr std::string_view kSeparator = "<br />";
  for (std::size_t at = text.find(kSeparator); at != std::string::npos; at = text.find(kSeparator))
    text.erase(at, kSeparator.size());
  if (text.find_first_not_of(" \t\r\n") != std::string::npos) {
    // An empty part between two others.
    return d.aspect == Aspect::kCallback && d.only_theirs() &&
           StringMember(*d.theirs, "message").find_first_not_of(" \t\r\n") == std::string::npos;
  }
  if (d.aspect == Aspect::kOutcome) return d.ours == Json("outcome");
  if (d.aspect == Aspect::kRemoved) return d.only_ours() && d.where == kErrorMessageKey;
  return (d.aspect == Aspect::kCallback || d.aspect == Aspect::kShared) && d.only_theirs();
}

constexpr std::array kDecisions{
    Decision{"D-SEC-20", "no collector script is sent", &NoCollectorScript},
    Decision{"D-COR-19", "every prompt is complete in itself, and data only", &PromptsAreComplete},
    Decision{"D-COR-18", "nothing is left to hide", &NothingIsLeftToHide},
    Decision{"D-COR-16", "the fingerprint is asked for under the configured ids", &AsksUnderConfiguredIds},
    Decision{"D-SEC-17", "the fingerprint is checked, and its hash computed here", &FingerprintIsChecked},
    Decision{"D-SEC-21", "every spelling of an IPv4 address becomes the dotted one", &LoopbackIsDotted},
    Decision{"D-COR-39", "fields start empty, passwords are hidden", &FieldsStartEmpty},
    Decision{"N-14", "only what was asked for is kept", &OnlyWhatWasAskedFor},
    Decision{"D-SEC-14", "shown texts are no markup", &ShownTextsAreNoMarkup},
    Decision{"D-COR-38", "an empty message is passed on", &NothingToShowIsPassedOn},
};

}  // namespace

std::span<const Decision> PromptDecisions() { return kDecisions; }

}  // namespace authtree::inline v0::vectors
