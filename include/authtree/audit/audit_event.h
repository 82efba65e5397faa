#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/json.h"

namespace authtree::inline v0::audit {

/// The shape of events, as told by their `schemaVersion`. It grows when a reader of the old shape would
/// stumble; new fields alone do not change it.
inline constexpr int kSchemaVersion = 1;

/// What happened.
enum class AuditEventKind : std::uint8_t {
  kJourneyStarted,
  kNodeCompleted,
  kJourneyCompleted,
  kSessionRefused,
  kConfigurationLoaded,
  kKeysReloaded,
  kTlsIdentityReloaded,
};

/// The name of an event: AM's where AM has one ("AM-TREE-LOGIN-COMPLETED"), else "AUTHTREE-...".
[[nodiscard]] std::string_view AuditEventName(AuditEventKind kind);

enum class AuditResult : std::uint8_t { kSuccessful, kFailed };

/// Something that must be possible to prove later. docs/audit.md tells the shape,
/// docs/schema/audit-event.schema.json defines it.
///
/// Holds names, codes and identifiers; no answers, no secrets, no header fields, no texts from outside but
/// the user name.
struct AuditEvent {
  AuditEventKind kind = AuditEventKind::kJourneyStarted;
  std::chrono::system_clock::time_point timestamp;
  std::string event_id;        ///< a UUID
  std::string transaction_id;  ///< of the request, or a UUID
  std::string tracking_id;     ///< of the journey; empty: not known
  std::string realm;           ///< empty: of none
  std::string principal;       ///< the user name in the form that is wanted; empty: not known or not wanted
  bool principal_cut = false;  ///< it was longer, and only its beginning is here
  std::string client_ip;       ///< empty: not known
  std::optional<AuditResult> result;
  std::string reason;  ///< why it failed: a code; empty when it did not
  OrderedJson info = OrderedJson::object();
};

/// The event as documented.
[[nodiscard]] OrderedJson ToJson(const AuditEvent& event);

/// The same as one line without its end. ASCII: whatever else a name holds is escaped, so that it can neither
/// start a line nor turn the direction of what is shown.
[[nodiscard]] std::string ToLine(const AuditEvent& event);

/// The beginning of a text, at most `max_bytes` long and cut between characters.
[[nodiscard]] std::string_view Beginning(std::string_view text, std::size_t max_bytes);

/// "2026-01-31T23:59:59.123Z".
[[nodiscard]] std::string Rfc3339(std::chrono::system_clock::time_point time);

}  // namespace authtree::inline v0::audit
