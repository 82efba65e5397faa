#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "authtree/core/wait.h"
#include "authtree/http/guarded_transport.h"

#include "circuit_breaker.h"

namespace authtree::inline v0::http {

/// Where a call stands.
enum class Standing : std::uint8_t {
  kOutside,
  kWaiting,
  kAdmitted,
  kQueueFull,    ///< refused: too many wait
  kNoTurn,       ///< refused: its turn did not come in time
  kCircuitOpen,  ///< refused: the host is out of order
  kCancelled,    ///< gave up by itself
};

class Visit;

/// The calls to one host: those on their way, those that wait, and how they ended. Any thread.
class GuardedHost {
 public:
  GuardedHost(std::string name, std::shared_ptr<const GuardOptions> options)
      : name_(std::move(name)), options_(std::move(options)), breaker_(options_->breaker) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] HostState State() const;

  /// Lets a call in, makes it wait until `latest` at most, or refuses it.
  Standing Enter(Visit& visit, CircuitBreaker::TimePoint latest);
  /// After a wait: where the call stands now. A turn that came in time is taken.
  Standing Settle(Visit& visit, Woken woken);
  /// The call is over; its place goes to the next.
  void Leave(Visit& visit, Verdict verdict);
  /// As `Leave`, and the host asked for a pause.
  void LeaveWithPause(Visit& visit, CircuitBreaker::Duration pause);

 private:
  using Lock = std::unique_lock<std::mutex>;
  using News = std::variant<QueueChange, BreakerChange>;

  // All with the mutex held.
  void Admit(Visit& visit, BreakerPass pass);
  void End(Visit& visit, Verdict verdict, CircuitBreaker::TimePoint now);
  void LetNextIn(CircuitBreaker::TimePoint now);
  void NoteNews();

  /// Wakes those whose turn it is and tells what happened, after giving the mutex back.
  void Publish(Lock lock);
  void Tell();

  const std::string name_;
  const std::shared_ptr<const GuardOptions> options_;
  mutable std::mutex mutex_;  // guards what follows
  CircuitBreaker breaker_;
  std::size_t active_ = 0;
  std::list<Visit*> waiting_;
  std::vector<WakeUp> to_wake_;
  std::deque<News> news_;
  std::size_t told_active_ = 0;
  std::size_t told_waiting_ = 0;
  bool telling_ = false;
};

/// The place of one call, from its start to its end; lives in the frame of its coroutine.
class Visit {
 public:
  Visit(std::shared_ptr<GuardedHost> host, WakeUp wake) : host_(std::move(host)), wake_(std::move(wake)) {}
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;
  ~Visit() { host_->Leave(*this, Verdict::kNone); }

  [[nodiscard]] GuardedHost& host() const { return *host_; }

 private:
  friend class GuardedHost;

  const std::shared_ptr<GuardedHost> host_;
  const WakeUp wake_;
  // guarded by the host's mutex
  Standing standing_ = Standing::kOutside;
  BreakerPass pass_;
  std::list<Visit*>::iterator place_;
};

}  // namespace authtree::inline v0::http
