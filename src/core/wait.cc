#include "authtree/core/wait.h"

#include <exception>
#include <mutex>
#include <optional>
#include <unordered_set>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace authtree::inline v0 {
namespace {

namespace asio = boost::asio;

using Handler = asio::async_result<asio::use_awaitable_t<>, void(Woken)>::handler_type;

class WaitingRoom;

/// The way to an `io_context` from other threads. Outlives it, closed.
class Gate {
 public:
  explicit Gate(asio::any_io_executor executor) : executor_(std::move(executor)) {}

  /// Runs `call` on the context unless that is going away. The lock keeps it from going away meanwhile.
  template <class Call>
  void Post(Call call) {
    const std::lock_guard lock(mutex_);
    if (executor_) asio::post(*executor_, std::move(call));
  }
  void Close() {
    const std::lock_guard lock(mutex_);
    executor_.reset();
  }

 private:
  std::mutex mutex_;
  std::optional<asio::any_io_executor> executor_;  // guarded by mutex_
};

}  // namespace

/// Used on the thread of its `io_context`, but for `gate`, which never changes.
class WaitSeat : public std::enable_shared_from_this<WaitSeat> {
 public:
  WaitSeat(WaitingRoom& room, std::shared_ptr<Gate> gate) : gate_(std::move(gate)), room_(room) {}

  [[nodiscard]] Gate& gate() { return *gate_; }
  [[nodiscard]] bool TakeSignal() { return std::exchange(signalled_, false); }

  void Park(asio::any_io_executor executor, Timers::TimePoint deadline, const Timers& timers,
            Handler handler);
  void Signal();
  /// Ends the wait of that number, if it is still the one that waits.
  void Finish(std::uint64_t number, Woken why);
  /// Lets go of the coroutine. Destroying what is returned destroys that.
  [[nodiscard]] std::optional<Handler> Abandon();

 private:
  std::shared_ptr<Gate> gate_;
  WaitingRoom& room_;  // looked at only while somebody waits, and so while it exists
  bool signalled_ = false;
  std::uint64_t number_ = 0;
  std::optional<Handler> handler_;
  asio::any_io_executor executor_;
  asio::cancellation_slot slot_;
  std::unique_ptr<Timer> timer_;
};

namespace {

/// The coroutines of one `io_context` that wait. It owns them, so that they go with the context.
class WaitingRoom final : public asio::execution_context::service {
 public:
  static inline asio::execution_context::id id;

  explicit WaitingRoom(asio::execution_context& context) : service(context) {}

  [[nodiscard]] static WaitingRoom& Of(const asio::any_io_executor& executor) {
    auto& room = asio::use_service<WaitingRoom>(asio::query(executor, asio::execution::context));
    if (!room.gate_) {
      room.gate_ =
          std::make_shared<Gate>(asio::prefer(executor, asio::execution::outstanding_work.untracked));
    }
    return room;
  }

  [[nodiscard]] const std::shared_ptr<Gate>& gate() const { return gate_; }
  void Add(WaitSeat* seat) { seats_.insert(seat); }
  void Remove(WaitSeat* seat) { seats_.erase(seat); }

 private:
  /// Nobody is resumed any more. Destroying a coroutine may wake others of this context; the gate is closed
  /// to them, and they go next.
  void shutdown() override {
    if (gate_) gate_->Close();
    while (!seats_.empty()) {
      WaitSeat* seat = *seats_.begin();
      seats_.erase(seats_.begin());
      const std::optional<Handler> last = seat->Abandon();
    }
  }

  std::shared_ptr<Gate> gate_;
  std::unordered_set<WaitSeat*> seats_;
};

}  // namespace

void WaitSeat::Park(asio::any_io_executor executor, Timers::TimePoint deadline, const Timers& timers,
                    Handler handler) {
  const std::uint64_t number = ++number_;
  const std::weak_ptr<WaitSeat> self = weak_from_this();
  auto finish = [self, number](Woken why) {
    if (const auto seat = self.lock()) seat->Finish(number, why);
  };
  slot_ = asio::get_associated_cancellation_slot(handler);
  if (slot_.is_connected()) {
    // Posted, because finishing clears the slot, which must not happen while the slot is calling.
    slot_.assign([finish, executor](asio::cancellation_type type) {
      if ((type & asio::cancellation_type::terminal) == asio::cancellation_type::none) return;
      asio::post(executor, [finish] { finish(Woken::kCancelled); });
    });
  }
  timer_ = timers.Start(executor, deadline, [finish] { finish(Woken::kDeadline); });
  executor_ = std::move(executor);
  handler_.emplace(std::move(handler));
  room_.Add(this);
}

void WaitSeat::Signal() {
  signalled_ = true;
  Finish(number_, Woken::kSignal);
}

void WaitSeat::Finish(std::uint64_t number, Woken why) {
  if (number != number_ || !handler_) return;
  if (why == Woken::kSignal) signalled_ = false;
  const asio::any_io_executor executor = executor_;
  if (slot_.is_connected()) slot_.clear();
  room_.Remove(this);
  auto resume = [handler = *Abandon(), why]() mutable { std::move(handler)(why); };
  asio::post(executor, std::move(resume));
}

std::optional<Handler> WaitSeat::Abandon() {
  timer_.reset();
  executor_ = {};
  return std::exchange(handler_, std::nullopt);
}

void WakeUp::Wake() const {
  auto signal = [seat = seat_] { seat->Signal(); };
  seat_->gate().Post(std::move(signal));
}

Wait::Wait(const asio::any_io_executor& executor) {
  WaitingRoom& room = WaitingRoom::Of(executor);
  seat_ = std::make_shared<WaitSeat>(room, room.gate());
}

Task<Woken> Wait::Until(Timers::TimePoint deadline, const Timers& timers) {
  if (seat_->TakeSignal()) co_return Woken::kSignal;
  const auto executor = co_await asio::this_coro::executor;
  auto park = [this, executor, deadline, &timers](Handler handler) {
    seat_->Park(executor, deadline, timers, std::move(handler));
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Woken)>(park,
                                                                                      asio::use_awaitable);
}

namespace {

/// What the two sides of `RunUntil` share.
class Joint {
 public:
  explicit Joint(WakeUp waker) : wake(std::move(waker)) {}

  void End() {
    ended = true;
    if (awaited) wake.Wake();
  }

  const WakeUp wake;
  asio::cancellation_signal cancel;
  bool ended = false;
  bool awaited = false;
};

/// Notes the end where it happens: work that never waits has ended before it is waited for.
Task<void> RunAndTell(Task<void> work, std::shared_ptr<Joint> joint) {
  co_await std::move(work);
  joint->End();
}

}  // namespace

Task<Woken> RunUntil(Task<void> work, Timers::TimePoint deadline, const Timers& timers) {
  const auto executor = co_await asio::this_coro::executor;
  Wait end(executor);
  auto joint = std::make_shared<Joint>(end.wake_up());
  auto on_end = [joint](const std::exception_ptr& thrown) {
    if (thrown) joint->End();
  };
  asio::co_spawn(executor, RunAndTell(std::move(work), joint),
                 asio::bind_cancellation_slot(joint->cancel.slot(), std::move(on_end)));
  if (joint->ended) co_return Woken::kSignal;
  joint->awaited = true;
  const Woken woken = co_await end.Until(deadline, timers);
  if (woken != Woken::kSignal) joint->cancel.emit(asio::cancellation_type::terminal);
  co_return woken;
}

}  // namespace authtree::inline v0
