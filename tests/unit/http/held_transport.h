#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/this_coro.hpp>

#include "authtree/core/wait.h"
#include "authtree/http/transport.h"

namespace authtree::inline v0::http::testing {

/// Holds every call until the test answers it; never answers by itself, whatever the deadline.
class HeldTransport final : public Transport {
 public:
  explicit HeldTransport(std::shared_ptr<const Timers> timers) : timers_(std::move(timers)) {}

  [[nodiscard]] Task<Result<Response>> Send(Request request, CallContext call) const override {
    Wait answered(co_await boost::asio::this_coro::executor);
    const auto held = std::make_shared<Held>(std::string(request.body().Expose()), answered.wake_up());
    {
      const std::lock_guard lock(mutex_);
      calls_.push_back(held);
    }
    static_cast<void>(call);
    const Woken woken = co_await answered.Until(Timers::TimePoint::max(), *timers_);
    if (woken == Woken::kCancelled) {
      held->cancelled = true;
      co_return tl::unexpected(Error(ErrorCode::kUnavailable, "Cancelled.").With(Fact::kReason, "cancelled"));
    }
    co_return std::move(*held->answer);
  }

  /// Answers the call of that number, counted from 0.
  void Answer(std::size_t call, Result<Response> answer) {
    const auto held = At(call);
    held->answer.emplace(std::move(answer));
    held->wake.Wake();
  }
  /// The bodies of the calls so far, in the order in which they came.
  [[nodiscard]] std::vector<std::string> bodies() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> bodies;
    for (const auto& held : calls_) bodies.push_back(held->body);
    return bodies;
  }
  [[nodiscard]] std::size_t size() const { return bodies().size(); }
  [[nodiscard]] bool cancelled(std::size_t call) const { return At(call)->cancelled; }

 private:
  struct Held {
    Held(std::string text, WakeUp waker) : body(std::move(text)), wake(std::move(waker)) {}
    std::string body;
    WakeUp wake;
    std::optional<Result<Response>> answer;
    bool cancelled = false;
  };
  [[nodiscard]] std::shared_ptr<Held> At(std::size_t call) const {
    const std::lock_guard lock(mutex_);
    return calls_.at(call);
  }

  std::shared_ptr<const Timers> timers_;
  mutable std::mutex mutex_;
  mutable std::vector<std::shared_ptr<Held>> calls_;
};

}  // namespace authtree::inline v0::http::testing
