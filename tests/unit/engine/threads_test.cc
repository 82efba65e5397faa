// One engine, one journey and one registry serve several threads, each with a loop of its own.
#include <array>
#include <atomic>
#include <exception>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include "engine_bench.h"

namespace authtree::inline v0::testing {
namespace {

namespace asio = boost::asio;

class CountingObserver final : public Observer {
 public:
  void OnStep(const StepEvent& /*event*/) override { ++steps; }
  void OnRound(const RoundEvent& /*event*/) override { ++rounds; }
  std::atomic<int> steps{0};
  std::atomic<int> rounds{0};
};

// Asks, answers, and tells whether the right user came out.
Task<bool> LogIn(const Engine* engine, std::shared_ptr<const Journey> journey, std::string name) {
  RoundResult begun = co_await engine->Begin(journey, RequestContext());
  auto* prompt = std::get_if<Prompt>(&begun);
  if (prompt == nullptr) co_return false;
  auto session = std::make_unique<JourneySession>(std::move(prompt->session));
  Answers answers;
  answers.Add(Answer(CallbackType::kName, Value(Json(name))));
  RoundResult ended =
      co_await engine->Submit(journey, std::move(session), RequestContext(), std::move(answers));
  const auto* succeeded = std::get_if<Succeeded>(&ended);
  co_return succeeded != nullptr && succeeded->username == name;
}

TEST(Threads, ShareEngineJourneyAndRegistry) {
  constexpr int kThreads = 4;
  constexpr int kLogins = 50;
  auto behaviours = std::make_shared<Behaviours>();
  behaviours->async["wait"] = [](const StepContext&) -> Task<Result<Action>> {
    const auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
    co_return Action::To("outcome");
  };
  const NodeRegistry registry = TestRegistry(behaviours);
  ExportBuilder builder;
  builder.Node("wait", "TestTaskNode", {{"outcome", "box"}})
      .Node("box", "BoxNode", {{"outcome", kSuccess}}, {{"nodes", {ChildEntry("ask", "AskNode")}}})
      .Child("ask");
  const auto journey = LoadJourneys(builder.Text(), registry).Find();
  ASSERT_NE(journey, nullptr);
  const auto observer = std::make_shared<CountingObserver>();
  const Engine engine(SystemClock(), observer);
  std::atomic<int> logged_in{0};
  std::atomic<int> loaded{0};

  auto serve = [&](int thread) {
    if (LoadJourneys(builder.Text(), registry).Find() != nullptr) ++loaded;
    asio::io_context loop(1);
    for (int i = 0; i < kLogins; ++i) {
      auto count = [&logged_in](const std::exception_ptr& thrown, bool right) {
        if (thrown == nullptr && right) ++logged_in;
      };
      asio::co_spawn(loop, LogIn(&engine, journey, "user" + std::to_string(thread) + "-" + std::to_string(i)),
                     count);
    }
    loop.run();
  };
  std::array<std::thread, kThreads> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads[static_cast<std::size_t>(thread)] = std::thread(serve, thread);
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(logged_in, kThreads * kLogins);
  EXPECT_EQ(loaded, kThreads);
  EXPECT_EQ(observer->rounds, 2 * kThreads * kLogins);
}

}  // namespace
}  // namespace authtree::inline v0::testing
