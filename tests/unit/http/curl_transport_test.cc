#include "authtree/http/curl_transport.h"

#include <cstdlib>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loopback.h"
#include "verdict.h"

namespace authtree::inline v0::http::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

void AnswerOnce(PeerConnection& peer) {
  peer.ReadRequest();
  peer.Reply("hello");
}

void AnswerAll(PeerConnection& peer) {
  while (!peer.ReadRequest().empty()) peer.Reply("hello");
}

TEST(CurlTransportTest, RefusedConnectionIsUnavailable) {
  const RefusingPort nobody;
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(nobody.base()))), "unavailable: connect refused");
}

TEST(CurlTransportTest, UnknownHostIsUnavailable) {
  const std::string impossible =
      "http://" + std::string(64, 'x') + ".test";  // a label has 63 letters at most
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(impossible))), "unavailable: resolve");
}

TEST(CurlTransportTest, ResetIsUnavailable) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    connection.Reset();
  }});
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(peer.base()))), "unavailable: reset");
}

TEST(CurlTransportTest, CloseWithoutReplyIsUnavailable) {
  const ScriptedPeer peer({[](PeerConnection& connection) { connection.ReadRequest(); }});
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(peer.base()))), "unavailable: no reply");
}

TEST(CurlTransportTest, TruncatedBodyIsUnavailable) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
  }});
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(peer.base()))), "unavailable: truncated");
}

TEST(CurlTransportTest, ReplyThatIsNotHttpIsRejected) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    connection.Write("SSH-2.0-OpenSSH_9.2\r\n");
  }});
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(peer.base()))), "rejected: malformed reply");
}

TEST(CurlTransportTest, ReplyOverTheSizeLimitIsRejected) {
  CurlOptions options;
  options.max_reply_bytes = 4;
  const ScriptedPeer peer({AnswerOnce});
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(std::move(options)), Get(peer.base()))), "rejected: too large");
}

TEST(CurlTransportTest, ReplyAtTheSizeLimitIsAccepted) {
  CurlOptions options;
  options.max_reply_bytes = 5;
  const ScriptedPeer peer({AnswerOnce});
  const auto reply = SendAlone(*MakeTransport(std::move(options)), Get(peer.base()));
  ASSERT_TRUE(reply) << Verdict(reply);
  EXPECT_EQ(reply->body().Expose(), "hello");
}

TEST(CurlTransportTest, EndlessHeaderIsRejected) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    std::string header = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 100; ++i) header += "X-Filler: " + std::string(1000, 'x') + "\r\n";
    connection.Write(header + "\r\n");
  }});
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(peer.base()))), "rejected: too large");
}

TEST(CurlTransportTest, SlowPeerHitsTheDeadline) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    connection.WaitForClose();
  }});
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(peer.base()), Within(std::chrono::milliseconds(100)))),
            "timeout: deadline");
}

TEST(CurlTransportTest, PastDeadlineSendsNothing) {
  const ScriptedPeer peer({AnswerOnce});
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(peer.base()), Within(std::chrono::milliseconds(-1)))),
            "timeout: deadline");
  EXPECT_THAT(peer.requests(), IsEmpty());
}

/// A clock at which it is always the same time.
class StoppedClock final : public Clock {
 public:
  [[nodiscard]] std::chrono::system_clock::time_point Now() const override { return {}; }
  [[nodiscard]] std::chrono::steady_clock::time_point SteadyNow() const override { return {}; }
};

TEST(CurlTransportTest, DeadlineIsMeasuredByTheInjectedClock) {
  CurlOptions options;
  options.clock = std::make_shared<StoppedClock>();
  const ScriptedPeer peer({AnswerOnce});
  const CallContext call(options.clock->SteadyNow() + std::chrono::seconds(30));  // long ago for the machine
  const auto reply = SendAlone(*MakeTransport(std::move(options)), Get(peer.base()), call);
  EXPECT_TRUE(reply) << Verdict(reply);
}

TEST(CurlTransportTest, RedirectIsAReply) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    connection.Write("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
  }});
  const auto reply = SendAlone(*MakeTransport(), Get(peer.base()));
  ASSERT_TRUE(reply) << Verdict(reply);
  EXPECT_EQ(reply->status(), 302);
  EXPECT_THAT(peer.requests(), SizeIs(1));
}

