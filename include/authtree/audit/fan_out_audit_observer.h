#pragma once

#include "authtree/audit/audit_observer.h"
#include "authtree/core/fan_out.h"

namespace authtree::inline v0::audit {

/// Tells several observers what becomes of audit events.
class FanOutAuditObserver final : public AuditObserver, private FanOut<AuditObserver> {
 public:
  using FanOut::FanOut;

  void OnAuditWritten(std::string_view event) override {
    for (const auto& observer : observers()) observer->OnAuditWritten(event);
  }
  void OnAuditFailed(std::string_view event, const Error& error) override {
    for (const auto& observer : observers()) observer->OnAuditFailed(event, error);
  }
};

}  // namespace authtree::inline v0::audit
