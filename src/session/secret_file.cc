#include "secret_file.h"

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace authtree::inline v0 {
namespace {

constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;
constexpr mode_t kNotForOthers = S_IRWXO | S_IWGRP;

/// An open file, closed with this object.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

Error Unreadable() {
  return {ErrorCode::kInvalidInput, "The key file cannot be read. Check its name and permissions."};
}
Error Unwritable() {
  return {
      ErrorCode::kUnavailable,
      "The key file cannot be written. Check that its directory exists and may be written, and that there "
      "is room."};
}

Descriptor CreateForOwner(const std::filesystem::path& path) {
  return Descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kOwnerOnly));
}

bool WriteAll(const Descriptor& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file.number()) == 0;
}

}  // namespace

Result<Secret> ReadSecretFile(const std::filesystem::path& path, std::size_t max_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat about {};
  if (!file.is_open() || ::fstat(file.number(), &about) != 0) return tl::unexpected(Unreadable());
  if (!S_ISREG(about.st_mode)) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The key file is no file. Give the file itself."));
  }
  if ((about.st_mode & kNotForOthers) != 0) {
    return tl::unexpected(Error(ErrorCode::kRejected,
                                "The key file can be read or written by others. Take that from them: chmod "
                                "600, and make new keys if somebody may have read these."));
  }
  SecretBuffer content;
  SecretBuffer block(4096);
  while (true) {
    const ssize_t size = ::read(file.number(), block.data(), block.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return tl::unexpected(Unreadable());
    if (size == 0) return Secret(std::move(content));
    content.insert(content.end(), block.begin(), block.begin() + size);
    if (content.size() > max_bytes) {
      return tl::unexpected(Error(ErrorCode::kInvalidInput, "The key file is larger than allowed.")
                                .With(Fact::kLimit, std::to_string(max_bytes)));
    }
  }
}

Result<void> WriteSecretFile(const std::filesystem::path& path, const Secret& content) {
  const Descriptor file = CreateForOwner(path);
  if (!file.is_open() && errno == EEXIST) {
    return tl::unexpected(
        Error(ErrorCode::kConflict, "The key file is there already. Give another name, or rotate its keys."));
  }
  if (!file.is_open()) return tl::unexpected(Unwritable());
  if (WriteAll(file, content.Expose())) return {};
  ::unlink(path.c_str());
  return tl::unexpected(Unwritable());
}

Result<void> ReplaceSecretFile(const std::filesystem::path& path, const Secret& content) {
  std::error_code failed;
  const std::filesystem::path target = std::filesystem::canonical(path, failed);  // a link stays one
  struct stat about {};
  if (failed || ::stat(target.c_str(), &about) != 0) return tl::unexpected(Unreadable());
  std::filesystem::path next = target;
  next += ".new";
  const Descriptor file = CreateForOwner(next);
  if (!file.is_open() && errno == EEXIST) {
    return tl::unexpected(
        Error(ErrorCode::kConflict,
              "The keys are being rotated by another program, or that broke off. If none runs, remove the "
              "file with the ending .new beside the key file."));
  }
  if (!file.is_open()) return tl::unexpected(Unwritable());
  const bool same_owner = about.st_uid == ::geteuid() && about.st_gid == ::getegid();
  const bool ok = WriteAll(file, content.Expose()) &&
                  (same_owner || ::fchown(file.number(), about.st_uid, about.st_gid) == 0) &&
                  ::fchmod(file.number(), about.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO)) == 0 &&
                  ::rename(next.c_str(), target.c_str()) == 0;
  if (ok) return {};
  ::unlink(next.c_str());
  return tl::unexpected(Unwritable());
}

}  // namespace authtree::inline v0
