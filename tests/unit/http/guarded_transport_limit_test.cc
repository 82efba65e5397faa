// How many calls are on their way at a time, and what becomes of the others.
#include <atomic>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <gmock/gmock.h>

#include "guarded_transport_fixture.h"

namespace authtree::inline v0::http::testing {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class GuardedTransportLimitTest : public GuardedTransportTest {
 protected:
  GuardedTransportLimitTest() { Use(Limited(1, 2)); }

  static GuardOptions Limited(std::size_t calls, std::size_t waiting) {
    GuardOptions options;
    options.limit.calls = calls;
    options.limit.waiting = waiting;
    options.breaker.failures = 0;
    return options;
  }
};

TEST_F(GuardedTransportLimitTest, CallThatFindsTheQueueFullEndsAtOnce) {
  Start("a");
  Start("b");
  Start("c");
  const GuardedCall& call = Start("d");
  EXPECT_EQ(call.verdict(), "unavailable: limit");
  EXPECT_EQ(call.error().Find(Fact::kRoute), "/thing");
  EXPECT_THAT(std::string(call.error().message()), HasSubstr("raise the limit"));
  EXPECT_THAT(held_->bodies(), ElementsAre("a"));
  EXPECT_EQ(State().waiting, 2U);
}

TEST_F(GuardedTransportLimitTest, NobodyWaitsWhereThereIsNoQueue) {
  Use(Limited(1, 0));
  Start("a");
  EXPECT_EQ(Start("b").verdict(), "unavailable: limit");
}

TEST_F(GuardedTransportLimitTest, CallWaitsNoLongerThanItsReserveAllows) {
  Start("a", seconds(60));
  const GuardedCall& call = Start("b");
  Advance(milliseconds(3499));
  EXPECT_EQ(call.verdict(), "");
  Advance(milliseconds(1));
  EXPECT_EQ(call.verdict(), "unavailable: limit");
  EXPECT_THAT(std::string(call.error().message()), HasSubstr("its turn"));
  EXPECT_EQ(State().waiting, 0U);
}

TEST_F(GuardedTransportLimitTest, CallWithoutTimeToWaitDoesNotQueue) {
  Start("a");
  EXPECT_EQ(Start("b", milliseconds(500)).verdict(), "unavailable: limit");
  EXPECT_EQ(State().waiting, 0U);
}

TEST_F(GuardedTransportLimitTest, CallAfterItsDeadlineIsNotSent) {
  EXPECT_EQ(Start("a", milliseconds(0)).verdict(), "timeout: deadline");
  EXPECT_EQ(held_->size(), 0U);
}

TEST_F(GuardedTransportLimitTest, CallEndsAtItsDeadlineThoughTheTransportForgetsIt) {
  const GuardedCall& call = Start("a");
  Advance(milliseconds(3999));
  EXPECT_EQ(call.verdict(), "");
  Advance(milliseconds(1));
  EXPECT_EQ(call.verdict(), "timeout: deadline");
  EXPECT_TRUE(held_->cancelled(0));
  EXPECT_EQ(State().active, 0U);
}

TEST_F(GuardedTransportLimitTest, WaitingCountsAgainstTheDeadline) {
  Start("a", seconds(2));
  const GuardedCall& call = Start("b", seconds(4));
  Advance(seconds(2));
  ASSERT_THAT(held_->bodies(), ElementsAre("a", "b"));
  Advance(milliseconds(1999));
  EXPECT_EQ(call.verdict(), "");
  Advance(milliseconds(1));
  EXPECT_EQ(call.verdict(), "timeout: deadline");
}

TEST_F(GuardedTransportLimitTest, TurnsComeInTheOrderOfArrival) {
  Start("a");
  Start("b");
  Start("c");
  Answer(0);
  Start("d");
  Answer(1);
  Answer(2);
  Answer(3);
  EXPECT_THAT(held_->bodies(), ElementsAre("a", "b", "c", "d"));
}

TEST_F(GuardedTransportLimitTest, CallDoesNotOvertakeOneThatIsAboutToGoOn) {
  Start("a");
  Start("b");
  held_->Answer(0, Response(200));
  // On the way out of the first call, before the second has gone on.
  while (State().waiting > 0) context_->run_one();
  calls_.push_back(std::make_unique<GuardedCall>());
  calls_.back()->Start(*context_, *guard_, Post("c"), Within(seconds(4)));
  Turn(*context_);
  EXPECT_THAT(held_->bodies(), ElementsAre("a", "b"));
  EXPECT_EQ(State().waiting, 1U);
}

TEST_F(GuardedTransportLimitTest, CancelledWaiterLeavesTheQueue) {
  Start("a");
  GuardedCall& call = Start("b");
  Start("c");
  call.Cancel();
  Turn(*context_);
  EXPECT_EQ(call.verdict(), "unavailable: cancelled");
  Answer(0);
  EXPECT_THAT(held_->bodies(), ElementsAre("a", "c"));
}

TEST_F(GuardedTransportLimitTest, WaiterThatIsCancelledWhenItsTurnComesPassesItOn) {
  Start("a");
  GuardedCall& call = Start("b");
  Start("c");
  held_->Answer(0, Response(200));
  while (State().waiting > 1) context_->run_one();  // the turn of "b" is on its way to it
  call.Cancel();
  Turn(*context_);
  EXPECT_EQ(call.verdict(), "unavailable: cancelled");
  EXPECT_THAT(held_->bodies(), ElementsAre("a", "c"));
}

TEST_F(GuardedTransportLimitTest, CancelledCallGivesItsPlaceToTheNext) {
  GuardedCall& call = Start("a");
  Start("b");
  call.Cancel();
  Turn(*context_);
  EXPECT_EQ(call.verdict(), "unavailable: cancelled");
  EXPECT_TRUE(held_->cancelled(0));
  EXPECT_THAT(held_->bodies(), ElementsAre("a", "b"));
}

TEST_F(GuardedTransportLimitTest, HostsHaveLimitsOfTheirOwn) {
  Start("a");
  StartOn(*context_, Post("b", "https://host:8443"), seconds(4));
  StartOn(*context_, Post("c", "http://host"), seconds(4));
  StartOn(*context_, Post("d", "https://other"), seconds(4));
  StartOn(*context_, Post("e", "https://HOST:443"), seconds(4));
  EXPECT_THAT(held_->bodies(), ElementsAre("a", "b", "c", "d"));
}

TEST_F(GuardedTransportLimitTest, ContextThatEndsTakesItsWaitersOutOfTheQueue) {
  asio::io_context other(1);
  StartOn(other, Post("a"), seconds(60));
  Start("b");
  Start("c");
  context_.reset();
  EXPECT_EQ(State().waiting, 0U);
  held_->Answer(0, Response(200));
  Turn(other);
  EXPECT_EQ(State().active, 0U);
}

TEST_F(GuardedTransportLimitTest, ContextThatEndsGivesItsPlacesToOthers) {
  asio::io_context other(1);
  Start("a");
  StartOn(other, Post("b"), seconds(60));
  context_.reset();
  Turn(other);
  EXPECT_THAT(held_->bodies(), ElementsAre("a", "b"));
}

TEST_F(GuardedTransportLimitTest, TurnOnItsWayToAContextThatEndsGoesToTheNext) {
  asio::io_context first(1);
  asio::io_context last(1);
  StartOn(first, Post("a"), seconds(60));
  Start("b");
  StartOn(last, Post("c"), seconds(60));
  held_->Answer(0, Response(200));
  Turn(first);  // its place is given to "b", whose context never runs again
  EXPECT_EQ(State().waiting, 1U);
  context_.reset();
  Turn(last);
  EXPECT_THAT(held_->bodies(), ElementsAre("a", "c"));
}

/// Answers at once, and notes how many calls were inside at a time.
class CountingTransport final : public Transport {
 public:
  [[nodiscard]] Task<Result<Response>> Send(Request, CallContext call) const override {
    const int now = ++inside_;
    int most = most_;
    while (now > most && !most_.compare_exchange_weak(most, now)) continue;
    Wait other_turns(co_await asio::this_coro::executor);
    other_turns.wake_up().Wake();
    co_await other_turns.Until(call.deadline(), *timers_);
    --inside_;
    co_return Response(200);
  }
  [[nodiscard]] int most() const { return most_; }