TEST(CurlTransportTest, ErrorNamesTheRouteButNoUrl) {
  const RefusingPort nobody;
  const auto reply = SendAlone(*MakeTransport(), Get(nobody.base() + "/jane.doe"));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().Find(Fact::kRoute), "/thing");
  EXPECT_THAT(reply.error().Describe(), Not(HasSubstr("jane")));
  EXPECT_THAT(reply.error().Describe(), Not(HasSubstr("127.0.0.1")));
}

TEST(CurlTransportTest, ReservedHeaderIsInvalidInput) {
  const ScriptedPeer peer({AnswerOnce});
  const auto reply = SendAlone(*MakeTransport(), Get(peer.base()).WithHeader("content-length", "5"));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(reply.error().Find(Fact::kField), "Content-Length");
  EXPECT_THAT(peer.requests(), IsEmpty());
}

TEST(CurlTransportTest, HeaderCannotBeInjected) {
  const ScriptedPeer peer({AnswerOnce});
  auto request = Get(peer.base() + "/a").WithHeader("X-Good", "1").WithHeader("X-Bad", "1\r\nEvil: 1");
  ASSERT_TRUE(SendAlone(*MakeTransport(), std::move(request)));
  ASSERT_THAT(peer.requests(), SizeIs(1));
  EXPECT_THAT(peer.requests()[0], HasSubstr("\r\nX-Good: 1\r\n"));
  EXPECT_THAT(peer.requests()[0], Not(HasSubstr("Evil")));
}

TEST(CurlTransportTest, PathSegmentCannotChangeTheRequest) {
  const ScriptedPeer peer({AnswerOnce});
  const Url url = UrlOf(peer.base()).Segment("..").Segment("a/b?c#d\r\nEvil: 1");
  ASSERT_TRUE(SendAlone(*MakeTransport(), Request(Method::kGet, url, "/{x}/{y}")));
  EXPECT_THAT(peer.requests()[0], StartsWith("GET /%2E%2E/a%2Fb%3Fc%23d%0D%0AEvil%3A%201 HTTP/1.1\r\n"));
}

TEST(CurlTransportTest, PostCarriesBodyAndNothingSuperfluous) {
  const ScriptedPeer peer({AnswerOnce});
  ASSERT_TRUE(SendAlone(*MakeTransport(), Post(peer.base() + "/v1", R"({"a":1})")));
  const std::string request = peer.requests().at(0);
  EXPECT_THAT(request, StartsWith("POST /v1 HTTP/1.1\r\n"));
  EXPECT_THAT(request, HasSubstr("\r\nContent-Type: application/json\r\n"));
  EXPECT_THAT(request, HasSubstr("\r\nContent-Length: 7\r\n"));
  EXPECT_THAT(request, ::testing::EndsWith("\r\n\r\n{\"a\":1}"));
  EXPECT_THAT(request, Not(HasSubstr("Expect")));
  EXPECT_THAT(request, Not(HasSubstr("Accept-Encoding")));
}

TEST(CurlTransportTest, LargeBodyArrivesWhole) {
  const ScriptedPeer peer({AnswerOnce});
  const std::string body(std::size_t{2} * 1024 * 1024, 'b');
  ASSERT_TRUE(SendAlone(*MakeTransport(), Post(peer.base(), body)));
  EXPECT_THAT(peer.requests().at(0), ::testing::EndsWith(body));
}

class CurlTransportMethodTest : public ::testing::TestWithParam<std::pair<Method, std::string>> {};

TEST_P(CurlTransportMethodTest, SendsMethodWithAndWithoutBody) {
  const auto& [method, name] = GetParam();
  const ScriptedPeer peer({AnswerAll});
  Caller caller;
  const auto transport = MakeTransport();
  ASSERT_TRUE(caller.Send(*transport, Request(method, UrlOf(peer.base()), "/")));
  ASSERT_TRUE(caller.Send(*transport,
                          Request(method, UrlOf(peer.base()), "/").WithBody("text/plain", Secret("xyz"))));
  EXPECT_THAT(peer.requests().at(0), StartsWith(name + " / HTTP/1.1\r\n"));
  EXPECT_THAT(peer.requests().at(0), ::testing::EndsWith("\r\n\r\n"));
  EXPECT_THAT(peer.requests().at(0), Not(HasSubstr("Content-Type")));
  EXPECT_THAT(peer.requests().at(1), StartsWith(name + " / HTTP/1.1\r\n"));
  EXPECT_THAT(peer.requests().at(1), ::testing::EndsWith("\r\n\r\nxyz"));
}

