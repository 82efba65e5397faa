#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "authtree/core/clock.h"
#include "authtree/core/file_watch.h"
#include "authtree/http/tls_identity.h"
#include "authtree/http/transport_observer.h"

namespace authtree::inline v0::http {

/// The TLS identity that is in use now. Another one may follow while calls are made.
class TlsIdentitySource {
 public:
  virtual ~TlsIdentitySource() = default;

  /// Never null. Any thread; must not wait.
  [[nodiscard]] virtual std::shared_ptr<const TlsIdentity> Current() const = 0;
};

/// Where a `TlsIdentityFiles` reads.
struct TlsIdentityFilesOptions {
  std::filesystem::path chain;  ///< as for `TlsIdentity::FromFiles`
  std::filesystem::path key;
  std::string name = "client";                    ///< what the observer is told of
  std::chrono::seconds check_interval{30};        ///< between two looks of `ReloadIfChanged()`
  std::shared_ptr<const Clock> clock{};           ///< null: the machine's
  std::shared_ptr<TransportObserver> observer{};  ///< may be null
};

/// A TLS identity in two files, which may be exchanged while the program runs.
///
/// A new identity is taken only as a whole, when it is one: while certificate and key do not fit each other,
/// are half written, or are not valid now, the old one stays in use and the observer is told why. New
/// connections show the new identity; calls that are on their way end on the connections they have.
///
/// @code
///   auto identity = TlsIdentityFiles::Open(files);  // a Result
///   curl.identities = *identity;
///   …
///   (*identity)->Reload();  // on SIGHUP
/// @endcode
class TlsIdentityFiles final : public TlsIdentitySource {
 public:
  /// Reads both files. Errors are those of `TlsIdentity::FromFiles`.
  [[nodiscard]] static Result<std::shared_ptr<TlsIdentityFiles>> Open(TlsIdentityFilesOptions options);

  [[nodiscard]] std::shared_ptr<const TlsIdentity> Current() const override;

  /// Reads the files again. With an error, of `TlsIdentity::FromFiles`, the old identity stays in use. Any
  /// thread; blocks it for the reading.
  Result<void> Reload();

  /// `Reload()` when a file has changed, or when the last one failed; looks at most every `check_interval`.
  /// To be called from time to time on a thread that may block.
  Result<void> ReloadIfChanged();

 private:
  TlsIdentityFiles(TlsIdentityFilesOptions options, FileWatch watch, TlsIdentity identity);
  /// With `reading_` held.
  Result<void> ReadAgain();

  const TlsIdentityFilesOptions options_;
  std::mutex reading_;
  FileWatch watch_;  ///< guarded by reading_
  mutable std::mutex mutex_;
  std::shared_ptr<const TlsIdentity> current_;  ///< guarded by mutex_
};

}  // namespace authtree::inline v0::http
