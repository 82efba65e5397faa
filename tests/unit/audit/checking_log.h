#pragma once

#include <memory>
#include <utility>

#include <gtest/gtest.h>

#include "memory_log.h"
#include "schema_check.h"

namespace authtree::inline v0::audit::testing {

/// Fails the test for an event that is not of the documented shape, and hands each on.
class CheckingLog final : public AuditLog {
 public:
  explicit CheckingLog(std::shared_ptr<AuditLog> next) : next_(std::move(next)) {}

  [[nodiscard]] Result<void> Write(const AuditEvent& event) override {
    EXPECT_EQ(SchemaFindings(ToLine(event)), "") << ToLine(event);
    return next_->Write(event);
  }

 private:
  std::shared_ptr<AuditLog> next_;
};

}  // namespace authtree::inline v0::audit::testing
