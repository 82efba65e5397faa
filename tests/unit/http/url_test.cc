#include "authtree/http/url.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::http {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

class BadUrlTest : public ::testing::TestWithParam<std::string> {};

TEST_P(BadUrlTest, IsInvalidInputAndNotRepeated) {
  const auto url = Url::Parse(GetParam());
  ASSERT_FALSE(url);
  EXPECT_EQ(url.error().code(), ErrorCode::kInvalidInput);
  EXPECT_THAT(url.error().facts(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Texts, BadUrlTest,
    ::testing::Values("", "host", "ftp://host", "https:/host", "https:host", "https://", "https:///path",
                      "https://:443", "https://user@host", "https://user:secret@host", "https://host?query",
                      "https://host/#fragment", "https://host:", "https://host:0", "https://host:65536",
                      "https://host:-1", "https://host:4 4", "https://host:443x", "https://ho st",
                      "https://h\xC3\xB6st", "https://host\r\nEvil: 1", "https://host/\r\nEvil: 1",
                      "https://-host", "https://.host", "https://%68ost", "https://[::1", "https://[]",
                      "https://[evil.test]", "https://host/a b", "https://host/\"", "https://host/%",
                      "https://host/%2", "https://host/%zz", "https://host/a/../b", "https://host/./b",
                      "https://1", "https://127.1", "https://0x7f.1", "https://2130706433",
                      "https://1.2.3.4.5", "https://256.1.1.1", "https://01.2.3.4", "https://host.7",
                      "https://1.2.3.", "https://host/%2e%2E/b", "https://host\\@evil.test",
                      "https://" + std::string(254, 'h'), std::string("https://host/\0", 14)));

struct GoodUrl {
  std::string text;
  std::string normal;
};

class GoodUrlTest : public ::testing::TestWithParam<GoodUrl> {};

TEST_P(GoodUrlTest, IsNormalised) {
  const auto url = Url::Parse(GetParam().text);
  ASSERT_TRUE(url) << url.error().Describe();
  EXPECT_EQ(url->ToString(), GetParam().normal);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, GoodUrlTest,
    ::testing::Values(GoodUrl{"https://acme.sdb.tid.onespan.cloud", "https://acme.sdb.tid.onespan.cloud/"},
                      GoodUrl{"HTTPS://ACME.Example/Path/", "https://acme.example/Path"},
                      GoodUrl{"http://localhost:8080", "http://localhost:8080/"},
                      GoodUrl{"https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443/a"},
                      GoodUrl{"https://192.0.2.255", "https://192.0.2.255/"},
                      GoodUrl{"https://0.0.0.0:1", "https://0.0.0.0:1/"},
                      GoodUrl{"https://1.2.3.example", "https://1.2.3.example/"},
                      GoodUrl{"https://0xcafe.0xg", "https://0xcafe.0xg/"},
                      GoodUrl{"https://host/a//", "https://host/a"},
                      GoodUrl{"https://host/a%2Fb/c:d@e", "https://host/a%2Fb/c:d@e"}));

TEST(UrlTest, PartsAreToldApart) {
  const auto url = Url::Parse("http://[::1]:81/base");
  ASSERT_TRUE(url);
  EXPECT_FALSE(url->is_https());
  EXPECT_EQ(url->host(), "[::1]");
  EXPECT_THAT(url->port(), Optional(81));
  EXPECT_EQ(url->Target(), "/base");
}

TEST(UrlTest, PortIsAbsentUnlessGiven) { EXPECT_FALSE(Url::Parse("https://host")->port().has_value()); }

TEST(UrlTest, SegmentCannotLeaveItsPlace) {
  const auto base = Url::Parse("https://host/v1");
  EXPECT_EQ(base->Segment("a/b?c#d%e f").Target(), "/v1/a%2Fb%3Fc%23d%25e%20f");
  EXPECT_EQ(base->Segment("..").Target(), "/v1/%2E%2E");
  EXPECT_EQ(base->Segment(".").Target(), "/v1/%2E");
  EXPECT_EQ(base->Segment("...").Target(), "/v1/...");
  EXPECT_EQ(base->Segment("j\xC3\xB6\r\n").Target(), "/v1/j%C3%B6%0D%0A");
}

TEST(UrlTest, UserSegmentKeepsOnlyItsOwnAtSign) {
  const auto base = Url::Parse("https://host");
  EXPECT_EQ(base->UserSegment("j/doe@x", "mas@ter").Target(), "/j%2Fdoe%40x@mas%40ter");
}

TEST(UrlTest, QueryIsEscapedAndStaysBehindThePath) {
  const auto base = Url::Parse("https://host");
  const Url url = base->Query("a&b", "c=d").Query("e", "f g").Segment("late");
  EXPECT_EQ(url.Target(), "/late?a%26b=c%3Dd&e=f%20g");
}

TEST(UrlTest, BuildingLeavesTheBaseAsItWas) {
  const auto base = Url::Parse("https://host/v1");
  static_cast<void>(base->Segment("users"));
  EXPECT_EQ(base->Target(), "/v1");
}

TEST(PercentDecodeTest, BrokenEscapeIsRefused) {
  EXPECT_FALSE(PercentDecode("%"));
  EXPECT_FALSE(PercentDecode("a%2"));
  EXPECT_FALSE(PercentDecode("%g0"));
}

TEST(PercentDecodeTest, UndoesPercentEncode) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_THAT(PercentDecode(PercentEncode(all)), Optional(all));
}

TEST(PathSegmentsTest, BrokenEscapeIsRefused) { EXPECT_FALSE(PathSegments("/a/%zz")); }

TEST(PathSegmentsTest, EncodedSlashDoesNotSplit) {
  EXPECT_THAT(PathSegments("/a%2Fb/c"), Optional(ElementsAre("a/b", "c")));
}

TEST(PathSegmentsTest, EmptySegmentsAreKept) {
  EXPECT_THAT(PathSegments("/"), Optional(IsEmpty()));
  EXPECT_THAT(PathSegments(""), Optional(IsEmpty()));
  EXPECT_THAT(PathSegments("/a/"), Optional(ElementsAre("a", "")));
  EXPECT_THAT(PathSegments("//a"), Optional(ElementsAre("", "a")));
}

}  // namespace
}  // namespace authtree::inline v0::http
