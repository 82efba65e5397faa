#include "authtree/session/key_ring_file.h"

#include <algorithm>

namespace authtree::inline v0 {
namespace {

Error ErrorOf(const Diagnostics& diagnostics) {
  const auto& findings = diagnostics.findings();
  const auto first = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.severity == Severity::kError;
  });
  Error error(ErrorCode::kInvalidInput, "The key file cannot be used. Correct it and load it again.");
  if (first == findings.end()) return error;
  if (!first->place.empty()) error.With(Fact::kField, first->place);
  return std::move(error).With(Fact::kReason, first->problem);
}

}  // namespace

std::shared_ptr<KeyRingFile> KeyRingFile::Open(KeyRingFileOptions options, Diagnostics& diagnostics) {
  if (options.clock == nullptr) options.clock = SystemClock();
  // Looked at first: what is written while we read is noticed later.
  FileWatch watch({options.path}, options.check_interval, options.clock);
  std::shared_ptr<KeyRingFile> file(new KeyRingFile(std::move(options), std::move(watch)));
  auto ring = file->Read(diagnostics);
  if (ring == nullptr) return nullptr;
  file->source_ = std::make_shared<KeyRingSource>(std::move(ring));
  return file;
}

Result<void> KeyRingFile::Reload() {
  const std::lock_guard lock(reading_);
  watch_.Look();
  return ReadAgain();
}

Result<void> KeyRingFile::ReloadIfChanged() {
  const std::lock_guard lock(reading_);
  const bool changed = watch_.HasChanged();
  const bool expired = next_expiry_ && *next_expiry_ <= options_.clock->Now();
  if (!changed && !expired) return {};
  return ReadAgain();
}

Result<void> KeyRingFile::ReadAgain() {
  Diagnostics diagnostics;
  KeyReload event;
  if (auto ring = Read(diagnostics)) {
    source_->Replace(std::move(ring));
  } else {
    event.error = ErrorOf(diagnostics);
    next_expiry_.reset();
    watch_.LookAgain();
  }
  const auto current = source_->Current();
  event.active = current->active_id();
  if (options_.observer != nullptr) options_.observer->OnKeyReload(event);
  if (event.error) return tl::unexpected(*std::move(event.error));
  return {};
}

std::shared_ptr<const KeyRing> KeyRingFile::Read(Diagnostics& diagnostics) {
  const auto file = KeyFile::Read(options_.path, diagnostics);
  if (!file) return nullptr;
  const auto now = options_.clock->Now();
  next_expiry_ = file->NextExpiry(now);
  return file->RingAt(now, diagnostics);
}

}  // namespace authtree::inline v0