 private:
  std::shared_ptr<const Timers> timers_ = SystemTimers();
  mutable std::atomic<int> inside_ = 0;
  mutable std::atomic<int> most_ = 0;
};

TEST(GuardedTransportThreadsTest, LimitHoldsForAllThreadsTogether) {
  constexpr std::size_t kThreads = 4;
  constexpr std::size_t kCalls = 200;
  const auto counting = std::make_shared<CountingTransport>();
  GuardOptions options;
  options.limit.calls = 3;
  options.limit.waiting = kThreads * kCalls;
  const auto guard = GuardedTransport::Make(counting, std::move(options)).value();
  std::atomic<std::size_t> good = 0;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      asio::io_context context(1);
      std::vector<std::unique_ptr<GuardedCall>> calls;
      for (std::size_t call = 0; call < kCalls; ++call) {
        calls.push_back(std::make_unique<GuardedCall>());
        Request request(Method::kGet, Url::Parse("https://host").value(), "/thing");
        calls.back()->Start(context, *guard, std::move(request),
                            CallContext(SystemClock()->SteadyNow() + std::chrono::minutes(1)));
      }
      context.run();
      for (const auto& call : calls) good += call->verdict() == "200" ? 1U : 0U;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, kThreads * kCalls);
  EXPECT_LE(counting->most(), 3);
  EXPECT_EQ(guard->Hosts().at(0).active, 0U);
  EXPECT_EQ(guard->Hosts().at(0).waiting, 0U);
}

