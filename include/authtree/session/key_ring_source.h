#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "authtree/session/key_ring.h"

namespace authtree::inline v0 {

/// The key ring that is in use now. It can be exchanged while others use it: what they began with the old
/// ring they end with it. Any thread.
class KeyRingSource {
 public:
  /// `ring` is never null.
  explicit KeyRingSource(std::shared_ptr<const KeyRing> ring) : ring_(std::move(ring)) {}

  [[nodiscard]] std::shared_ptr<const KeyRing> Current() const {
    const std::lock_guard lock(mutex_);
    return ring_;
  }
  void Replace(std::shared_ptr<const KeyRing> ring) {
    const std::lock_guard lock(mutex_);
    ring_ = std::move(ring);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const KeyRing> ring_;  ///< guarded by mutex_
};

/// Something made of a key ring, such as a `Sealer`: made once for each ring that is in use. Copies share it.
/// Any thread.
template <class T>
class PerKeyRing {
 public:
  /// One that stays.
  explicit PerKeyRing(T made) : shared_(std::make_shared<Shared>()) {
    shared_->made = std::make_shared<const T>(std::move(made));
  }
  /// One for each ring of `source`. `make` is called when it is first wanted.
  PerKeyRing(std::shared_ptr<const KeyRingSource> source, std::function<T(const KeyRing&)> make)
      : shared_(std::make_shared<Shared>()) {
    shared_->source = std::move(source);
    shared_->make = std::move(make);
  }

  [[nodiscard]] std::shared_ptr<const T> Current() const {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->source == nullptr) return shared_->made;
    auto ring = shared_->source->Current();
    if (ring != shared_->ring) {
      shared_->made = std::make_shared<const T>(shared_->make(*ring));
      shared_->ring = std::move(ring);
    }
    return shared_->made;
  }

 private:
  struct Shared {
    std::mutex mutex;
    std::shared_ptr<const KeyRingSource> source;
    std::function<T(const KeyRing&)> make;
    std::shared_ptr<const KeyRing> ring;
    std::shared_ptr<const T> made;
  };

  std::shared_ptr<Shared> shared_;
};

}  // namespace authtree::inline v0
