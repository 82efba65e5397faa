#include "authtree/session/memory_store.h"

namespace authtree::inline v0 {

// It never waits, so there is no deadline to keep.

Task<Result<void>> MemoryStore::Put(std::string id, std::string sealed, TimePoint expires,
                                    CallContext /*call*/) {
  co_return Keep(std::move(id), std::move(sealed), expires);
}

Task<Result<std::string>> MemoryStore::Take(std::string id, CallContext /*call*/) { co_return Remove(id); }

std::size_t MemoryStore::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

std::uint64_t MemoryStore::expired() const {
  const std::lock_guard lock(mutex_);
  return expired_;
}

Result<void> MemoryStore::Keep(std::string id, std::string sealed, TimePoint expires) {
  const TimePoint now = clock_->Now();
  const std::lock_guard lock(mutex_);
  DropExpired(now);
  if (const auto old = entries_.find(id); old != entries_.end()) Erase(old);
  if (entries_.size() >= limits_.entries) {
    return tl::unexpected(Error(ErrorCode::kUnavailable, "The session store is full.")
                              .With(Fact::kLimit, std::to_string(limits_.entries) + " entries"));
  }
  if (sealed.size() > limits_.bytes || bytes_ > limits_.bytes - sealed.size()) {
    return tl::unexpected(Error(ErrorCode::kUnavailable, "The session store is full.")
                              .With(Fact::kLimit, std::to_string(limits_.bytes) + " bytes"));
  }
  by_expiry_.emplace(expires, id);
  bytes_ += sealed.size();
  entries_.insert_or_assign(std::move(id), Entry{std::move(sealed), expires});
  return {};
}

Result<std::string> MemoryStore::Remove(const std::string& id) {
  const TimePoint now = clock_->Now();
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end()) {
    return tl::unexpected(Error(ErrorCode::kNotFound, "There is no such session, or it has been used."));
  }
  const bool expired = now >= found->second.expires;
  std::string sealed = found->second.sealed;
  Erase(found);
  expired_ += expired ? 1 : 0;
  if (expired) return tl::unexpected(Error(ErrorCode::kNotFound, "The session has expired."));
  return sealed;
}

void MemoryStore::Erase(Entries::iterator entry) {
  bytes_ -= entry->second.sealed.size();
  by_expiry_.erase({entry->second.expires, entry->first});
  entries_.erase(entry);
}

void MemoryStore::DropExpired(TimePoint now) {
  while (!by_expiry_.empty() && by_expiry_.begin()->first <= now) {
    Erase(entries_.find(by_expiry_.begin()->second));
    ++expired_;
  }
}

}  // namespace authtree::inline v0
