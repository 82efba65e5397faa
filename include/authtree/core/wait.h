#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include <boost/asio/any_io_executor.hpp>

#include "authtree/core/task.h"
#include "authtree/core/timers.h"

namespace authtree::inline v0 {

/// What ended a wait.
enum class Woken : std::uint8_t {
  kSignal,     ///< somebody woke it
  kDeadline,   ///< the time had come
  kCancelled,  ///< the waiting coroutine was cancelled
};

class WaitSeat;

/// Wakes one coroutine that waits, from any thread. Copies wake the same one.
///
/// May outlive the wait, the coroutine and its `io_context`: then waking does nothing.
class WakeUp {
 public:
  /// The coroutine goes on on its own executor, never inside this function. Waking it before it waits counts:
  /// its next wait ends at once.
  void Wake() const;

 private:
  friend class Wait;
  explicit WakeUp(std::shared_ptr<WaitSeat> seat) : seat_(std::move(seat)) {}

  std::shared_ptr<WaitSeat> seat_;
};

/// The place where one coroutine waits for another, which may run on another thread.
///
/// Lives in the frame of the coroutine that waits. An `io_context` that goes away destroys the coroutines
/// that wait in it.
///
/// @code
///   Wait turn(co_await boost::asio::this_coro::executor);
///   queue.push_back(turn.wake_up());
///   if (co_await turn.Until(call.deadline(), *timers) == Woken::kDeadline) …
/// @endcode
class Wait {
 public:
  /// `executor` is that of the coroutine; its `io_context` is run by one thread.
  explicit Wait(const boost::asio::any_io_executor& executor);
  Wait(const Wait&) = delete;
  Wait& operator=(const Wait&) = delete;
  ~Wait() = default;

  [[nodiscard]] WakeUp wake_up() const { return WakeUp(seat_); }

  /// Waits until somebody wakes it or `deadline` has come. Terminal cancellation of the coroutine ends it
  /// too. One at a time.
  [[nodiscard]] Task<Woken> Until(Timers::TimePoint deadline, const Timers& timers);

 private:
  std::shared_ptr<WaitSeat> seat_;
};

/// Runs `work` on the executor of the caller, and waits for its end or until `deadline`: for work of others
/// that should end by itself and may not.
///
/// `kSignal`: it has ended; if it threw, without what it should have left behind. Otherwise it is sent
/// terminal cancellation and left to itself, so it must own all it uses.
[[nodiscard]] Task<Woken> RunUntil(Task<void> work, Timers::TimePoint deadline, const Timers& timers);

}  // namespace authtree::inline v0
