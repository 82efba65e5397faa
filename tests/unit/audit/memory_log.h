#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "authtree/audit/audit_log.h"

namespace authtree::inline v0::audit::testing {

/// Keeps the lines that a file would get; fails while it is told to.
class MemoryLog final : public AuditLog {
 public:
  [[nodiscard]] Result<void> Write(const AuditEvent& event) override {
    const std::lock_guard lock(mutex_);
    if (broken_) {
      return tl::unexpected(Error(ErrorCode::kUnavailable, "The audit event could not be written."));
    }
    lines_.push_back(ToLine(event));
    return {};
  }

  void Break() { broken_ = true; }
  void Mend() { broken_ = false; }
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
  [[nodiscard]] Json Event(std::size_t index) const {
    return index < lines_.size() ? ParseJson(lines_[index]).value_or(Json()) : Json();
  }
  [[nodiscard]] std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < lines_.size(); ++i) names.push_back(StringMember(Event(i), "eventName"));
    return names;
  }

 private:
  std::mutex mutex_;
  bool broken_ = false;
  std::vector<std::string> lines_;
};

}  // namespace authtree::inline v0::audit::testing