TEST(GuardedTransportThreadsTest, ContextsMayEndWhileOthersHandTurnsToThem) {
  const auto counting = std::make_shared<CountingTransport>();
  GuardOptions options;
  options.limit.calls = 1;
  options.limit.waiting = 1000;
  const auto guard = GuardedTransport::Make(counting, std::move(options)).value();
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        std::vector<std::unique_ptr<GuardedCall>> calls;
        asio::io_context context(1);
        for (int call = 0; call < 10; ++call) {
          calls.push_back(std::make_unique<GuardedCall>());
          Request request(Method::kGet, Url::Parse("https://host").value(), "/thing");
          calls.back()->Start(context, *guard, std::move(request),
                              CallContext(SystemClock()->SteadyNow() + std::chrono::minutes(1)));
        }
        for (int turn = 0; turn < round; ++turn) context.poll_one();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(guard->Hosts().at(0).active, 0U);
  EXPECT_EQ(guard->Hosts().at(0).waiting, 0U);
}

/// The field that a guard with these options complains of.
std::string BadField(const GuardOptions& options) {
  const auto transport = std::make_shared<CountingTransport>();
  const auto guard = GuardedTransport::Make(transport, options);
  return guard ? "" : std::string(guard.error().Find(Fact::kField));
}

TEST(GuardedTransportMakeTest, RefusesOptionsThatCannotBeMeant) {
  const auto with = [](auto change) {
    GuardOptions options;
    change(options);
    return BadField(options);
  };
  EXPECT_EQ(with([](GuardOptions&) {}), "");
  EXPECT_EQ(with([](GuardOptions& o) { o.limit.calls = 0; }), "calls");
  EXPECT_EQ(with([](GuardOptions& o) { o.limit.reserve = milliseconds(-1); }), "reserve");
  EXPECT_EQ(with([](GuardOptions& o) { o.breaker.ratio = 0.0; }), "ratio");
  EXPECT_EQ(with([](GuardOptions& o) { o.breaker.ratio = 1.1; }), "ratio");
  EXPECT_EQ(with([](GuardOptions& o) { o.breaker.window = milliseconds(9); }), "window");
  EXPECT_EQ(with([](GuardOptions& o) { o.breaker.open_for = milliseconds(0); }), "open_for");
  EXPECT_EQ(with([](GuardOptions& o) { o.breaker.trials = 0; }), "trials");
  EXPECT_EQ(with([](GuardOptions& o) { o.breaker.longest_pause = milliseconds(-1); }), "longest_pause");
  EXPECT_EQ(GuardedTransport::Make(nullptr).error().Find(Fact::kField), "transport");
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
