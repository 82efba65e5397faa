#pragma once

#include "authtree/audit/audit_event.h"
#include "authtree/core/result.h"

namespace authtree::inline v0::audit {

/// Where audit events go. Safe to use from any thread.
class AuditLog {
 public:
  virtual ~AuditLog() = default;

  /// Has kept the event when it returns without an error; else the event is lost. Called on the threads that
  /// run rounds: must not wait for long. `kUnavailable` when it could not be kept.
  [[nodiscard]] virtual Result<void> Write(const AuditEvent& event) = 0;
};

}  // namespace authtree::inline v0::audit
