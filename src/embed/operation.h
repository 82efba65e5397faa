#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "authtree/am/authenticate.h"
#include "authtree/core/task.h"
#include "authtree/session/journey_result.h"

#include "shared.h"

namespace authtree::inline v0::embed {

class Worker;

/// One round and the one who waits for it. Once a worker has taken it, it belongs to that worker's thread,
/// but for what says "any thread".
class Operation {
 public:
  Operation() = default;
  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;
  virtual ~Operation() = default;

  /// Starts the round on this thread. `over` is called when it has ended, before the callback; not when the
  /// context is destroyed around it.
  virtual void Begin(boost::asio::io_context& context, std::function<void()> over) = 0;
  /// Tells the callback why there is no result, unless it has been told something before.
  virtual void Fail(const JourneyFailed& why) = 0;

  /// Set before the operation is handed out, and not changed after.
  void set_worker(std::weak_ptr<Worker> worker) { worker_ = std::move(worker); }
  /// Any thread.
  [[nodiscard]] std::shared_ptr<Worker> worker() const { return worker_.lock(); }

  /// Keeps the round from beginning, if it has not begun. Any thread.
  void set_cancelled() { cancelled_ = true; }
  [[nodiscard]] bool cancelled() const { return cancelled_; }
  /// Cuts the round short, if it has begun.
  void CutShort() {
    if (begun_) signal_.emit(boost::asio::cancellation_type::terminal);
  }
  [[nodiscard]] bool begun() const { return begun_; }

 protected:
  /// Must outlive the coroutine.
  boost::asio::cancellation_signal signal_;
  bool begun_ = false;

 private:
  std::weak_ptr<Worker> worker_;
  std::atomic<bool> cancelled_ = false;
};

namespace operation_detail {

inline void Convert(const JourneyFailed& why, JourneyResult& result) { result = why; }
inline void Convert(const JourneyFailed& /*why*/, http::Response& response) {
  response = am::AuthenticateEndpoint::Unavailable();
}

}  // namespace operation_detail

/// A round that ends in an `R`. `make` returns its task.
template <class R, class MakeTask>
class RoundOperation final : public Operation,
                             public std::enable_shared_from_this<RoundOperation<R, MakeTask>> {
 public:
  RoundOperation(MakeTask make, std::function<void(R)> done, std::shared_ptr<Shared> shared)
      : make_(std::move(make)), done_(std::move(done)), shared_(std::move(shared)) {}

  void Begin(boost::asio::io_context& context, std::function<void()> over) override {
    begun_ = true;
    auto ended = [self = this->shared_from_this(), over = std::move(over)](const std::exception_ptr& failure,
                                                                           R result) {
      over();
      if (failure == nullptr) {
        self->Tell(std::move(result));
      } else {
        self->Fail(JourneyFailed{FailureCause::kRound,
                                 Error(ErrorCode::kInternal, "The round ended with an exception.")});
      }
    };
    boost::asio::co_spawn(context, make_(),
                          boost::asio::bind_cancellation_slot(this->signal_.slot(), std::move(ended)));
  }

  void Fail(const JourneyFailed& why) override {
    R result;
    operation_detail::Convert(why, result);
    Tell(std::move(result));
  }

 private:
  void Tell(R result) {
    const std::function<void(R)> done = std::exchange(done_, nullptr);
    if (!done) return;
    shared_->RunHostCode([&] { done(std::move(result)); });
  }

  MakeTask make_;
  std::function<void(R)> done_;
  std::shared_ptr<Shared> shared_;
};

}  // namespace authtree::inline v0::embed
