#include "authtree/session/key_file.h"

#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "authtree/core/encoding.h"
#include "authtree/core/json.h"
#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0 {
namespace {

namespace fs = std::filesystem;
using std::chrono::minutes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

const std::string kKeyText = Base64Encode(std::string(32, 'k'));

/// A file with two keys, "a" and "b"; "a" is active.
Json TwoKeys() {
  Json file;
  file["active"] = "a";
  file["keys"] = Json::array();
  for (const char* id : {"a", "b"}) {
    Json key;
    key["id"] = id;
    key["key"] = kKeyText;
    file["keys"].push_back(std::move(key));
  }
  return file;
}

/// The places that are complained of.
std::vector<std::string> Complaints(const std::string& text) {
  Diagnostics diagnostics;
  const auto file = KeyFile::Parse(Secret(text), diagnostics);
  EXPECT_EQ(file.has_value(), !diagnostics.has_errors());
  EXPECT_THAT(diagnostics.ToText(), Not(HasSubstr(kKeyText)));
  std::vector<std::string> places;
  for (const Finding& finding : diagnostics.findings()) places.push_back(finding.place);
  return places;
}

std::vector<std::string> Ids(const KeyFile& file) {
  std::vector<std::string> ids;
  for (const KeyFileEntry& entry : file.entries()) ids.push_back(entry.id);
  return ids;
}

TEST(KeyFileTest, TextThatIsNoObjectIsRefused) {
  for (const char* text : {"", "nonsense", "[]", "null", R"({"active":)"}) {
    EXPECT_THAT(Complaints(text), ::testing::SizeIs(1)) << text;
  }
}

TEST(KeyFileTest, AllFindingsAreToldAtOnce) {
  Json file = TwoKeys();
  file["active"] = "c";
  file["extra"] = 1;
  file["keys"][0]["id"] = "not an id";
  file["keys"][0]["notafter"] = "2026-01-01T00:00:00Z";
  file["keys"][1]["key"] = "c2hvcnQ=";
  file["keys"][1]["notAfter"] = "tomorrow";
  file["keys"].push_back(7);
  EXPECT_THAT(Complaints(DumpJson(file)),
              ElementsAre("/extra", "/keys/0/notafter", "/keys/0/id", "/keys/1/key", "/keys/1/notAfter",
                          "/keys/2", "/active"));
}

TEST(KeyFileTest, KeysWithoutAListAreRefused) {
  EXPECT_THAT(Complaints(R"({"active":"a"})"), ElementsAre("/keys", "/active"));
  EXPECT_THAT(Complaints(R"({"active":"a","keys":[]})"), ElementsAre("/keys", "/active"));
  EXPECT_THAT(Complaints(R"({"active":"a","keys":{}})"), ElementsAre("/keys", "/active"));
}

TEST(KeyFileTest, SecondKeyOfOneIdIsRefused) {
  Json file = TwoKeys();
  file["keys"][1]["id"] = "a";
  EXPECT_THAT(Complaints(DumpJson(file)), ElementsAre("/keys/1/id"));
}

TEST(KeyFileTest, TimesThatAreNoneAreRefused) {
  for (const char* time : {"", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00+01:00",
                           "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
                           "2026-01-01t00:00:00z", "1969-12-31T00:00:00Z", "9999-01-01T00:00:00Z"}) {
    Json file = TwoKeys();
    file["keys"][1]["notAfter"] = time;
    EXPECT_THAT(Complaints(DumpJson(file)), ElementsAre("/keys/1/notAfter")) << time;
  }
}

class KeyFileOnClockTest : public ::testing::Test {
 protected:
  static KeyFile Parsed(const Json& json) {
    Diagnostics diagnostics;
    return KeyFile::Parse(Secret(DumpJson(json)), diagnostics).value();
  }
  std::shared_ptr<const KeyRing> RingOf(const KeyFile& file) const {
    Diagnostics ignored;
    return file.RingAt(clock_.Now(), ignored);
  }

