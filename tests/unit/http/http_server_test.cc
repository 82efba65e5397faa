#include "authtree/server/http_server.h"

#include <memory>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/testkit/manual_timers.h"

#include "http_server_fixture.h"
#include "loopback.h"
#include "verdict.h"

namespace authtree::inline v0::http::testing {
namespace {

using server::ServerOptions;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(HttpServerTest, MalformedRequestIsAnsweredWith400) {
  const std::string reply = Exchange("THIS IS NOT HTTP\r\n\r\n");
  EXPECT_THAT(reply, StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_THAT(reply, HasSubstr("\r\nContent-Type: application/json\r\n"));
  EXPECT_THAT(reply,
              EndsWith(R"({"code":400,"reason":"Bad Request","message":"The request is not valid HTTP."})"));
}

TEST(HttpServerTest, RequestWithoutHostIsAnsweredWith400) {
  EXPECT_THAT(Exchange("GET / HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
}

TEST(HttpServerTest, RequestWithTwoHostsIsAnsweredWith400) {
  EXPECT_THAT(Exchange("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
}

TEST(HttpServerTest, TargetThatIsNoPathIsAnsweredWith400) {
  EXPECT_THAT(Exchange("GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
}

TEST(HttpServerTest, LengthThatIsGivenTwiceIsAnsweredWith400) {
  EXPECT_THAT(Exchange("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
              StartsWith("HTTP/1.1 400 "));
}

TEST(HttpServerTest, LengthBesideChunksIsAnsweredWith400) {
  EXPECT_THAT(
      Exchange(
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
      StartsWith("HTTP/1.1 400 "));
}

TEST(HttpServerTest, UnknownMethodIsAnsweredWith501) {
  EXPECT_THAT(Exchange("BREW / HTTP/1.1\r\nHost: h\r\n\r\n"), StartsWith("HTTP/1.1 501 "));
}

TEST(HttpServerTest, BodyOverTheLimitIsAnsweredWith413) {
  ServerOptions options;
  options.max_body_bytes = 4;
  const std::string post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n12345";
  EXPECT_THAT(Exchange(post, std::move(options)), StartsWith("HTTP/1.1 413 "));
}

TEST(HttpServerTest, BodyOverTheLimitInChunksIsAnsweredWith413) {
  ServerOptions options;
  options.max_body_bytes = 4;
  const std::string post =
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n";
  EXPECT_THAT(Exchange(post, std::move(options)), StartsWith("HTTP/1.1 413 "));
}

TEST(HttpServerTest, BodyAtTheLimitIsTaken) {
  ServerOptions options;
  options.max_body_bytes = 4;
  EXPECT_THAT(Exchange(LastRequest("POST /", "Content-Length: 4\r\n") + "1234", std::move(options)),
              StartsWith("HTTP/1.1 200 "));
}

TEST(HttpServerTest, HeaderOverTheLimitIsAnsweredWith431) {
  const std::string filler(std::size_t{17} * 1024, 'x');
  EXPECT_THAT(Exchange("GET / HTTP/1.1\r\nHost: h\r\nX: " + filler + "\r\n\r\n"),
              StartsWith("HTTP/1.1 431 "));
}

TEST(HttpServerTest, ThrowingHandlerIsAnsweredWith500AndItsTextIsKept) {
  const std::string reply = Exchange(LastRequest("GET /throw"));
  EXPECT_THAT(reply, StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(reply, HasSubstr(R"("code":500)"));
  EXPECT_THAT(reply, Not(HasSubstr("own text")));
}

TEST(HttpServerTest, AnswerWithoutStatusBecomes500) {
  EXPECT_THAT(Exchange(LastRequest("GET /no-status")), StartsWith("HTTP/1.1 500 "));
}

/// Options of a server whose time a test moves.
ServerOptions OnTimeOf(const std::shared_ptr<testkit::ManualClock>& clock,
                       const std::shared_ptr<testkit::ManualTimers>& timers) {
  ServerOptions options;
  options.clock = clock;
  options.timers = timers;
  options.stop_timeout = std::chrono::milliseconds(0);
  return options;
}

TEST(HttpServerTest, HandlerThatNeverAnswersIsAnsweredFor) {
  const auto clock = std::make_shared<testkit::ManualClock>();
  const auto timers = std::make_shared<testkit::ManualTimers>(clock);
  const auto handler = std::make_shared<TestHandler>();
  const auto server = StartServer(OnTimeOf(clock, timers), handler);
  RawClient client(*server);
  client.Send("GET /never HTTP/1.1\r\nHost: h\r\n\r\n");
  handler->waiting.get_future().wait();
  timers->Advance(std::chrono::seconds(10));
  const std::string reply = client.ReadReply();
  EXPECT_THAT(reply, StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));
  EXPECT_THAT(reply, HasSubstr("The request took too long."));
  client.Send(LastRequest("GET /next"));
  EXPECT_THAT(client.ReadAll(), StartsWith("HTTP/1.1 200 ")) << "the connection goes on";
}

TEST(HttpServerTest, HandlerThatTakesTooLongIsCancelled) {
  const auto clock = std::make_shared<testkit::ManualClock>();
  const auto timers = std::make_shared<testkit::ManualTimers>(clock);
  const auto handler = std::make_shared<TestHandler>();
  const auto server = StartServer(OnTimeOf(clock, timers), handler);
  RawClient client(*server);
  client.Send("GET /never HTTP/1.1\r\nHost: h\r\n\r\n");
  handler->waiting.get_future().wait();
  timers->Advance(std::chrono::seconds(10));
  handler->cancelled.get_future().wait();
}

TEST(HttpServerTest, HandlerSeesTheWholeRequest) {
  const std::string reply =
      Exchange(LastRequest("POST /a%20b?c=d", "X-Test: t\r\nContent-Length: 4\r\n") + "body");
  EXPECT_THAT(reply, EndsWith("\r\n\r\nPOST /a%20b?c=d from 127.0.0.1 [t] body"));
}

TEST(HttpServerTest, ChunkedBodyIsPutTogether) {
  const std::string reply =
      Exchange(LastRequest("POST /", "Transfer-Encoding: chunked\r\n") + "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
  EXPECT_THAT(reply, EndsWith("[] abc"));
}

TEST(HttpServerTest, HeadHasTheLengthButNoBody) {
  const std::string reply = Exchange(LastRequest("HEAD /"));
  EXPECT_THAT(reply, HasSubstr("\r\nContent-Length: 25\r\n"));
  EXPECT_THAT(reply, EndsWith("\r\n\r\n"));
}

TEST(HttpServerTest, EmptyAnswerHasNeitherLengthNorBody) {
  const std::string reply = Exchange(LastRequest("GET /empty"));
  EXPECT_THAT(reply, StartsWith("HTTP/1.1 204 No Content\r\n"));
  EXPECT_THAT(reply, Not(HasSubstr("Content-Length")));
}

TEST(HttpServerTest, LengthIsTheServersToSet) {
  const std::string reply = Exchange(LastRequest("GET /own-length"));
  EXPECT_THAT(reply, HasSubstr("\r\nContent-Length: 0\r\n"));
  EXPECT_THAT(reply, Not(HasSubstr("Content-Length: 1")));
  EXPECT_THAT(reply, HasSubstr("\r\nX-Own: 1\r\n"));
}

TEST(HttpServerTest, ClientThatAsksFirstIsToldToGoOn) {
  const auto server = StartServer();
  RawClient client(*server);
  client.Send(LastRequest("POST /", "Expect: 100-continue\r\nContent-Length: 4\r\n"));
  EXPECT_THAT(client.ReadReply(), StartsWith("HTTP/1.1 100 Continue\r\n"));
  client.Send("body");
  EXPECT_THAT(client.ReadAll(), EndsWith("[] body"));
}

TEST(HttpServerTest, ConnectionIsKeptForTheNextRequest) {
  const std::string request = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";
  const std::string reply = Exchange(request + request + LastRequest("GET /last"));
  EXPECT_THAT(reply,
              ::testing::MatchesRegex("(.|\r|\n)*GET /x(.|\r|\n)*GET /x(.|\r|\n)*GET /last(.|\r|\n)*"));
}

TEST(HttpServerTest, ConnectionsOverTheLimitAreClosed) {
  ServerOptions options;
  options.max_connections = 1;
  const auto server = StartServer(std::move(options));
  RawClient first(*server);
  first.Send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(first.ReadReply(), StartsWith("HTTP/1.1 200 "));
  RawClient second(*server);
  EXPECT_EQ(second.ReadAll(), "");
}

TEST(HttpServerTest, SilentConnectionIsClosedAfterTheIdleTime) {
  ServerOptions options;
  options.idle_timeout = std::chrono::seconds(0);
  const auto server = StartServer(std::move(options));
  RawClient client(*server);
  EXPECT_EQ(client.ReadAll(), "");
}

TEST(HttpServerTest, SeveralThreadsShareAPort) {
  ServerOptions options;
  options.threads = 3;
  const auto server = StartServer(std::move(options));
  const std::string base = "http://127.0.0.1:" + std::to_string(server->port());
  const auto transport = MakeTransport();
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(SendAlone(*transport, Get(base)));
}

TEST(HttpServerTest, StopsWithOpenConnections) {
  const auto server = StartServer();
  RawClient idle(*server);
  RawClient half(*server);
  half.Send("POST / HTTP/1.1\r\nHost: h\r\n");
  RawClient kept(*server);
  kept.Send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  kept.ReadReply();
  server->Stop();
  EXPECT_EQ(kept.ReadAll(), "");
}

TEST(HttpServerTest, StopsWhileAHandlerWaits) {
  ServerOptions options;
  options.stop_timeout = std::chrono::milliseconds(0);
  const auto handler = std::make_shared<TestHandler>();
  const auto server = StartServer(std::move(options), handler);
  RawClient client(*server);
  client.Send("GET /never HTTP/1.1\r\nHost: h\r\n\r\n");
  handler->waiting.get_future().wait();
  server->Stop();
  EXPECT_EQ(client.ReadAll(), "");
}

TEST(HttpServerTest, StopsTwice) {
  const auto server = StartServer();
  server->Stop();
  server->Stop();
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
