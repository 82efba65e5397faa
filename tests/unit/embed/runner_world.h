#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "authtree/embed/runner.h"

namespace authtree::inline v0::embed {

/// Nodes that wait at it say that they are there.
class Gate {
 public:
  /// Says that somebody has come.
  void Arrive();
  /// Blocks the thread until the gate is opened.
  void Pass();
  void Open();
  /// Blocks until so many have come.
  void AwaitArrivals(int count);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int arrivals_ = 0;
  bool open_ = false;
};

/// Keeps what a callback was told.
template <class R>
class Told {
 public:
  /// A callback that tells this object; keeps it alive.
  [[nodiscard]] static std::pair<std::shared_ptr<Told>, std::function<void(R)>> Make() {
    auto told = std::make_shared<Told>();
    return {told, [told](R result) { told->Tell(std::move(result)); }};
  }

  void Tell(R result) {
    const std::lock_guard lock(mutex_);
    results_.push_back(std::move(result));
    changed_.notify_all();
  }
  /// Blocks until the callback has been told something.
  [[nodiscard]] R Await() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !results_.empty(); });
    return std::move(results_.back());
  }
  [[nodiscard]] std::size_t count() const {
    const std::lock_guard lock(mutex_);
    return results_.size();
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<R> results_;
};

/// Options with test nodes and these journeys:
///   - "Login": asks for name and password, and succeeds;
///   - "Silent": waits for a peer that never answers;
///   - "LoginSilent": asks as "Login", then waits so;
///   - "Deaf": waits so, and takes no notice of a cancellation;
///   - "Blocking": blocks its thread until the gate is opened, and succeeds;
///   - "Throwing": has a node that throws.
/// Nodes that wait arrive at the gate first.
[[nodiscard]] RunnerOptions TestOptions(std::shared_ptr<Gate> gate = std::make_shared<Gate>());

/// The runner, or none after printing the findings.
[[nodiscard]] std::unique_ptr<Runner> MakeRunner(RunnerOptions options);

/// The right answers to "Login".
[[nodiscard]] Answers LoginAnswers(const std::string& name = "jdoe");

/// The reference of a prompt; empty when it is none.
[[nodiscard]] std::string ReferenceOf(const JourneyResult& result);

/// The failure, or null.
[[nodiscard]] const JourneyFailed* FailureOf(const JourneyResult& result);

}  // namespace authtree::inline v0::embed
