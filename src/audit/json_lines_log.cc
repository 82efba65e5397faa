#include "authtree/audit/json_lines_log.h"

#include <cerrno>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace authtree::inline v0::audit {
namespace {

constexpr mode_t kMode = S_IRUSR | S_IWUSR | S_IRGRP;

std::string ReasonOf(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return "permission";
    case EISDIR:
      return "directory";
    case ENOENT:
    case ENOTDIR:
      return "no such directory";
    case EROFS:
      return "read-only";
    case ENOSPC:
    case EDQUOT:
      return "disk full";
    case EPIPE:
      return "closed";
    default:
      return "other";
  }
}

Result<int> OpenToAppend(const std::string& path) {
  // A pipe that nobody reads is an error then, and not a wait.
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, kMode);
  if (descriptor < 0) {
    return tl::unexpected(Error(ErrorCode::kUnavailable, "The audit file cannot be opened for writing.")
                              .With(Fact::kReason, ReasonOf(errno)));
  }
  return descriptor;
}

// Hands all of it to the system; false with `errno` when that does not work. Takes off `text` what has gone.
bool WriteAll(int descriptor, std::string_view& text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Result<std::shared_ptr<JsonLinesLog>> JsonLinesLog::Open(std::string path) {
  const Result<int> descriptor = OpenToAppend(path);
  if (!descriptor) return tl::unexpected(descriptor.error());
  return std::shared_ptr<JsonLinesLog>(new JsonLinesLog(std::move(path), *descriptor));
}

std::shared_ptr<JsonLinesLog> JsonLinesLog::StandardOutput() {
  return std::shared_ptr<JsonLinesLog>(new JsonLinesLog(std::string(), STDOUT_FILENO));
}

JsonLinesLog::~JsonLinesLog() {
  if (!path_.empty()) ::close(descriptor_);
}

Result<void> JsonLinesLog::Write(const AuditEvent& event) {
  const std::string line = ToLine(event) + '\n';
  const std::lock_guard lock(mutex_);
  if (cut_off_) {
    std::string_view end = "\n";
    if (WriteAll(descriptor_, end)) cut_off_ = false;
  }
  std::string_view rest = line;
  if (!cut_off_ && WriteAll(descriptor_, rest)) return {};
  const std::string reason = ReasonOf(errno);
  cut_off_ = cut_off_ || rest.size() < line.size();
  return tl::unexpected(
      Error(ErrorCode::kUnavailable, "The audit event could not be written.").With(Fact::kReason, reason));
}

Result<void> JsonLinesLog::Reopen() {
  if (path_.empty()) return {};
  const Result<int> descriptor = OpenToAppend(path_);
  if (!descriptor) return tl::unexpected(descriptor.error());
  const std::lock_guard lock(mutex_);
  ::close(std::exchange(descriptor_, *descriptor));
  cut_off_ = false;
  return {};
}

}  // namespace authtree::inline v0::audit
