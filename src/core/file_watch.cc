#include "authtree/core/file_watch.h"

#include <system_error>

namespace authtree::inline v0 {

FileWatch::FileWatch(std::vector<std::filesystem::path> files, std::chrono::seconds interval,
                     std::shared_ptr<const Clock> clock)
    : files_(std::move(files)), interval_(interval), clock_(std::move(clock)) {
  Look();
}

bool FileWatch::HasChanged() {
  const auto now = clock_->SteadyNow();
  if (now >= last_look_ && now - last_look_ < interval_) return false;
  const std::vector<Stamp> before = looks_;
  Look();
  return looks_ != before;
}

void FileWatch::Look() {
  last_look_ = clock_->SteadyNow();
  looks_ = Stamps();
}

std::vector<FileWatch::Stamp> FileWatch::Stamps() const {
  std::vector<Stamp> stamps;
  for (const std::filesystem::path& file : files_) {
    std::error_code failed;
    const auto time = std::filesystem::last_write_time(file, failed);
    const auto size = failed ? 0 : std::filesystem::file_size(file, failed);
    stamps.push_back(failed ? std::nullopt : Stamp(std::pair(time, size)));
  }
  return stamps;
}

}  // namespace authtree::inline v0
