#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "authtree/core/clock.h"

namespace authtree::inline v0 {

/// Notices that files have been written or exchanged, by their times and sizes. Not synchronised.
class FileWatch {
 public:
  /// Looks at the files now, and later at most once every `interval` by `clock`.
  FileWatch(std::vector<std::filesystem::path> files, std::chrono::seconds interval,
            std::shared_ptr<const Clock> clock);

  /// True when a file is other than at the last look. False without looking while the interval lasts.
  [[nodiscard]] bool HasChanged();
  /// Looks now: what is read afterwards is known.
  void Look();
  /// What was read is of no use: the next look counts as a change.
  void LookAgain() { looks_.clear(); }

 private:
  using Stamp = std::optional<std::pair<std::filesystem::file_time_type, std::uintmax_t>>;

  [[nodiscard]] std::vector<Stamp> Stamps() const;

  std::vector<std::filesystem::path> files_;
  std::chrono::seconds interval_;
  std::shared_ptr<const Clock> clock_;
  std::chrono::steady_clock::time_point last_look_;
  std::vector<Stamp> looks_;
};

}  // namespace authtree::inline v0
