#include "reloads.h"

#include <utility>

namespace authtree::inline v0::cli {

Reloads::~Reloads() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Reloads::Add(std::function<void()> reload, std::function<void()> check) {
  parts_.push_back({std::move(reload), std::move(check)});
}

void Reloads::CheckEvery(std::chrono::seconds interval) {
  thread_ = std::thread([this, interval] { Run(interval); });
}

void Reloads::ReloadAll() {
  for (const Part& part : parts_) part.reload();
}

void Reloads::Run(std::chrono::seconds interval) {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, interval, [this] { return stopping_; })) {
    lock.unlock();
    for (const Part& part : parts_) part.check();
    lock.lock();
  }
}

}  // namespace authtree::inline v0::cli
