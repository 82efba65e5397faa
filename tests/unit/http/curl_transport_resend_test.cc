// A request must reach its peer as often as its `Resend` allows. libcurl repeats a request by itself when a
// kept-alive connection dies under it, so each test lets a first call through and breaks the connection in
// the second one.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/http/curl_transport.h"

#include "loopback.h"
#include "verdict.h"

namespace authtree::inline v0::http::testing {
namespace {

using ::testing::SizeIs;

void AnswerAll(PeerConnection& connection) {
  while (!connection.ReadRequest().empty()) connection.Reply("again");
}

/// Answers the first request, reads the whole second one and closes.
void CloseOnSecond(PeerConnection& connection) {
  connection.ReadRequest();
  connection.Reply("first");
  connection.ReadRequest();
}

/// Answers the first request, reads the whole second one and resets the connection.
void ResetOnSecond(PeerConnection& connection) {
  CloseOnSecond(connection);
  connection.Reset();
}

Request Bare(const std::string& base, Method method) { return Request(method, UrlOf(base), "/thing"); }

/// Sends a harmless request and then `second` on the same connection.
Result<Response> SendSecond(const ScriptedPeer& peer, Request second) {
  Caller caller;
  const auto transport = MakeTransport();
  if (!caller.Send(*transport, Get(peer.base()))) ADD_FAILURE() << "the first call failed";
  return caller.Send(*transport, std::move(second));
}

TEST(CurlTransportResendTest, PostWithBodyIsDeliveredOnceWhenThePeerCloses) {
  const ScriptedPeer peer({CloseOnSecond, AnswerAll});
  EXPECT_EQ(Verdict(SendSecond(peer, Post(peer.base(), R"({"otp":"123456"})"))), "unavailable: no reply");
  EXPECT_THAT(peer.requests(), SizeIs(2));
}

TEST(CurlTransportResendTest, PostWithBodyIsDeliveredOnceWhenThePeerResets) {
  const ScriptedPeer peer({ResetOnSecond, AnswerAll});
  EXPECT_FALSE(SendSecond(peer, Post(peer.base(), R"({"otp":"123456"})")));
  EXPECT_THAT(peer.requests(), SizeIs(2));
}

TEST(CurlTransportResendTest, PostWithoutBodyIsDeliveredOnce) {
  const ScriptedPeer peer({CloseOnSecond, AnswerAll});
  EXPECT_EQ(Verdict(SendSecond(peer, Bare(peer.base(), Method::kPost))), "unavailable: no reply");
  EXPECT_THAT(peer.requests(), SizeIs(2));
}

TEST(CurlTransportResendTest, DeleteIsDeliveredOnce) {
  const ScriptedPeer peer({CloseOnSecond, AnswerAll});
  EXPECT_FALSE(SendSecond(peer, Bare(peer.base(), Method::kDelete)));
  EXPECT_THAT(peer.requests(), SizeIs(2));
}

TEST(CurlTransportResendTest, GetIsDeliveredOnceUnlessItIsSafe) {
  const ScriptedPeer peer({CloseOnSecond, AnswerAll});
  EXPECT_FALSE(SendSecond(peer, Get(peer.base())));
  EXPECT_THAT(peer.requests(), SizeIs(2));
}

TEST(CurlTransportResendTest, IfUnsentIsDeliveredOnceWhenItHasLeft) {
  const ScriptedPeer peer({CloseOnSecond, AnswerAll});
  EXPECT_FALSE(SendSecond(peer, Post(peer.base(), "{}").WithResend(Resend::kIfUnsent)));
  EXPECT_THAT(peer.requests(), SizeIs(2));
}

TEST(CurlTransportResendTest, SafeRequestIsRepeatedOnANewConnection) {
  const ScriptedPeer peer({CloseOnSecond, AnswerAll});
  const auto reply = SendSecond(peer, Get(peer.base()).WithResend(Resend::kSafe));
  ASSERT_TRUE(reply) << Verdict(reply);
  EXPECT_EQ(reply->body().Expose(), "again");
  EXPECT_THAT(peer.requests(), SizeIs(3));
}

TEST(CurlTransportResendTest, SafeRequestWithBodyIsRepeatedWithItsBody) {
  const ScriptedPeer peer({CloseOnSecond, AnswerAll});
  const auto reply = SendSecond(peer, Post(peer.base(), R"({"query":1})").WithResend(Resend::kSafe));
  ASSERT_TRUE(reply) << Verdict(reply);
  ASSERT_THAT(peer.requests(), SizeIs(3));
  EXPECT_EQ(peer.requests()[1], peer.requests()[2]);
}

/// What observers are told of requests that leave again.
class ResendLog final : public TransportObserver {
 public:
  void OnResend(const CallResend& event) override {
    lines.push_back(std::string(event.host) + " " + std::string(event.route) + " " +
                    std::string(event.reason));
  }
  std::vector<std::string> lines;
};

TEST(CurlTransportResendTest, ObserverIsToldOfARepeatedRequest) {
  const ScriptedPeer peer({CloseOnSecond, AnswerAll});
  const auto log = std::make_shared<ResendLog>();
  CurlOptions options;
  options.observer = log;
  const auto transport = MakeTransport(std::move(options));
  Caller caller;
  ASSERT_TRUE(caller.Send(*transport, Get(peer.base())));
  EXPECT_THAT(log->lines, SizeIs(0));
  ASSERT_TRUE(caller.Send(*transport, Get(peer.base()).WithResend(Resend::kSafe)));
  EXPECT_THAT(log->lines,
              ::testing::ElementsAre("127.0.0.1:" + std::to_string(peer.port()) + " /thing no reply"));
}

TEST(CurlTransportResendTest, SafeRequestIsRepeatedOnlyOnce) {
  const ScriptedPeer peer({[](PeerConnection& connection) { connection.ReadRequest(); }});
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(peer.base()).WithResend(Resend::kSafe))),
            "unavailable: no reply");
  EXPECT_THAT(peer.requests(), SizeIs(2));
}

TEST(CurlTransportResendTest, SafeRequestIsNotRepeatedAfterTheDeadline) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    connection.WaitForClose();
  }});
  const auto call = Within(std::chrono::milliseconds(50));
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(peer.base()).WithResend(Resend::kSafe), call)),
            "timeout: deadline");
  EXPECT_THAT(peer.requests(), SizeIs(1));
}

TEST(CurlTransportResendTest, ConnectionThatThePeerHasClosedIsNotUsedForTheNextCall) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
                             connection.ReadRequest();
                             connection.Reply("first");
                           },
                           AnswerAll});
  Caller caller;
  const auto transport = MakeTransport();
  ASSERT_TRUE(caller.Send(*transport, Get(peer.base())));
  const auto reply = caller.Send(*transport, Post(peer.base(), "{}").WithResend(Resend::kIfUnsent));
  EXPECT_TRUE(reply) << Verdict(reply);
  EXPECT_THAT(peer.requests(), SizeIs(2));
}

TEST(CurlTransportResendTest, RefusedConnectionEndsAfterTheSecondAttempt) {
  const RefusingPort nobody;
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Post(nobody.base(), "{}").WithResend(Resend::kIfUnsent))),
            "unavailable: connect refused");
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
