#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "authtree/core/clock.h"
#include "authtree/session/session_store.h"

namespace authtree::inline v0 {

/// How much a `MemoryStore` may hold.
struct MemoryStoreLimits {
  std::size_t entries = 100'000;
  std::size_t bytes = std::size_t{256} * 1024 * 1024;  ///< of sealed data
};

/// Keeps sessions in the memory of this process: for one host, and for tests.
class MemoryStore final : public SessionStore {
 public:
  explicit MemoryStore(std::shared_ptr<const Clock> clock = SystemClock(), MemoryStoreLimits limits = {})
      : clock_(std::move(clock)), limits_(limits) {}

  /// Drops what has expired, then keeps the entry. `kUnavailable` with `Fact::kLimit` when there is no room
  /// left: a session that somebody still needs is never dropped for another.
  [[nodiscard]] Task<Result<void>> Put(std::string id, std::string sealed, TimePoint expires,
                                       CallContext call) override;
  [[nodiscard]] Task<Result<std::string>> Take(std::string id, CallContext call) override;
  [[nodiscard]] bool AnswersAtOnce() const override { return true; }

  /// Entries held, expired ones that have not been dropped yet included.
  [[nodiscard]] std::size_t size() const;
  /// How many entries have been dropped because their time was over, since the store was made.
  [[nodiscard]] std::uint64_t expired() const;

 private:
  struct Entry {
    std::string sealed;
    TimePoint expires;
  };
  using Entries = std::unordered_map<std::string, Entry>;

  Result<void> Keep(std::string id, std::string sealed, TimePoint expires);
  Result<std::string> Remove(const std::string& id);
  /// With the mutex held.
  void Erase(Entries::iterator entry);
  void DropExpired(TimePoint now);

  std::shared_ptr<const Clock> clock_;
  MemoryStoreLimits limits_;
  mutable std::mutex mutex_;
  Entries entries_;
  std::set<std::pair<TimePoint, std::string>> by_expiry_;
  std::size_t bytes_ = 0;
  std::uint64_t expired_ = 0;
};

}  // namespace authtree::inline v0
