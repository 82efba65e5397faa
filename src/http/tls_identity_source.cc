#include "authtree/http/tls_identity_source.h"

namespace authtree::inline v0::http {

Result<std::shared_ptr<TlsIdentityFiles>> TlsIdentityFiles::Open(TlsIdentityFilesOptions options) {
  if (options.clock == nullptr) options.clock = SystemClock();
  // Looked at first: what is written while we read is noticed later.
  FileWatch watch({options.chain, options.key}, options.check_interval, options.clock);
  Result<TlsIdentity> identity = TlsIdentity::FromFiles(options.chain, options.key, *options.clock);
  if (!identity) return tl::unexpected(identity.error());
  return std::shared_ptr<TlsIdentityFiles>(
      new TlsIdentityFiles(std::move(options), std::move(watch), *std::move(identity)));
}

TlsIdentityFiles::TlsIdentityFiles(TlsIdentityFilesOptions options, FileWatch watch, TlsIdentity identity)
    : options_(std::move(options)),
      watch_(std::move(watch)),
      current_(std::make_shared<const TlsIdentity>(std::move(identity))) {}

std::shared_ptr<const TlsIdentity> TlsIdentityFiles::Current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

Result<void> TlsIdentityFiles::Reload() {
  const std::lock_guard lock(reading_);
  watch_.Look();
  return ReadAgain();
}

Result<void> TlsIdentityFiles::ReloadIfChanged() {
  const std::lock_guard lock(reading_);
  if (!watch_.HasChanged()) return {};
  return ReadAgain();
}

Result<void> TlsIdentityFiles::ReadAgain() {
  Result<TlsIdentity> identity = TlsIdentity::FromFiles(options_.chain, options_.key, *options_.clock);
  IdentityReload event;
  event.name = options_.name;
  if (identity) {
    auto current = std::make_shared<const TlsIdentity>(*std::move(identity));
    const std::lock_guard lock(mutex_);
    current_ = std::move(current);
  } else {
    event.error = identity.error();
    watch_.LookAgain();
  }
  event.not_after = Current()->not_after();
  if (options_.observer != nullptr) options_.observer->OnIdentityReload(event);
  if (event.error) return tl::unexpected(*std::move(event.error));
  return {};
}

}  // namespace authtree::inline v0::http
