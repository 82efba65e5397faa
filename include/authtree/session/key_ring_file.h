#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "authtree/core/clock.h"
#include "authtree/core/diagnostics.h"
#include "authtree/core/file_watch.h"
#include "authtree/core/result.h"
#include "authtree/session/key_file.h"
#include "authtree/session/key_ring_source.h"
#include "authtree/session/session_observer.h"

namespace authtree::inline v0 {

/// Where a `KeyRingFile` reads.
struct KeyRingFileOptions {
  std::filesystem::path path;                   ///< as `KeyFile` describes it
  std::chrono::seconds check_interval{30};      ///< between two looks of `ReloadIfChanged()`
  std::shared_ptr<const Clock> clock{};         ///< null: the machine's
  std::shared_ptr<SessionObserver> observer{};  ///< may be null
};

/// A key ring in a file, which may be exchanged while the program runs.
///
/// New keys are taken only as a whole, when the file is one; else the old ones stay in use and the observer
/// is told why. A key that has expired is dropped at the next look.
///
/// @code
///   Diagnostics diagnostics;
///   auto keys = KeyRingFile::Open(options, diagnostics);  // null when there are errors
///   JourneyService service(catalog, engine, store, keys->source());
///   …
///   keys->Reload();  // on SIGHUP
/// @endcode
class KeyRingFile {
 public:
  [[nodiscard]] static std::shared_ptr<KeyRingFile> Open(KeyRingFileOptions options,
                                                         Diagnostics& diagnostics);

  /// The ring in use, for services and endpoints.
  [[nodiscard]] const std::shared_ptr<KeyRingSource>& source() const { return source_; }

  /// Reads the file again. With an error, `kInvalidInput` with the place in `Fact::kField`, the old keys
  /// stay. Any thread; blocks it for the reading.
  Result<void> Reload();

  /// `Reload()` when the file has changed, when a key has expired, or when the last one failed; looks at most
  /// every `check_interval`. To be called from time to time on a thread that may block.
  Result<void> ReloadIfChanged();

 private:
  KeyRingFile(KeyRingFileOptions options, FileWatch watch)
      : options_(std::move(options)), watch_(std::move(watch)) {}
  /// With `reading_` held.
  Result<void> ReadAgain();
  [[nodiscard]] std::shared_ptr<const KeyRing> Read(Diagnostics& diagnostics);

  const KeyRingFileOptions options_;
  std::mutex reading_;
  FileWatch watch_;                                                   ///< guarded by reading_
  std::optional<std::chrono::system_clock::time_point> next_expiry_;  ///< guarded by reading_
  std::shared_ptr<KeyRingSource> source_;
};

}  // namespace authtree::inline v0
