#include "authtree/audit/audit_event.h"

#include <algorithm>
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema_check.h"

namespace authtree::inline v0::audit {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;
using ::testing::HasSubstr;
using testing::SchemaFindings;

AuditEvent Completed() {
  AuditEvent event;
  event.kind = AuditEventKind::kJourneyCompleted;
  event.timestamp = system_clock::time_point(milliseconds(1'780'272'000'007));
  event.event_id = "21784f6b-b4dd-49f7-b2ac-059549785f3d";
  event.transaction_id = "tx-1";
  event.tracking_id = "track-1";
  event.realm = "/";
  event.principal = "jdoe";
  event.client_ip = "192.0.2.1";
  event.result = AuditResult::kFailed;
  event.reason = "denied";
  event.info["treeName"] = "Login";
  event.info["authLevel"] = "0";
  return event;
}

TEST(AuditEvent, HasTheDocumentedShape) {
  EXPECT_EQ(ToLine(Completed()),
            R"({"timestamp":"2026-06-01T00:00:00.007Z","eventId":"21784f6b-b4dd-49f7-b2ac-059549785f3d",)"
            R"("eventName":"AM-TREE-LOGIN-COMPLETED","schemaVersion":1,"component":"Authentication",)"
            R"("transactionId":"tx-1","trackingIds":["track-1"],"realm":"/","principal":["jdoe"],)"
            R"("client":{"ip":"192.0.2.1"},"result":"FAILED","reason":"denied",)"
            R"("entries":[{"info":{"treeName":"Login","authLevel":"0"}}]})");
  EXPECT_EQ(SchemaFindings(ToLine(Completed())), "");
}

TEST(AuditEvent, LeavesOutWhatIsNotKnown) {
  AuditEvent event = Completed();
  event.tracking_id.clear();
  event.principal.clear();
  event.client_ip.clear();

  const Json json = ParseJson(ToLine(event)).value();

  EXPECT_FALSE(json.contains("trackingIds") || json.contains("principal") || json.contains("client"));
  EXPECT_EQ(SchemaFindings(json), "");
}

// What somebody might put into a name to forge a line, to hide something, or to break the reader.
class HostileName : public ::testing::TestWithParam<std::string> {};

TEST_P(HostileName, StaysInItsField) {
  AuditEvent event = Completed();
  event.principal = GetParam();

  const std::string line = ToLine(event);

  EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) << line;
  const Result<Json> json = ParseJson(line);
  ASSERT_TRUE(json) << line;
  EXPECT_EQ(json->size(), ParseJson(ToLine(Completed())).value().size());
  EXPECT_EQ(SchemaFindings(*json), "");
}

INSTANTIATE_TEST_SUITE_P(Table, HostileName,
                         ::testing::Values("a\r\n{\"eventName\":\"AM-TREE-LOGIN-COMPLETED\"}",
                                           "a\",\"result\":\"SUCCESSFUL", std::string("a\0b", 3),
                                           "\xff\xfe\x80", "\xe2\x80\xaegnp.exe", "\xe2\x80\xa8 line",
                                           "\xc2\x85next", "\x1b[2J", "\x7f", "\xf0\x9f\x98\x80",
                                           "\xed\xa0\x80"));

TEST(Beginning, CutsBetweenCharacters) {
  EXPECT_EQ(Beginning("abcdef", 4), "abcd");
  EXPECT_EQ(Beginning("abc\xc3\xbc", 4), "abc");
  EXPECT_EQ(Beginning("abc", 4), "abc");
  EXPECT_EQ(Beginning("\x80\x80\x80\x80\x80", 3), "");
}

TEST(Rfc3339, IsUtcWithMilliseconds) {
  EXPECT_EQ(Rfc3339(system_clock::time_point()), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(Rfc3339(system_clock::time_point(milliseconds(951'782'400'123))), "2000-02-29T00:00:00.123Z");
  EXPECT_EQ(Rfc3339(system_clock::time_point(milliseconds(-1))), "1969-12-31T23:59:59.999Z");
}

struct Change {
  const char* path;
  Json value;  ///< null takes the member away
};

// A schema that takes everything would prove nothing.
class ChangedEvent : public ::testing::TestWithParam<Change> {};

TEST_P(ChangedEvent, IsRefusedByTheSchema) {
  Json event = ParseJson(ToLine(Completed())).value();
  const Json::json_pointer path(GetParam().path);
  if (GetParam().value.is_null()) {
    event.at(path.parent_pointer()).erase(path.back());
  } else {
    event[path] = GetParam().value;
  }

  EXPECT_NE(SchemaFindings(event), "") << event.dump();
}

INSTANTIATE_TEST_SUITE_P(
    Table, ChangedEvent,
    ::testing::Values(Change{"/timestamp", nullptr}, Change{"/timestamp", "2026-06-01 00:00:00"},
                      Change{"/eventId", "1"}, Change{"/eventName", "AM-LOGOUT"},
                      Change{"/eventName", "AM-TREE-LOGIN-STARTED"}, Change{"/schemaVersion", 2},
                      Change{"/component", "Session"}, Change{"/transactionId", ""},
                      Change{"/trackingIds", Json::array()}, Change{"/realm", nullptr},
                      Change{"/principal", "jdoe"}, Change{"/result", nullptr}, Change{"/result", "OK"},
                      Change{"/reason", "because"}, Change{"/password", "x"},
                      Change{"/entries/0/info/treeName", nullptr}, Change{"/entries/0/info/answer", "x"},
                      Change{"/client/port", 1}));

}  // namespace
}  // namespace authtree::inline v0::audit
