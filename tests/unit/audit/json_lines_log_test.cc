#include "authtree/audit/json_lines_log.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "authtree/core/json.h"

namespace authtree::inline v0::audit {
namespace {

using ::testing::SizeIs;
namespace fs = std::filesystem;

AuditEvent Event(const std::string& principal = "jdoe") {
  AuditEvent event;
  event.event_id = "21784f6b-b4dd-49f7-b2ac-059549785f3d";
  event.transaction_id = "tx-1";
  event.principal = principal;
  return event;
}

class JsonLinesLogTest : public ::testing::Test {
 protected:
  JsonLinesLogTest() {
    std::string name = (fs::temp_directory_path() / "authtree-audit-XXXXXX").string();
    directory_ = mkdtemp(name.data());
  }
  ~JsonLinesLogTest() override { fs::remove_all(directory_); }

  [[nodiscard]] std::string Path(const std::string& name = "audit.jsonl") const {
    return (directory_ / name).string();
  }
  static std::vector<std::string> LinesOf(const std::string& path) {
    std::vector<std::string> lines;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }
  static std::string ReasonOf(const Error& error) { return std::string(error.Find(Fact::kReason)); }

  fs::path directory_;
};

TEST_F(JsonLinesLogTest, SaysWhyItCannotBeOpened) {
  const auto nowhere = JsonLinesLog::Open(Path("no/such/directory"));
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code(), ErrorCode::kUnavailable);
  EXPECT_EQ(ReasonOf(nowhere.error()), "no such directory");
  const auto directory = JsonLinesLog::Open(directory_.string());
  ASSERT_FALSE(directory);
  EXPECT_EQ(ReasonOf(directory.error()), "directory");
}

TEST_F(JsonLinesLogTest, DoesNotWaitForAReaderOfAPipe) {
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);

  EXPECT_FALSE(JsonLinesLog::Open(Path("pipe")));
}

TEST_F(JsonLinesLogTest, AFullDiskIsAnErrorAndNotAnEnd) {
  const auto log = JsonLinesLog::Open("/dev/full");
  ASSERT_TRUE(log);

  const Result<void> written = (*log)->Write(Event());

  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code(), ErrorCode::kUnavailable);
  EXPECT_EQ(ReasonOf(written.error()), "disk full");
}

TEST_F(JsonLinesLogTest, AppendsALineAnEvent) {
  std::ofstream(Path()) << "older\n";
  const auto log = JsonLinesLog::Open(Path());
  ASSERT_TRUE(log);

  ASSERT_TRUE((*log)->Write(Event("a")));
  ASSERT_TRUE((*log)->Write(Event("b")));

  const std::vector<std::string> lines = LinesOf(Path());
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_EQ(lines[0], "older");
  EXPECT_EQ(lines[1], ToLine(Event("a")));
  EXPECT_EQ(lines[2], ToLine(Event("b")));
}

TEST_F(JsonLinesLogTest, ANewFileIsNotForEverybody) {
  const mode_t before = umask(0);
  const auto log = JsonLinesLog::Open(Path());
  umask(before);

  struct stat status {};
  ASSERT_EQ(stat(Path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
}

TEST_F(JsonLinesLogTest, GoesOnInANewFileAfterTheOldOneWasMovedAway) {
  const auto log = JsonLinesLog::Open(Path());
  ASSERT_TRUE((*log)->Write(Event("a")));
  fs::rename(Path(), Path("audit.jsonl.1"));
  ASSERT_TRUE((*log)->Write(Event("b")));

  ASSERT_TRUE((*log)->Reopen());
  ASSERT_TRUE((*log)->Write(Event("c")));

  EXPECT_THAT(LinesOf(Path("audit.jsonl.1")), SizeIs(2));
  EXPECT_THAT(LinesOf(Path()), SizeIs(1));
}

TEST_F(JsonLinesLogTest, KeepsTheOldFileWhenThereIsNoNewOne) {
  fs::create_directory(Path("logs"));
  const auto log = JsonLinesLog::Open(Path("logs/audit.jsonl"));
  fs::rename(Path("logs"), Path("moved"));

  EXPECT_FALSE((*log)->Reopen());

  ASSERT_TRUE((*log)->Write(Event()));
  EXPECT_THAT(LinesOf(Path("moved/audit.jsonl")), SizeIs(1));
}

TEST_F(JsonLinesLogTest, LinesOfSeveralThreadsStayWhole) {
  constexpr int kThreads = 4;
  constexpr int kEvents = 200;
  const auto log = JsonLinesLog::Open(Path());
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&log] {
      for (int k = 0; k < kEvents; ++k) EXPECT_TRUE((*log)->Write(Event(std::string(200, 'x'))));
    });
  }
  for (std::thread& thread : threads) thread.join();

  const std::vector<std::string> lines = LinesOf(Path());
  ASSERT_THAT(lines, SizeIs(kThreads * kEvents));
  for (const std::string& line : lines) EXPECT_EQ(line, lines.front());
}

}  // namespace
}  // namespace authtree::inline v0::audit
