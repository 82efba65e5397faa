#include "authtree/audit/audit_event.h"

#include <array>
#include <cstdio>

namespace authtree::inline v0::audit {
namespace {

std::string_view ComponentOf(AuditEventKind kind) {
  switch (kind) {
    case AuditEventKind::kJourneyStarted:
    case AuditEventKind::kNodeCompleted:
    case AuditEventKind::kJourneyCompleted:
      return "Authentication";
    case AuditEventKind::kSessionRefused:
      return "Session";
    case AuditEventKind::kConfigurationLoaded:
    case AuditEventKind::kKeysReloaded:
    case AuditEventKind::kTlsIdentityReloaded:
      return "Configuration";
  }
  return {};
}

}  // namespace

std::string_view AuditEventName(AuditEventKind kind) {
  switch (kind) {
    case AuditEventKind::kJourneyStarted:
      return "AM-TREE-LOGIN-STARTED";
    case AuditEventKind::kNodeCompleted:
      return "AM-NODE-LOGIN-COMPLETED";
    case AuditEventKind::kJourneyCompleted:
      return "AM-TREE-LOGIN-COMPLETED";
    case AuditEventKind::kSessionRefused:
      return "AUTHTREE-SESSION-REFUSED";
    case AuditEventKind::kConfigurationLoaded:
      return "AUTHTREE-CONFIGURATION-LOADED";
    case AuditEventKind::kKeysReloaded:
      return "AUTHTREE-KEYS-RELOADED";
    case AuditEventKind::kTlsIdentityReloaded:
      return "AUTHTREE-TLS-IDENTITY-RELOADED";
  }
  return {};
}

std::string_view Beginning(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  // A byte that continues a character does not begin the rest.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

std::string Rfc3339(std::chrono::system_clock::time_point time) {
  using std::chrono::days;
  using std::chrono::floor;
  using std::chrono::milliseconds;
  const auto day = floor<days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(floor<milliseconds>(time - day));
  std::array<char, 64> text{};
  const int size = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

OrderedJson ToJson(const AuditEvent& event) {
  OrderedJson json;
  json["timestamp"] = Rfc3339(event.timestamp);
  json["eventId"] = event.event_id;
  json["eventName"] = AuditEventName(event.kind);
  json["schemaVersion"] = kSchemaVersion;
  json["component"] = ComponentOf(event.kind);
  json["transactionId"] = event.transaction_id;
  if (!event.tracking_id.empty()) json["trackingIds"] = OrderedJson::array({event.tracking_id});
  if (!event.realm.empty()) json["realm"] = event.realm;
  if (!event.principal.empty()) json["principal"] = OrderedJson::array({event.principal});
  if (event.principal_cut) json["principalTruncated"] = true;
  if (!event.client_ip.empty()) json["client"]["ip"] = event.client_ip;
  if (event.result) json["result"] = *event.result == AuditResult::kSuccessful ? "SUCCESSFUL" : "FAILED";
  if (!event.reason.empty()) json["reason"] = event.reason;
  OrderedJson entry;
  entry["info"] = event.info;
  json["entries"] = OrderedJson::array({std::move(entry)});
  return json;
}

std::string ToLine(const AuditEvent& event) {
  return ToJson(event).dump(-1, ' ', true, OrderedJson::error_handler_t::replace);
}

}  // namespace authtree::inline v0::audit
