#include "authtree/session/memory_store.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "authtree/testkit/manual_clock.h"

#include "run_task.h"

namespace authtree::inline v0 {
namespace {

using std::chrono::minutes;
using test_support::Await;

// It never waits, so any deadline is late enough.
const CallContext kCall(CallContext::TimePoint{});

class MemoryStoreTest : public ::testing::Test {
 protected:
  SessionStore::TimePoint In(minutes time) const { return clock_->Now() + time; }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
};

TEST_F(MemoryStoreTest, HasNothingUnderAnUnknownId) {
  MemoryStore store(clock_);
  EXPECT_EQ(Await(store.Take("a", kCall)).error().code(), ErrorCode::kNotFound);
}

TEST_F(MemoryStoreTest, HandsOutOnce) {
  MemoryStore store(clock_);
  ASSERT_TRUE(Await(store.Put("a", "sealed", In(minutes(5)), kCall)));
  EXPECT_EQ(Await(store.Take("a", kCall)).value(), "sealed");
  EXPECT_EQ(Await(store.Take("a", kCall)).error().code(), ErrorCode::kNotFound);
}

TEST_F(MemoryStoreTest, ForgetsWhatHasExpired) {
  MemoryStore store(clock_);
  ASSERT_TRUE(Await(store.Put("a", "sealed", In(minutes(5)), kCall)));
  clock_->Advance(minutes(5));
  EXPECT_EQ(Await(store.Take("a", kCall)).error().code(), ErrorCode::kNotFound);
  EXPECT_EQ(store.size(), 0U);
}

TEST_F(MemoryStoreTest, CountsWhatHasExpired) {
  MemoryStore store(clock_);
  for (const char* id : {"a", "b", "c"}) ASSERT_TRUE(Await(store.Put(id, "sealed", In(minutes(5)), kCall)));
  ASSERT_TRUE(Await(store.Take("a", kCall)));
  EXPECT_EQ(store.expired(), 0U);
  clock_->Advance(minutes(5));
  ASSERT_FALSE(Await(store.Take("b", kCall)));
  EXPECT_EQ(store.expired(), 1U);
  ASSERT_TRUE(Await(store.Put("d", "sealed", In(minutes(5)), kCall)));
  EXPECT_EQ(store.expired(), 2U);
}

TEST_F(MemoryStoreTest, SaysWhenItIsFull) {
  MemoryStore store(clock_, MemoryStoreLimits{2, 1000});
  ASSERT_TRUE(Await(store.Put("a", "1", In(minutes(5)), kCall)));
  ASSERT_TRUE(Await(store.Put("b", "2", In(minutes(5)), kCall)));
  const Result<void> refused = Await(store.Put("c", "3", In(minutes(5)), kCall));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::kUnavailable);
  EXPECT_EQ(refused.error().Find(Fact::kLimit), "2 entries");
  EXPECT_EQ(Await(store.Take("a", kCall)).value(), "1") << "nobody's session is dropped";
  EXPECT_TRUE(Await(store.Put("c", "3", In(minutes(5)), kCall)));
}

TEST_F(MemoryStoreTest, BoundsItsBytes) {
  MemoryStore store(clock_, MemoryStoreLimits{100, 10});
  ASSERT_TRUE(Await(store.Put("a", "123456", In(minutes(5)), kCall)));
  EXPECT_EQ(Await(store.Put("b", "12345", In(minutes(5)), kCall)).error().code(), ErrorCode::kUnavailable);
  EXPECT_TRUE(Await(store.Put("a", "1234567890", In(minutes(5)), kCall)))
      << "what it replaces does not count";
  ASSERT_TRUE(Await(store.Take("a", kCall)));
  EXPECT_TRUE(Await(store.Put("b", "1234567890", In(minutes(5)), kCall)));
}

TEST_F(MemoryStoreTest, MakesRoomByDroppingWhatHasExpired) {
  MemoryStore store(clock_, MemoryStoreLimits{2, 1000});
  ASSERT_TRUE(Await(store.Put("a", "1", In(minutes(1)), kCall)));
  ASSERT_TRUE(Await(store.Put("b", "2", In(minutes(5)), kCall)));
  clock_->Advance(minutes(2));
  ASSERT_TRUE(Await(store.Put("c", "3", In(minutes(5)), kCall)));
  EXPECT_EQ(store.size(), 2U);
  EXPECT_EQ(Await(store.Take("b", kCall)).value(), "2");
}

TEST_F(MemoryStoreTest, ReplacedEntryKeepsItsNewExpiry) {
  MemoryStore store(clock_);
  ASSERT_TRUE(Await(store.Put("a", "1", In(minutes(1)), kCall)));
  ASSERT_TRUE(Await(store.Put("a", "2", In(minutes(5)), kCall)));
  clock_->Advance(minutes(2));
  ASSERT_TRUE(Await(store.Put("b", "3", In(minutes(5)), kCall)));
  EXPECT_EQ(Await(store.Take("a", kCall)).value(), "2");
}

TEST_F(MemoryStoreTest, LetsOneOfManyThreadsTake) {
  MemoryStore store(clock_);
  for (int round = 0; round < 200; ++round) {
    ASSERT_TRUE(Await(store.Put("a", "sealed", In(minutes(5)), kCall)));
    std::atomic<int> winners = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        if (Await(store.Take("a", kCall))) ++winners;
      });
    }
    for (std::thread& thread : threads) thread.join();
    ASSERT_EQ(winners.load(), 1);
  }
}

}  // namespace
}  // namespace authtree::inline v0
