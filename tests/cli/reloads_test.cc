#include "reloads.h"

#include <future>

#include <gtest/gtest.h>

namespace authtree::inline v0::cli {
namespace {

TEST(ReloadsTest, ReloadsAllInOrder) {
  std::string calls;
  Reloads reloads;
  EXPECT_TRUE(reloads.empty());
  reloads.Add([&] { calls += 'a'; }, [] {});
  reloads.Add([&] { calls += 'b'; }, [] {});
  EXPECT_FALSE(reloads.empty());
  reloads.ReloadAll();
  EXPECT_EQ(calls, "ab");
}

TEST(ReloadsTest, ChecksFromTimeToTime) {
  std::promise<void> twice;
  int checks = 0;
  Reloads reloads;
  reloads.Add([] {},
              [&] {
                if (++checks == 2) twice.set_value();
              });
  reloads.CheckEvery(std::chrono::seconds(0));
  twice.get_future().wait();
}

TEST(ReloadsTest, EndsAtOnce) {
  Reloads reloads;
  reloads.CheckEvery(std::chrono::hours(1));
}

}  // namespace
}  // namespace authtree::inline v0::cli
