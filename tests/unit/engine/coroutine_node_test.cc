// Nodes that wait, and rounds that are cancelled while they do.
#include <exception>
#include <string>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine_bench.h"

namespace authtree::inline v0::testing {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;

class WaitingNode : public ::testing::Test {
 protected:
  void Waits(const std::string& target, const std::string& type = "TestTaskNode") {
    bench_.journey().Node("wait", type, {{"outcome", target}, {"error", target}},
                          {{"outcomes", {"outcome", "error"}}});
  }

  EngineBench bench_;
};

TEST_F(WaitingNode, GoesOnAfterAPost) {
  Waits(kSuccess);
  bench_.OnTask("wait", [](const StepContext&) -> Task<Result<Action>> {
    const auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
    co_return Action::To("outcome");
  });

  EXPECT_EQ(EndOf(bench_.Begin()), "succeeded");
}

TEST_F(WaitingNode, GoesOnAfterATimer) {
  Waits(kSuccess);
  bench_.OnTask("wait", [](const StepContext& step) -> Task<Result<Action>> {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_at(asio::steady_timer::time_point::min());
    co_await timer.async_wait(asio::use_awaitable);
    co_return step.answered() ? Action::To("outcome") : Action::Ask(Callback::Name("User"));
  });

  EXPECT_EQ(EndOf(bench_.Begin()), "asked");
  EXPECT_EQ(EndOf(bench_.SubmitTexts({"bob"})), "succeeded");
}

TEST_F(WaitingNode, MayWaitInsideAPage) {
  bench_.journey()
      .Node("box", "BoxNode", {{"outcome", kSuccess}},
            {{"nodes", {ChildEntry("c1", "TestTaskNode"), ChildEntry("c2", "TestTaskNode")}}})
      .Child("c1")
      .Child("c2");
  const auto wait = [](const StepContext&) -> Task<Result<Action>> {
    const auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
    co_return Action::To("outcome");
  };
  bench_.OnTask("c1", wait);
  bench_.OnTask("c2", wait);

  EXPECT_EQ(EndOf(bench_.Begin()), "succeeded");
  EXPECT_THAT(bench_.observer().Lines(), ElementsAre("c1 -> outcome", "c2 -> outcome", "box -> outcome"));
}

TEST_F(WaitingNode, ThatThrowsAfterWaitingFailsClosed) {
  Waits(kSuccess);
  bench_.OnTask("wait", [](const StepContext&) -> Task<Result<Action>> {
    const auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
    throw std::string("hunter2");
  });

  EXPECT_EQ(EndOf(bench_.Begin()), "failed internal: A node threw an exception.");
}

// Starts a round and cancels it as soon as it waits.
RoundResult BeginAndCancel(EngineBench& bench, bool& thrown_out) {
  asio::io_context loop;
  asio::cancellation_signal signal;
  RoundResult result;
  const auto journey = bench.Load();
  const Engine engine = bench.MakeEngine();
  auto keep = [&](const std::exception_ptr& thrown, RoundResult ended) {
    thrown_out = thrown != nullptr;
    result = std::move(ended);
  };
  asio::co_spawn(loop, engine.Begin(journey, RequestContext()),
                 asio::bind_cancellation_slot(signal.slot(), keep));
  asio::post(loop, [&signal] { signal.emit(asio::cancellation_type::terminal); });
  loop.run();
  return result;
}

Task<Result<Action>> WaitForEver(const StepContext& /*step*/) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_at(asio::steady_timer::time_point::max());
  co_await timer.async_wait(asio::use_awaitable);
  co_return Action::To("outcome");
}

// As WaitForEver, but goes on when it is cancelled.
Task<Result<Action>> WaitStubbornly(const StepContext& /*step*/) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_at(asio::steady_timer::time_point::max());
  boost::system::error_code ignored;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_return Action::To("outcome");
}

Task<Result<Action>> WaitThenFail(const StepContext& /*step*/) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_at(asio::steady_timer::time_point::max());
  boost::system::error_code ignored;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_return tl::unexpected(Error(ErrorCode::kUnavailable, "The call was given up."));
}

TEST_F(WaitingNode, ACancelledWaitLetsNobodyIn) {
  Waits(kSuccess);
  bench_.OnTask("wait", WaitForEver);
  bool thrown_out = false;

  const RoundResult result = BeginAndCancel(bench_, thrown_out);

  EXPECT_FALSE(thrown_out);
  EXPECT_TRUE(std::holds_alternative<Failed>(result));
}

TEST_F(WaitingNode, ANodeThatIgnoresTheCancellationLetsNobodyInEither) {
  Waits(kSuccess);
  bench_.OnTask("wait", WaitStubbornly);
  bool thrown_out = false;

  const RoundResult result = BeginAndCancel(bench_, thrown_out);

  EXPECT_FALSE(thrown_out);
  EXPECT_EQ(EndOf(result), "failed timeout: The round was cancelled.");
}

TEST_F(WaitingNode, NoNodeRunsAfterACancellation) {
  Waits("next");
  bench_.journey().Node("next", "TestNode", {{"outcome", kSuccess}});
  bench_.OnTask("wait", WaitThenFail);
  bool thrown_out = false;

  const RoundResult result = BeginAndCancel(bench_, thrown_out);

  EXPECT_FALSE(thrown_out);
  EXPECT_EQ(EndOf(result), "failed timeout: The round was cancelled.");
  EXPECT_THAT(bench_.observer().Lines(), ElementsAre("wait -> error"));
  EXPECT_EQ(bench_.observer().rounds.size(), 1U);
}

TEST_F(WaitingNode, ACancellationInsideAPageLetsNobodyIn) {
  bench_.journey()
      .Node("box", "CarelessBoxNode", {{"outcome", kSuccess}},
            {{"nodes", {ChildEntry("c1", "TestTaskNode"), ChildEntry("c2", "TestTaskNode")}}})
      .Child("c1")
      .Child("c2");
  bench_.OnTask("c1", WaitStubbornly);
  bool thrown_out = false;

  const RoundResult result = BeginAndCancel(bench_, thrown_out);

  EXPECT_FALSE(thrown_out);
  EXPECT_TRUE(std::holds_alternative<Failed>(result));
}

TEST_F(WaitingNode, MayBeDestroyedWhileItWaits) {
  Waits(kSuccess);
  bench_.OnTask("wait", WaitForEver);
  const auto journey = bench_.Load();
  const Engine engine = bench_.MakeEngine();
  bool ended = false;
  auto keep = [&ended](const std::exception_ptr&, RoundResult) { ended = true; };
  {
    asio::io_context loop;
    asio::co_spawn(loop, engine.Begin(journey, RequestContext()), keep);
    loop.poll();
  }

  EXPECT_FALSE(ended);
}

}  // namespace
}  // namespace authtree::inline v0::testing
