#include "authtree/http/message.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::http {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::Pair;
using ::testing::SizeIs;

TEST(HeadersTest, FieldThatWouldBecomeSeveralIsRefused) {
  Headers headers;
  EXPECT_FALSE(headers.Add("X", "1\r\nEvil: 1"));
  EXPECT_FALSE(headers.Add("X", "1\nEvil: 1"));
  EXPECT_FALSE(headers.Add("X\r\nEvil", "1"));
  EXPECT_FALSE(headers.Add("X: 1\r\nEvil", "1"));
  EXPECT_FALSE(headers.Add("X", std::string("1\0002", 3)));
  EXPECT_FALSE(headers.Add("X", "\x7F"));
  EXPECT_THAT(headers.fields(), IsEmpty());
}

TEST(HeadersTest, NameThatIsNoTokenIsRefused) {
  Headers headers;
  EXPECT_FALSE(headers.Add("", "1"));
  EXPECT_FALSE(headers.Add("X Y", "1"));
  EXPECT_FALSE(headers.Add("X:", "1"));
  EXPECT_FALSE(headers.Add("X\xC3\xB6", "1"));
}

TEST(HeadersTest, TabAndBytesBeyondAsciiMayStandInAValue) {
  Headers headers;
  EXPECT_TRUE(headers.Add("X", "a\tb"));
  EXPECT_TRUE(headers.Add("Y", "J\xC3\xB6rg"));
}

TEST(HeadersTest, FindsTheFirstFieldInAnyCase) {
  Headers headers;
  ASSERT_TRUE(headers.Add("Set-Cookie", "a"));
  ASSERT_TRUE(headers.Add("set-cookie", "b"));
  EXPECT_EQ(headers.Find("SET-COOKIE"), "a");
  EXPECT_EQ(headers.Find("Cookie"), "");
  EXPECT_THAT(headers.fields(), SizeIs(2));
}

TEST(MethodTest, UnknownNamesAreNoMethods) {
  EXPECT_FALSE(ParseMethod("get"));
  EXPECT_FALSE(ParseMethod("TRACE"));
  EXPECT_FALSE(ParseMethod(""));
}

TEST(MethodTest, NamesAreReadAsTheyAreWritten) {
  for (const Method method : {Method::kGet, Method::kPost, Method::kPut, Method::kPatch, Method::kDelete,
                              Method::kHead, Method::kOptions}) {
    EXPECT_THAT(ParseMethod(MethodName(method)), Optional(method));
  }
}

TEST(RequestTest, IsNeverResentUnlessItSaysSo) {
  const Request request(Method::kPost, *Url::Parse("https://host"), "/route");
  EXPECT_EQ(request.resend(), Resend::kNever);
}

TEST(RequestTest, BodyBringsItsContentType) {
  const Request request = Request(Method::kPost, *Url::Parse("https://host"), "/route")
                              .WithBody("application/json", Secret("{}"));
  EXPECT_EQ(request.headers().Find("content-type"), "application/json");
  EXPECT_EQ(request.body().Expose(), "{}");
}

TEST(ResponseTest, OnlyStatuses2xxAreOk) {
  EXPECT_FALSE(Response(199).ok());
  EXPECT_TRUE(Response(200).ok());
  EXPECT_TRUE(Response(299).ok());
  EXPECT_FALSE(Response(300).ok());
  EXPECT_FALSE(Response().ok());
}

TEST(MediaTypeTest, ParametersAndCaseAreDropped) {
  EXPECT_EQ(MediaTypeOf(" Application/JSON ; charset=utf-8"), "application/json");
  EXPECT_EQ(MediaTypeOf("text/html"), "text/html");
  EXPECT_EQ(MediaTypeOf(" ; charset=utf-8"), "");
  EXPECT_EQ(MediaTypeOf(""), "");
  EXPECT_EQ(Response(200).WithHeader("content-type", "TEXT/Plain;x").MediaType(), "text/plain");
}

TEST(ServerRequestTest, BrokenQueryIsNoQuery) {
  EXPECT_FALSE(ServerRequest(Method::kGet, "/p?a=%zz").Query());
  EXPECT_FALSE(ServerRequest(Method::kGet, "/p?%=1").Query());
}

TEST(ServerRequestTest, PathEndsAtTheQuery) {
  EXPECT_EQ(ServerRequest(Method::kGet, "/p/%2F?a=/b").path(), "/p/%2F");
  EXPECT_EQ(ServerRequest(Method::kGet, "/p").path(), "/p");
}

TEST(ServerRequestTest, QueryIsDecodedInOrder) {
  EXPECT_THAT(ServerRequest(Method::kGet, "/p?b=1+2&a=%26&b=&flag&&c=d=e").Query(),
              Optional(ElementsAre(Pair("b", "1 2"), Pair("a", "&"), Pair("b", ""), Pair("flag", ""),
                                   Pair("c", "d=e"))));
  EXPECT_THAT(ServerRequest(Method::kGet, "/p?").Query(), Optional(IsEmpty()));
  EXPECT_THAT(ServerRequest(Method::kGet, "/p").Query(), Optional(IsEmpty()));
}

}  // namespace
}  // namespace authtree::inline v0::http
