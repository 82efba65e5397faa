#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "authtree/core/clock.h"
#include "authtree/core/diagnostics.h"
#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/session/key_ring.h"

namespace authtree::inline v0 {

/// One key as it stands in a key file.
struct KeyFileEntry {
  std::string id;
  Secret key;
  std::optional<std::chrono::system_clock::time_point> not_after;  ///< nothing is read with it from then on
};

/// The keys of a ring as they stand in a file, in the order in which they were made:
///
/// @code{.json}
///   {"active": "20260101-5f1d0c9e",
///    "keys": [{"id": "20251001-77aa01b2", "key": "<base64 of 32 bytes>", "notAfter":
///    "2026-01-01T01:00:00Z"},
///             {"id": "20260101-5f1d0c9e", "key": "<base64 of 32 bytes>"}]}
/// @endcode
///
/// The file is its owner's alone: one that others can read, or that its group can write, is refused.
class KeyFile {
 public:
  using TimePoint = std::chrono::system_clock::time_point;

  /// A file with one new random key.
  [[nodiscard]] static KeyFile New(const Clock& clock);

  /// Nothing when there are errors; all of them are in `diagnostics`, with places inside the file. No finding
  /// holds a byte of a key.
  [[nodiscard]] static std::optional<KeyFile> Parse(const Secret& text, Diagnostics& diagnostics);
  [[nodiscard]] static std::optional<KeyFile> Read(const std::filesystem::path& path,
                                                   Diagnostics& diagnostics);

  [[nodiscard]] Secret ToJson() const;
  /// Writes a file that is not there yet, readable and writable by its owner only. `kConflict` when it is
  /// there, `kUnavailable` when it cannot be written.
  [[nodiscard]] Result<void> WriteNew(const std::filesystem::path& path) const;
  /// Exchanges a file as a whole, with the owner and the permissions it has. `kConflict` while another does
  /// the same, `kUnavailable` when it cannot be written.
  [[nodiscard]] Result<void> Replace(const std::filesystem::path& path) const;

  /// One more random key, not active yet: what is given to all hosts before the first one uses it.
  const std::string& AddKey(const Clock& clock);
  /// Makes the next key active: the one that was added last and never used, else a new one. The old one is
  /// good for `keep` yet; what has expired is dropped. Returns the id of the active key.
  const std::string& Rotate(const Clock& clock, std::chrono::minutes keep);

  [[nodiscard]] const std::string& active() const { return active_; }
  [[nodiscard]] const std::vector<KeyFileEntry>& entries() const { return entries_; }

  /// The ring of the keys that have not expired. Null, with a finding, when the active key has.
  [[nodiscard]] std::shared_ptr<const KeyRing> RingAt(TimePoint now, Diagnostics& diagnostics) const;
  /// When the next key expires after `now`, if one does.
  [[nodiscard]] std::optional<TimePoint> NextExpiry(TimePoint now) const;

 private:
  KeyFile() = default;

  std::vector<KeyFileEntry> entries_;
  std::string active_;
};

/// "2026-01-01T01:00:00Z".
[[nodiscard]] std::string UtcText(std::chrono::system_clock::time_point time);

}  // namespace authtree::inline v0
