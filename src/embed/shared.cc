#include "shared.h"

#include <utility>

namespace authtree::inline v0::embed {

Shared::Shared(Services given, EngineLimits round_limits, OnException on_exception)
    : services(std::move(given)), limits(round_limits), on_exception_(std::move(on_exception)) {}

Shared::Entry Shared::Enter(std::size_t most) {
  const std::lock_guard lock(mutex_);
  if (closed_) return Entry::kClosed;
  if (rounds_ >= most) return Entry::kFull;
  ++rounds_;
  return Entry::kTaken;
}

void Shared::Leave() {
  const std::lock_guard lock(mutex_);
  --rounds_;
  fewer_.notify_all();
}

void Shared::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
}

void Shared::WaitUntilAtMost(std::size_t most, std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  fewer_.wait_for(lock, time, [this, most] { return rounds_ <= most; });
}

// The one place where exceptions of the host's callbacks end. They are the host's own, so it gets them back.
void Shared::RunHostCode(const std::function<void()>& code) {
  std::exception_ptr thrown;
  try {
    code();
    return;
  } catch (...) {
    thrown = std::current_exception();
  }
  {
    const std::lock_guard lock(mutex_);
    ++exceptions_;
  }
  if (!on_exception_) return;
  try {
    on_exception_(std::move(thrown));
  } catch (...) {  // nobody is left to tell
    const std::lock_guard lock(mutex_);
    ++exceptions_;
  }
}

std::size_t Shared::rounds() const {
  const std::lock_guard lock(mutex_);
  return rounds_;
}

std::uint64_t Shared::exceptions() const {
  const std::lock_guard lock(mutex_);
  return exceptions_;
}

}  // namespace authtree::inline v0::embed
