#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>

#include "authtree/am/authenticate.h"
#include "authtree/engine/limits.h"
#include "authtree/session/journey_service.h"

namespace authtree::inline v0::embed {

/// What rounds run on: shared by all threads, never changed.
struct Services {
  std::shared_ptr<const JourneyService> journeys;
  std::shared_ptr<am::AuthenticateEndpoint> endpoint;
};

/// Gets what a callback of the host threw.
using OnException = std::function<void(std::exception_ptr)>;

/// What the workers of a runner share. Outlives them all.
class Shared {
 public:
  Shared(Services given, EngineLimits round_limits, OnException on_exception);
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  /// Counts a round in. False when there are `most` already, or when the runner is closed.
  enum class Entry : std::uint8_t { kTaken, kFull, kClosed };
  [[nodiscard]] Entry Enter(std::size_t most);
  /// Counts a round out.
  void Leave();
  /// From now on no round is counted in.
  void Close();
  /// Waits until no more than `most` rounds are left, and no longer than `time`.
  void WaitUntilAtMost(std::size_t most, std::chrono::milliseconds time);

  /// Runs code of the host. What it throws is counted and handed back to the host.
  void RunHostCode(const std::function<void()>& code);

  [[nodiscard]] std::size_t rounds() const;
  [[nodiscard]] std::uint64_t exceptions() const;

  const Services services;
  const EngineLimits limits;

 private:
  const OnException on_exception_;
  mutable std::mutex mutex_;
  std::condition_variable fewer_;
  std::size_t rounds_ = 0;
  std::uint64_t exceptions_ = 0;
  bool closed_ = false;
};

}  // namespace authtree::inline v0::embed
