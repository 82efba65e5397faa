#include "authtree/core/timers.h"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

TEST(SystemTimers, CallWhenTheTimeHasCome) {
  boost::asio::io_context context(1);
  const auto clock = SystemClock();
  const auto timers = SystemTimers();
  const auto when = clock->SteadyNow() + std::chrono::milliseconds(1);
  std::chrono::steady_clock::time_point called;
  const auto timer = timers->Start(context.get_executor(), when, [&] { called = clock->SteadyNow(); });
  context.run();
  EXPECT_GE(called, when);
}

TEST(SystemTimers, DestroyingOneCallsItOff) {
  boost::asio::io_context context(1);
  bool called = false;
  auto timer =
      SystemTimers()->Start(context.get_executor(), Timers::TimePoint::max(), [&] { called = true; });
  timer.reset();
  context.run();
  EXPECT_FALSE(called);
}

}  // namespace
}  // namespace authtree::inline v0