INSTANTIATE_TEST_SUITE_P(AllButHead, CurlTransportMethodTest,
                         ::testing::Values(std::pair(Method::kGet, "GET"), std::pair(Method::kPost, "POST"),
                                           std::pair(Method::kPut, "PUT"), std::pair(Method::kPatch, "PATCH"),
                                           std::pair(Method::kDelete, "DELETE"),
                                           std::pair(Method::kOptions, "OPTIONS")),
                         [](const auto& given) { return given.param.second; });

TEST(CurlTransportTest, HeadWaitsForNoBody) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
    connection.WaitForClose();
  }});
  const auto reply = SendAlone(*MakeTransport(), Request(Method::kHead, UrlOf(peer.base()), "/"));
  ASSERT_TRUE(reply) << Verdict(reply);
  EXPECT_TRUE(reply->body().empty());
  EXPECT_THAT(peer.requests().at(0), StartsWith("HEAD / HTTP/1.1\r\n"));
}

TEST(CurlTransportTest, FieldsOfInterimRepliesAndTrailersAreLeftOut) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    connection.Write(
        "HTTP/1.1 103 Early Hints\r\nX-Interim: 1\r\n\r\n"
        "HTTP/1.1 200 OK\r\nX-Final:  2 \r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Trailer: "
        "3\r\n\r\n");
  }});
  const auto reply = SendAlone(*MakeTransport(), Get(peer.base()));
  ASSERT_TRUE(reply) << Verdict(reply);
  EXPECT_EQ(reply->body().Expose(), "abc");
  EXPECT_EQ(reply->headers().Find("x-final"), "2");
  EXPECT_EQ(reply->headers().Find("X-Interim"), "");
  EXPECT_EQ(reply->headers().Find("X-Trailer"), "");
}

TEST(CurlTransportTest, ConnectionIsKeptBetweenCalls) {
  const ScriptedPeer peer({AnswerAll});
  Caller caller;
  const auto transport = MakeTransport();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(caller.Send(*transport, Post(peer.base(), "{}")));
  EXPECT_THAT(peer.requests(), SizeIs(5));
  EXPECT_EQ(peer.connections(), 1U);
}

/// Sets a variable of the environment for one test.
class ScopedEnvironment {
 public:
  ScopedEnvironment(const char* name, const std::string& value) : name_(name) {
    ::setenv(name, value.c_str(), 1);
  }
  ~ScopedEnvironment() { ::unsetenv(name_); }
  ScopedEnvironment(const ScopedEnvironment&) = delete;
  ScopedEnvironment& operator=(const ScopedEnvironment&) = delete;

 private:
  const char* name_;
};

TEST(CurlTransportTest, ProxyOfTheEnvironmentIsIgnored) {
  const RefusingPort nobody;
  const ScopedEnvironment http_proxy("http_proxy", nobody.base());
  const ScopedEnvironment all_proxy("ALL_PROXY", nobody.base());
  const ScriptedPeer peer({AnswerOnce});
  const auto reply = SendAlone(*MakeTransport(), Get(peer.base()));
  EXPECT_TRUE(reply) << Verdict(reply);
}

TEST(CurlTransportTest, ConfiguredProxyIsUsedWhateverTheEnvironmentExempts) {
  const ScopedEnvironment no_proxy("no_proxy", "*");
  const ScriptedPeer proxy({AnswerOnce});
  CurlOptions options;
  options.proxy = proxy.base();
  const auto reply = SendAlone(*MakeTransport(std::move(options)), Get("http://service.test/a"));
  ASSERT_TRUE(reply) << Verdict(reply);
  EXPECT_THAT(proxy.requests().at(0), StartsWith("GET http://service.test/a HTTP/1.1\r\n"));
}

TEST(CurlTransportTest, UnusableProxyIsInvalidInput) {
  CurlOptions options;
  options.proxy = "socks5://user:secret@host";
  const auto transport = CurlTransport::Make(std::move(options));
  ASSERT_FALSE(transport);
  EXPECT_EQ(transport.error().code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(transport.error().Find(Fact::kField), "proxy");
}

TEST(CurlTransportTest, UnreadableAuthorityIsInvalidInput) {
  CurlOptions options;
  options.ca_pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  const auto transport = CurlTransport::Make(std::move(options));
  ASSERT_FALSE(transport);
  EXPECT_EQ(transport.error().Find(Fact::kField), "ca");
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