  testkit::ManualClock clock_;  // 2026-01-01T00:00:00Z
};

TEST_F(KeyFileOnClockTest, ExpiredActiveKeyMakesNoRing) {
  Json json = TwoKeys();
  json["keys"][0]["notAfter"] = "2026-01-01T00:01:00Z";
  const KeyFile file = Parsed(json);
  EXPECT_NE(RingOf(file), nullptr);
  clock_.Advance(minutes(1));
  Diagnostics diagnostics;
  EXPECT_EQ(file.RingAt(clock_.Now(), diagnostics), nullptr);
  EXPECT_THAT(diagnostics.ToText(), HasSubstr("authtree keys rotate"));
}

TEST_F(KeyFileOnClockTest, ExpiredKeyIsNotInTheRing) {
  Json json = TwoKeys();
  json["keys"][1]["notAfter"] = "2026-01-01T00:01:00Z";
  const KeyFile file = Parsed(json);
  EXPECT_EQ(file.NextExpiry(clock_.Now()), clock_.Now() + minutes(1));
  EXPECT_NE(RingOf(file)->Find("b"), nullptr);
  clock_.Advance(minutes(1));
  EXPECT_EQ(RingOf(file)->Find("b"), nullptr);
  EXPECT_EQ(file.NextExpiry(clock_.Now()), std::nullopt);
}

TEST_F(KeyFileOnClockTest, NewOneHasOneKeyThatIsActive) {
  const KeyFile file = KeyFile::New(clock_);
  EXPECT_THAT(Ids(file), ElementsAre(file.active()));
  EXPECT_THAT(file.active(), MatchesRegex("20260101-[0-9a-f]{8}"));
  EXPECT_NE(KeyFile::New(clock_).active(), file.active());
}

TEST_F(KeyFileOnClockTest, ReadsWhatItWrites) {
  KeyFile file = KeyFile::New(clock_);
  file.Rotate(clock_, minutes(60));
  Diagnostics diagnostics;
  const auto read = KeyFile::Parse(file.ToJson(), diagnostics);
  ASSERT_TRUE(read) << diagnostics.ToText();
  EXPECT_EQ(read->active(), file.active());
  EXPECT_EQ(Ids(*read), Ids(file));
  EXPECT_TRUE(read->entries()[0].key == file.entries()[0].key);
  EXPECT_EQ(read->entries()[0].not_after, clock_.Now() + minutes(60));
  EXPECT_EQ(read->entries()[1].not_after, std::nullopt);
}

TEST_F(KeyFileOnClockTest, RotationKeepsTheOldKeyForAWhile) {
  KeyFile file = KeyFile::New(clock_);
  const std::string old = file.active();
  const std::string next = file.Rotate(clock_, minutes(60));
  EXPECT_NE(next, old);
  EXPECT_EQ(file.active(), next);
  EXPECT_THAT(Ids(file), ElementsAre(old, next));
  EXPECT_EQ(RingOf(file)->active_id(), next);
  clock_.Advance(minutes(60));
  EXPECT_EQ(RingOf(file)->Find(old), nullptr);
}

TEST_F(KeyFileOnClockTest, RotationDropsWhatHasExpired) {
  KeyFile file = KeyFile::New(clock_);
  const std::string first = file.active();
  const std::string second = file.Rotate(clock_, minutes(60));
  clock_.Advance(minutes(60));
  const std::string third = file.Rotate(clock_, minutes(60));
  EXPECT_THAT(Ids(file), ElementsAre(second, third));
}

TEST_F(KeyFileOnClockTest, RotationTakesTheKeyThatWasAdded) {
  KeyFile file = KeyFile::New(clock_);
  const std::string old = file.active();
  const std::string added = file.AddKey(clock_);
  EXPECT_EQ(file.active(), old);
  EXPECT_NE(RingOf(file)->Find(added), nullptr) << "all hosts can read what the first of them writes";
  EXPECT_EQ(file.Rotate(clock_, minutes(60)), added);
  EXPECT_THAT(Ids(file), ElementsAre(old, added));
}

class KeyFileOnDiskTest : public KeyFileOnClockTest {
 protected:
  KeyFileOnDiskTest() { fs::create_directory(directory_); }
  ~KeyFileOnDiskTest() override { fs::remove_all(directory_); }

