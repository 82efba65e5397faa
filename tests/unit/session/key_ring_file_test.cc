#include "authtree/session/key_ring_file.h"

#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/session/sealer.h"
#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0 {
namespace {

namespace fs = std::filesystem;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "taken" or what was refused, a line a reload.
class KeyLog final : public SessionObserver {
 public:
  void OnKeyReload(const KeyReload& event) override {
    lines.push_back(event.error ? "refused " + std::string(event.error->Find(Fact::kField)) : "taken");
    active = std::string(event.active);
  }
  std::vector<std::string> lines;
  std::string active;
};

class KeyRingFileTest : public ::testing::Test {
 protected:
  KeyRingFileTest() {
    fs::create_directory(directory_);
    EXPECT_TRUE(content_.WriteNew(path_));
    Touch();
    KeyRingFileOptions options;
    options.path = path_;
    options.clock = clock_;
    options.observer = log_;
    Diagnostics diagnostics;
    file_ = KeyRingFile::Open(std::move(options), diagnostics);
  }
  ~KeyRingFileTest() override { fs::remove_all(directory_); }

  /// Gives the file a time of its own, however coarse those of the file system are.
  void Touch() { fs::last_write_time(path_, fs::file_time_type() + seconds(++writes_)); }
  void Rotate(minutes keep) {
    content_.Rotate(*clock_, keep);
    EXPECT_TRUE(content_.Replace(path_));
    Touch();
  }
  [[nodiscard]] std::string Active() const { return file_->source()->Current()->active_id(); }
  static std::string TestName() {
    const ::testing::TestInfo& test = *::testing::UnitTest::GetInstance()->current_test_info();
    return std::string(test.test_suite_name()) + "." + test.name();
  }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  fs::path directory_ = fs::path(::testing::TempDir()) / TestName();
  fs::path path_ = directory_ / "keys.json";
  int writes_ = 0;
  KeyFile content_ = KeyFile::New(*clock_);
  std::shared_ptr<KeyLog> log_ = std::make_shared<KeyLog>();
  std::shared_ptr<KeyRingFile> file_;
};

TEST_F(KeyRingFileTest, OpeningNeedsAKeyFile) {
  fs::remove(path_);
  KeyRingFileOptions options;
  options.path = path_;
  Diagnostics diagnostics;
  EXPECT_EQ(KeyRingFile::Open(std::move(options), diagnostics), nullptr);
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST_F(KeyRingFileTest, BrokenFileLeavesTheOldKeys) {
  const std::string before = Active();
  std::ofstream(path_) << R"({"active":"x","keys":[]})";
  const Result<void> reloaded = file_->Reload();
  ASSERT_FALSE(reloaded);
  EXPECT_EQ(reloaded.error().Find(Fact::kField), "/keys");
  EXPECT_EQ(Active(), before);
  EXPECT_THAT(log_->lines, ElementsAre("refused /keys"));
  EXPECT_EQ(log_->active, before);
}

TEST_F(KeyRingFileTest, FileThatOthersCanReadLeavesTheOldKeys) {
  const std::string before = Active();
  Rotate(minutes(60));
  fs::permissions(path_, fs::perms::others_read, fs::perm_options::add);
  EXPECT_FALSE(file_->Reload());
  EXPECT_EQ(Active(), before);
}

TEST_F(KeyRingFileTest, NewKeysAreTakenOnceAnInterval) {
  const std::string before = Active();
  Rotate(minutes(60));
  clock_->Advance(seconds(29));
  EXPECT_TRUE(file_->ReloadIfChanged());
  EXPECT_EQ(Active(), before);
  clock_->Advance(seconds(1));
  EXPECT_TRUE(file_->ReloadIfChanged());
  EXPECT_EQ(Active(), content_.active());
  EXPECT_NE(file_->source()->Current()->Find(before), nullptr);
}

TEST_F(KeyRingFileTest, NewKeysAreTakenAtOnceWhenAskedFor) {
  Rotate(minutes(60));
  EXPECT_TRUE(file_->Reload());
  EXPECT_EQ(Active(), content_.active());
  EXPECT_THAT(log_->lines, ElementsAre("taken"));
}

TEST_F(KeyRingFileTest, KeyIsDroppedWhenItExpires) {
  const std::string old = Active();
  Rotate(minutes(1));
  ASSERT_TRUE(file_->Reload());
  clock_->Advance(minutes(1));
  EXPECT_TRUE(file_->ReloadIfChanged());
  EXPECT_EQ(file_->source()->Current()->Find(old), nullptr);
  log_->lines.clear();
  clock_->Advance(minutes(1));
  EXPECT_TRUE(file_->ReloadIfChanged());
  EXPECT_THAT(log_->lines, IsEmpty()) << "once";
}

TEST_F(KeyRingFileTest, RefusedFileIsTriedAgain) {
  fs::permissions(path_, fs::perms::others_read, fs::perm_options::add);
  ASSERT_FALSE(file_->Reload());
  fs::permissions(path_, fs::perms::others_read, fs::perm_options::remove);
  clock_->Advance(seconds(30));
  EXPECT_TRUE(file_->ReloadIfChanged());
  EXPECT_THAT(log_->lines, ElementsAre("refused ", "taken"));
}

TEST(PerKeyRingTest, IsMadeOnceForEachRing) {
  const auto first = KeyRing::Random();
  const auto second = KeyRing::Random();
  const auto source = std::make_shared<KeyRingSource>(first);
  int made = 0;
  const PerKeyRing<std::string> ids(source, [&made](const KeyRing& ring) {
    ++made;
    return ring.active_id();
  });
  const PerKeyRing<std::string> copy = ids;
  EXPECT_EQ(*ids.Current(), first->active_id());
  const auto kept = copy.Current();
  EXPECT_EQ(made, 1);
  source->Replace(second);
  EXPECT_EQ(*ids.Current(), second->active_id());
  EXPECT_EQ(*kept, first->active_id()) << "what is in use stays";
  EXPECT_EQ(made, 2);
}

}  // namespace
}  // namespace authtree::inline v0
