#include "authtree/core/secret.h"

#include <array>
#include <string>
#include <type_traits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace authtree::inline v0 {
namespace {

using ::testing::Each;

static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);
static_assert(!std::is_convertible_v<std::string, Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_constructible_v<nlohmann::json, Secret>);
static_assert(!std::is_constructible_v<nlohmann::json, const Secret&>);

// Memory that outlives what is allocated in it, so that a test may look at it afterwards.
std::array<char, 64> arena;

template <class T>
struct ArenaAllocator : WipingAllocator<T> {
  using value_type = T;
  ArenaAllocator() = default;
  template <class U>
  ArenaAllocator(const ArenaAllocator<U>& /*other*/) {}  // NOLINT(google-explicit-constructor)
  T* allocate(std::size_t /*count*/) { return arena.data(); }
  void deallocate(T* memory, std::size_t count) noexcept { Wipe(memory, count * sizeof(T)); }
  friend bool operator==(const ArenaAllocator&, const ArenaAllocator&) { return true; }
};

TEST(Wipe, ClearsEveryByteItIsGiven) {
  std::array<char, 16> memory;
  memory.fill('x');

  Wipe(memory.data(), memory.size());

  EXPECT_THAT(memory, Each('\0'));
}

TEST(Wipe, LeavesTheBytesBehindAlone) {
  std::array<char, 4> memory{'a', 'b', 'c', 'd'};

  Wipe(memory.data(), 2);

  EXPECT_EQ(std::string(memory.data(), 4), std::string("\0\0cd", 4));
}

TEST(Wipe, TakesNothingForNothing) {
  Wipe(nullptr, 0);
  Wipe(nullptr, 8);
}

TEST(WipingAllocator, WipesTheUnusedPartOfTheCapacityToo) {
  arena.fill('x');
  {
    std::vector<char, ArenaAllocator<char>> bytes;
    bytes.reserve(arena.size());
    bytes.assign(8, 's');
    bytes.resize(2);
  }

  EXPECT_THAT(arena, Each('\0'));
}

TEST(WipingAllocator, OfEveryTypeIsEqual) { EXPECT_TRUE(WipingAllocator<char>() == WipingAllocator<char>()); }

TEST(Secret, IsEmptyAtFirst) {
  const Secret secret;

  EXPECT_TRUE(secret.empty());
  EXPECT_EQ(secret.size(), 0U);
  EXPECT_EQ(secret.Expose(), "");
}

TEST(Secret, ExposesWhatItWasMadeOf) {
  const Secret secret(std::string_view("p\0w", 3));

  EXPECT_EQ(secret.size(), 3U);
  EXPECT_EQ(secret.Expose(), std::string_view("p\0w", 3));
}

TEST(Secret, TakesABuffer) {
  SecretBuffer buffer;
  for (const char c : std::string_view("typed")) buffer.push_back(c);

  EXPECT_EQ(Secret(std::move(buffer)).Expose(), "typed");
}

TEST(Secret, TakeWipesAShortSource) {
  std::string source = "short";

  const Secret secret = Secret::Take(std::move(source));

  EXPECT_EQ(secret.Expose(), "short");
  EXPECT_TRUE(source.empty());  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(std::string(source.data(), 5),
            std::string(5, '\0'));  // the bytes are still there to be looked at
}

TEST(Secret, TakeWipesALongSource) {
  std::string source(500, 's');
  const char* bytes = source.data();

  const Secret secret = Secret::Take(std::move(source));

  EXPECT_EQ(secret.size(), 500U);
  ASSERT_EQ(source.data(), bytes);  // NOLINT(bugprone-use-after-move): the string still owns its memory
  EXPECT_THAT(std::string(bytes, 500), Each('\0'));
}

TEST(Secret, MovingLeavesNothingBehind) {
  Secret from("gone");

  const Secret to = std::move(from);

  EXPECT_EQ(to.Expose(), "gone");
  EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move)
}

TEST(Secret, MoveAssignmentReplacesTheOldText) {
  Secret target("old");

  target = Secret("new");

  EXPECT_EQ(target.Expose(), "new");
}

TEST(Secret, CloneIsIndependent) {
  Secret original("text");
  const Secret copy = original.Clone();

  original = Secret("other");

  EXPECT_EQ(copy.Expose(), "text");
}

TEST(Secret, ComparesByText) {
  EXPECT_TRUE(Secret("a") == Secret("a"));
  EXPECT_TRUE(Secret() == Secret(""));
  EXPECT_FALSE(Secret("a") == Secret("b"));
  EXPECT_FALSE(Secret("a") == Secret("ab"));
  EXPECT_FALSE(Secret() == Secret("a"));
}

}  // namespace
}  // namespace authtree::inline v0
