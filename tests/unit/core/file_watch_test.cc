#include "authtree/core/file_watch.h"

#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0 {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

class FileWatchTest : public ::testing::Test {
 protected:
  FileWatchTest() {
    fs::create_directory(directory_);
    Write("a", "one");
    Write("b", "one");
  }
  ~FileWatchTest() override { fs::remove_all(directory_); }

  /// Writes a file whose time is later than that of all before, however coarse the file system's times are.
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(directory_ / name) << text;
    fs::last_write_time(directory_ / name, fs::file_time_type() + seconds(++writes_));
  }

  static std::string TestName() {
    const ::testing::TestInfo& test = *::testing::UnitTest::GetInstance()->current_test_info();
    return std::string(test.test_suite_name()) + "." + test.name();
  }

  fs::path directory_ = fs::path(::testing::TempDir()) / TestName();
  int writes_ = 0;
  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
};

TEST_F(FileWatchTest, LooksAtMostOnceAnInterval) {
  FileWatch watch({directory_ / "a"}, seconds(30), clock_);
  Write("a", "two");
  clock_->Advance(seconds(29));
  EXPECT_FALSE(watch.HasChanged());
  clock_->Advance(seconds(1));
  EXPECT_TRUE(watch.HasChanged());
  Write("a", "three");
  EXPECT_FALSE(watch.HasChanged());
}

TEST_F(FileWatchTest, NoticesOtherTimesAndOtherSizes) {
  FileWatch watch({directory_ / "a", directory_ / "b"}, seconds(0), clock_);
  EXPECT_FALSE(watch.HasChanged());
  Write("b", "two");
  EXPECT_TRUE(watch.HasChanged());
  EXPECT_FALSE(watch.HasChanged());
  --writes_;
  Write("b", "three");
  EXPECT_TRUE(watch.HasChanged());
}

TEST_F(FileWatchTest, NoticesThatAFileGoesAndComes) {
  FileWatch watch({directory_ / "a"}, seconds(0), clock_);
  fs::remove(directory_ / "a");
  EXPECT_TRUE(watch.HasChanged());
  EXPECT_FALSE(watch.HasChanged());
  Write("a", "one");
  EXPECT_TRUE(watch.HasChanged());
}

TEST_F(FileWatchTest, NoticesAnExchangedLink) {
  fs::create_symlink("a", directory_ / "link");
  FileWatch watch({directory_ / "link"}, seconds(0), clock_);
  fs::create_symlink("b", directory_ / "next");
  fs::rename(directory_ / "next", directory_ / "link");
  EXPECT_TRUE(watch.HasChanged());
}

TEST_F(FileWatchTest, LooksAgainAtWhatWasOfNoUse) {
  FileWatch watch({directory_ / "a"}, seconds(30), clock_);
  watch.LookAgain();
  EXPECT_FALSE(watch.HasChanged()) << "in time";
  clock_->Advance(seconds(30));
  EXPECT_TRUE(watch.HasChanged());
  clock_->Advance(seconds(30));
  EXPECT_FALSE(watch.HasChanged());
}

TEST_F(FileWatchTest, ClockThatGoesBackwardsDoesNotStopIt) {
  clock_->Advance(seconds(1000));
  FileWatch watch({directory_ / "a"}, seconds(30), clock_);
  Write("a", "two");
  clock_->Advance(-seconds(900));
  EXPECT_TRUE(watch.HasChanged());
}

}  // namespace
}  // namespace authtree::inline v0
