#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "authtree/http/guarded_transport.h"
#include "authtree/testkit/manual_timers.h"

#include "held_transport.h"

namespace authtree::inline v0::http::testing {

/// One call on a context; `verdict()` is empty until it has ended.
class GuardedCall {
 public:
  void Start(boost::asio::io_context& context, const Transport& transport, Request request,
             CallContext call) {
    auto keep = [this](const std::exception_ptr& thrown, Result<Response> reply) {
      if (!thrown) reply_.emplace(std::move(reply));
    };
    boost::asio::co_spawn(context, transport.Send(std::move(request), call),
                          boost::asio::bind_cancellation_slot(cancel_.slot(), keep));
  }
  void Cancel() { cancel_.emit(boost::asio::cancellation_type::terminal); }

  [[nodiscard]] std::string verdict() const {
    if (!reply_) return "";
    if (*reply_) return std::to_string((*reply_)->status());
    return std::string(ErrorCodeName(reply_->error().code())) + ": " +
           std::string(reply_->error().Find(Fact::kReason));
  }
  [[nodiscard]] const Error& error() const { return reply_->error(); }

 private:
  boost::asio::cancellation_signal cancel_;
  std::optional<Result<Response>> reply_;
};

/// A guard over a transport that holds its calls, on a clock that stands still.
class GuardedTransportTest : public ::testing::Test {
 protected:
  using Calls = std::vector<std::unique_ptr<GuardedCall>>;

  void Use(GuardOptions options) {
    options.clock = clock_;
    options.timers = timers_;
    guard_ = GuardedTransport::Make(held_, std::move(options)).value();
  }

  static Request Post(const std::string& body, const std::string& base = "https://host") {
    return Request(Method::kPost, Url::Parse(base).value(), "/thing").WithBody("text/plain", Secret(body));
  }
  [[nodiscard]] CallContext Within(std::chrono::milliseconds time) const {
    return CallContext(clock_->SteadyNow() + time);
  }

  GuardedCall& Start(const std::string& body, std::chrono::milliseconds time = std::chrono::seconds(4)) {
    return StartOn(*context_, Post(body), time);
  }
  GuardedCall& StartOn(boost::asio::io_context& context, Request request, std::chrono::milliseconds time) {
    calls_.push_back(std::make_unique<GuardedCall>());
    calls_.back()->Start(context, *guard_, std::move(request), Within(time));
    Turn(context);
    return *calls_.back();
  }
  void Answer(std::size_t call, Result<Response> answer = Response(200)) {
    held_->Answer(call, std::move(answer));
    Turn(*context_);
  }
  void Advance(std::chrono::milliseconds time) {
    timers_->Advance(time);
    Turn(*context_);
  }
  static void Turn(boost::asio::io_context& context) {
    context.restart();
    context.poll();
  }
  [[nodiscard]] HostState State() const { return guard_->Hosts().at(0); }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<testkit::ManualTimers> timers_ = std::make_shared<testkit::ManualTimers>(clock_);
  std::shared_ptr<HeldTransport> held_ = std::make_shared<HeldTransport>(timers_);
  std::shared_ptr<const GuardedTransport> guard_;
  Calls calls_;
  std::unique_ptr<boost::asio::io_context> context_ = std::make_unique<boost::asio::io_context>(1);
};

}  // namespace authtree::inline v0::http::testing
