#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace authtree::inline v0::cli {

/// What can be exchanged while the program runs: certificates, keys. Looks for new ones from time to time on
/// a thread of its own, and at all of them when it is told to.
class Reloads {
 public:
  Reloads() = default;
  Reloads(const Reloads&) = delete;
  Reloads& operator=(const Reloads&) = delete;
  /// Waits for the thread.
  ~Reloads();

  /// `reload` reads at once, `check` when there is something new. They say themselves how it went.
  void Add(std::function<void()> reload, std::function<void()> check);
  [[nodiscard]] bool empty() const { return parts_.empty(); }

  /// Checks every `interval` from now on. Nothing may be added any more.
  void CheckEvery(std::chrono::seconds interval);
  /// Reads everything again.
  void ReloadAll();

 private:
  struct Part {
    std::function<void()> reload;
    std::function<void()> check;
  };
  void Run(std::chrono::seconds interval);

  std::vector<Part> parts_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;  ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace authtree::inline v0::cli
