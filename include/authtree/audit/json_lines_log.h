#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "authtree/audit/audit_log.h"

namespace authtree::inline v0::audit {

/// Writes one JSON object a line, to a file or to standard output.
///
/// A line is handed to the operating system before `Write` returns; it is not waited for until the disk has
/// it. A file is appended to, so several programs may share one; a new one gets mode 0640. A line that was
/// cut off, because the disk was full, is ended before the next one.
class JsonLinesLog final : public AuditLog {
 public:
  /// Opens or makes the file. `kUnavailable` with `Fact::kReason` when that does not work: "permission",
  /// "directory", "no such directory", "read-only" or "other".
  [[nodiscard]] static Result<std::shared_ptr<JsonLinesLog>> Open(std::string path);
  [[nodiscard]] static std::shared_ptr<JsonLinesLog> StandardOutput();

  ~JsonLinesLog() override;
  JsonLinesLog(const JsonLinesLog&) = delete;
  JsonLinesLog& operator=(const JsonLinesLog&) = delete;

  [[nodiscard]] Result<void> Write(const AuditEvent& event) override;

  /// Opens the file of that name again, after another program has moved the old one away. When it cannot, the
  /// old one stays in use. Errors as those of `Open`. For standard output nothing happens.
  [[nodiscard]] Result<void> Reopen();

 private:
  JsonLinesLog(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

  std::string path_;  ///< empty: standard output
  std::mutex mutex_;
  int descriptor_;
  bool cut_off_ = false;  ///< the last line has no end
};

}  // namespace authtree::inline v0::audit
