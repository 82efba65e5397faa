#include "authtree/testkit/fake_transport.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "authtree/testkit/drive.h"

namespace authtree::inline v0::onespan {
namespace {

using testkit::FakeTransport;

http::Request SomeRequest() {
  return http::Request(http::Method::kPost,
                       http::Url::Parse("https://a.example")->Segment("x").Query("q", "1"), "/x")
      .WithHeader("Accept", "application/json")
      .WithBody("application/json", Secret("{}"))
      .WithResend(http::Resend::kSafe);
}

CallContext Until(int seconds) { return CallContext(CallContext::TimePoint(std::chrono::seconds(seconds))); }

TEST(FakeTransport, AnswersInOrder) {
  FakeTransport transport;
  transport.Reply(200, R"({"a":1})").Reply(204).Fail(Error(ErrorCode::kTimeout, "Too late."));
  const auto first = testkit::Drive(transport.Send(SomeRequest(), Until(1)));
  EXPECT_EQ(first->MediaType(), "application/json");
  EXPECT_EQ(first->body().Expose(), R"({"a":1})");
  const auto second = testkit::Drive(transport.Send(SomeRequest(), Until(1)));
  EXPECT_EQ(second->status(), 204);
  EXPECT_EQ(second->MediaType(), "");
  EXPECT_EQ(testkit::Drive(transport.Send(SomeRequest(), Until(1))).error().code(), ErrorCode::kTimeout);
  EXPECT_EQ(transport.remaining(), 0U);
}

TEST(FakeTransport, FailsBeyondItsScript) {
  const FakeTransport transport;
  EXPECT_EQ(testkit::Drive(transport.Send(SomeRequest(), Until(1))).error().code(), ErrorCode::kInternal);
}

TEST(FakeTransport, KeepsWhatItWasAsked) {
  FakeTransport transport;
  transport.Reply(204);
  (void)testkit::Drive(transport.Send(SomeRequest(), Until(9)));
  ASSERT_EQ(transport.sent().size(), 1U);
  const testkit::SentRequest sent = transport.sent().front();
  EXPECT_EQ(sent.method, http::Method::kPost);
  EXPECT_EQ(sent.url, "https://a.example/x?q=1");
  EXPECT_EQ(sent.target, "/x?q=1");
  EXPECT_EQ(sent.route, "/x");
  EXPECT_EQ(sent.headers.Find("accept"), "application/json");
  EXPECT_EQ(sent.body, "{}");
  EXPECT_EQ(sent.resend, http::Resend::kSafe);
  EXPECT_EQ(sent.deadline, CallContext::TimePoint(std::chrono::seconds(9)));
}

TEST(FakeTransport, CallsItsHookBeforeTheAnswer) {
  FakeTransport transport;
  int calls = 0;
  transport.Reply(204).OnSend([&] {
    EXPECT_EQ(transport.remaining(), 1U);
    ++calls;
  });
  (void)testkit::Drive(transport.Send(SomeRequest(), Until(1)));
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace authtree::inline v0::onespan
