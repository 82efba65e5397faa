#pragma once

#include <string_view>

#include "authtree/core/error.h"

namespace authtree::inline v0::audit {

/// Told what becomes of audit events. Called on the thread of the event, several at a time: must be thread
/// safe, must not throw and must not wait.
class AuditObserver {
 public:
  virtual ~AuditObserver() = default;
  /// `event` is the name of the kind of event: "AM-TREE-LOGIN-COMPLETED".
  virtual void OnAuditWritten(std::string_view event) = 0;
  /// An event could not be written, and is lost.
  virtual void OnAuditFailed(std::string_view event, const Error& error) = 0;
};

}  // namespace authtree::inline v0::audit