  static mode_t ModeOf(const fs::path& path) {
    struct stat about {};
    EXPECT_EQ(::stat(path.c_str(), &about), 0);
    return about.st_mode & 0777U;
  }
  std::string ReadErrors() const {
    Diagnostics diagnostics;
    static_cast<void>(KeyFile::Read(path_, diagnostics));
    return diagnostics.ToText();
  }
  static std::string TestName() {
    const ::testing::TestInfo& test = *::testing::UnitTest::GetInstance()->current_test_info();
    return std::string(test.test_suite_name()) + "." + test.name();
  }

  fs::path directory_ = fs::path(::testing::TempDir()) / TestName();
  fs::path path_ = directory_ / "keys.json";
};

TEST_F(KeyFileOnDiskTest, FileThatOthersCanReadIsRefused) {
  ASSERT_TRUE(KeyFile::New(clock_).WriteNew(path_));
  for (const mode_t mode : {0604U, 0602U, 0601U, 0620U, 0666U}) {
    ::chmod(path_.c_str(), mode);
    EXPECT_THAT(ReadErrors(), HasSubstr("chmod 600")) << mode;
  }
  for (const mode_t mode : {0600U, 0400U, 0640U, 0440U}) {
    ::chmod(path_.c_str(), mode);
    EXPECT_THAT(ReadErrors(), IsEmpty()) << mode;
  }
}

TEST_F(KeyFileOnDiskTest, WhatIsNoFileIsRefused) {
  EXPECT_THAT(ReadErrors(), HasSubstr("cannot be read"));
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  EXPECT_THAT(ReadErrors(), HasSubstr("is no file"));
}

TEST_F(KeyFileOnDiskTest, HugeFileIsRefused) {
  std::ofstream(path_) << std::string(100'000, ' ');
  ::chmod(path_.c_str(), 0600);
  EXPECT_THAT(ReadErrors(), HasSubstr("larger than allowed"));
}

TEST_F(KeyFileOnDiskTest, NewFileIsItsOwnersAlone) {
  ASSERT_TRUE(KeyFile::New(clock_).WriteNew(path_));
  EXPECT_EQ(ModeOf(path_), 0600U);
  EXPECT_THAT(ReadErrors(), IsEmpty());
}

TEST_F(KeyFileOnDiskTest, NewFileReplacesNone) {
  ASSERT_TRUE(KeyFile::New(clock_).WriteNew(path_));
  EXPECT_EQ(KeyFile::New(clock_).WriteNew(path_).error().code(), ErrorCode::kConflict);
  EXPECT_EQ(KeyFile::New(clock_).WriteNew(directory_ / "no" / "keys").error().code(),
            ErrorCode::kUnavailable);
}

TEST_F(KeyFileOnDiskTest, ReplacingKeepsThePermissions) {
  KeyFile file = KeyFile::New(clock_);
  ASSERT_TRUE(file.WriteNew(path_));
  ::chmod(path_.c_str(), 0640);
  file.Rotate(clock_, minutes(60));
  ASSERT_TRUE(file.Replace(path_));
  EXPECT_EQ(ModeOf(path_), 0640U);
  Diagnostics diagnostics;
  EXPECT_EQ(KeyFile::Read(path_, diagnostics)->active(), file.active());
  EXPECT_FALSE(fs::exists(path_.string() + ".new"));
}

TEST_F(KeyFileOnDiskTest, ReplacingFollowsALink) {
  KeyFile file = KeyFile::New(clock_);
  ASSERT_TRUE(file.WriteNew(path_));
  fs::create_symlink("keys.json", directory_ / "link");
  ASSERT_TRUE(file.Replace(directory_ / "link"));
  EXPECT_TRUE(fs::is_symlink(directory_ / "link"));
}

TEST_F(KeyFileOnDiskTest, OneReplacesAtATime) {
  const KeyFile file = KeyFile::New(clock_);
  ASSERT_TRUE(file.WriteNew(path_));
  std::ofstream(path_.string() + ".new") << "half";
  EXPECT_EQ(file.Replace(path_).error().code(), ErrorCode::kConflict);
}

}  // namespace
}  // namespace authtree::inline v0
