#include "authtree/server/http_server.h"

#include <future>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/testkit/manual_timers.h"

#include "loopback.h"
#include "tls_peer.h"
#include "verdict.h"

namespace authtree::inline v0::http::testing {
namespace {

namespace asio = boost::asio;
using server::HttpServer;
using server::ServerOptions;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// Answers by path: what the request was, a throw, or nothing ever.
class TestHandler final : public Handler {
 public:
  [[nodiscard]] Task<Response> Handle(ServerRequest request) override {
    if (request.path() == "/throw") throw std::runtime_error("the handler's own text");
    if (request.path() == "/no-status") co_return Response();
    if (request.path() == "/empty") co_return Response(204);
    if (request.path() == "/own-length")
      co_return Response(200).WithHeader("Content-Length", "1").WithHeader("X-Own", "1");
    if (request.path() == "/never") {
      asio::steady_timer never(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
      waiting.set_value();
      co_await never.async_wait(asio::as_tuple(asio::use_awaitable));
      cancelled.set_value();
    }
    std::string text(MethodName(request.method()));
    text.append(" ").append(request.target()).append(" from ").append(request.client_ip());
    text.append(" [").append(request.headers().Find("X-Test")).append("] ").append(request.body().Expose());
    co_return Response(200).WithBody("text/plain", Secret(text));
  }

  std::promise<void> waiting;
  std::promise<void> cancelled;
};

/// A client that sends bytes as they are.
class RawClient {
 public:
  explicit RawClient(const HttpServer& server) : socket_(context_) {
    socket_.connect(tcp::endpoint(asio::ip::address_v4::loopback(), server.port()));
  }

  void Send(const std::string& bytes) {
    boost::system::error_code ignored;
    asio::write(socket_, asio::buffer(bytes), ignored);
  }

  /// One reply with as much body as it announces.
  std::string ReadReply() {
    boost::system::error_code error;
    const std::size_t header = asio::read_until(socket_, asio::dynamic_buffer(bytes_), "\r\n\r\n", error);
    const std::size_t total = header + ContentLength(bytes_.substr(0, header));
    if (bytes_.size() < total) {
      asio::read(socket_, asio::dynamic_buffer(bytes_), asio::transfer_exactly(total - bytes_.size()), error);
    }
    std::string reply = bytes_.substr(0, total);
    bytes_.erase(0, total);
    return reply;
  }

  /// Everything until the server closes.
  std::string ReadAll() {
    boost::system::error_code error;
    asio::read(socket_, asio::dynamic_buffer(bytes_), error);
    return std::exchange(bytes_, {});
  }

 private:
  asio::io_context context_;
  tcp::socket socket_;
  std::string bytes_;
};

std::unique_ptr<HttpServer> StartServer(ServerOptions options = {},
                                        std::shared_ptr<Handler> handler = std::make_shared<TestHandler>()) {
  return HttpServer::Start(std::move(options), std::move(handler)).value();
}

/// What a new server answers to these bytes on one connection, until it closes.
std::string Exchange(const std::string& bytes, ServerOptions options = {}) {
  const auto server = StartServer(std::move(options));
  RawClient client(*server);
  client.Send(bytes);
  return client.ReadAll();
}

std::string LastRequest(const std::string& line, const std::string& headers = {}) {
  return line + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + headers + "\r\n";
}

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

TEST(HttpServerTest, TlsClientOnAKeptConnectionDoesNotDelayAStop) {
  const auto authority = MakeAuthority();
  const auto server = StartTlsServer(authority.Issue(LoopbackCertificate()).value());
  CurlOptions options;
  options.ca_pem = authority.ca_pem();
  const auto transport = MakeTransport(std::move(options));
  Caller caller;
  ASSERT_TRUE(caller.Send(*transport, Get(BaseOf(*server))));
  server->Stop();
}

class HttpServerTlsReloadTest : public ::testing::Test {
 protected:
  server::ServerTls Issue(const CertificateAuthority& authority) const {
    IssuedCertificate issued = authority.Issue(LoopbackCertificate()).value();
    return {std::move(issued.chain_pem), std::move(issued.key_pem), ""};
  }
  static std::shared_ptr<const CurlTransport> Trusting(const CertificateAuthority& authority) {
    CurlOptions options;
    options.ca_pem = authority.ca_pem();
    return MakeTransport(std::move(options));
  }

  const CertificateAuthority old_ = MakeAuthority();
  const CertificateAuthority new_ = CertificateAuthority::Make("New", *SystemClock()).value();
  std::unique_ptr<HttpServer> server_ = StartTlsServer(old_.Issue(LoopbackCertificate()).value());
};

TEST_F(HttpServerTlsReloadTest, ServerWithoutTlsHasNoneToReplace) {
  EXPECT_EQ(StartServer()->ReplaceTls(Issue(new_)).error().code(), ErrorCode::kConflict);
}

TEST_F(HttpServerTlsReloadTest, UnusableCertificateLeavesTheOldOne) {
  server::ServerTls mismatched = Issue(new_);
  mismatched.key_pem = Issue(new_).key_pem.Clone();
  EXPECT_EQ(server_->ReplaceTls(mismatched).error().Find(Fact::kField), "server-key");
  EXPECT_TRUE(SendAlone(*Trusting(old_), Get(BaseOf(*server_))));
}

TEST_F(HttpServerTlsReloadTest, NewConnectionsSeeTheNewCertificate) {
  ASSERT_TRUE(server_->ReplaceTls(Issue(new_)));
  EXPECT_EQ(Verdict(SendAlone(*Trusting(old_), Get(BaseOf(*server_)))), "rejected: tls verify");
  EXPECT_TRUE(SendAlone(*Trusting(new_), Get(BaseOf(*server_))));
}

TEST_F(HttpServerTlsReloadTest, OpenConnectionsGoOn) {
  const auto transport = Trusting(old_);
  Caller caller;
  ASSERT_TRUE(caller.Send(*transport, Get(BaseOf(*server_))));
  ASSERT_TRUE(server_->ReplaceTls(Issue(new_)));
  EXPECT_TRUE(caller.Send(*transport, Get(BaseOf(*server_))));
}

/// Code and field of a failure to start.
std::string StartVerdict(ServerOptions options) {
  const auto server = HttpServer::Start(std::move(options), std::make_shared<TestHandler>());
  if (server) return "a server";
  return std::string(ErrorCodeName(server.error().code())) + ": " +
         std::string(server.error().Find(Fact::kField));
}

TEST(HttpServerStartTest, BadAddressIsInvalidInput) {
  ServerOptions options;
  options.address = "localhost";
  EXPECT_EQ(StartVerdict(std::move(options)), "invalid_input: address");
}

/// Counts what a server tells. Once it has been stopped, it tells nothing more.
class CountingObserver final : public server::ServerObserver {
 public:
  void OnConnection(server::ConnectionEvent event) override {
    const std::lock_guard lock(mutex_);
    ++connections[event];
  }
  void OnRequest(int status) override {
    const std::lock_guard lock(mutex_);
    ++requests[status];
  }

  std::map<server::ConnectionEvent, int> connections;
  std::map<int, int> requests;

 private:
  std::mutex mutex_;
};

TEST(HttpServerTest, TellsOfConnectionsAndAnswers) {
  auto observer = std::make_shared<CountingObserver>();
  ServerOptions options;
  options.observer = observer;
  const auto server = StartServer(std::move(options));
  for (const char* line : {"GET /throw", "GET /", "BREW /"}) {
    RawClient client(*server);
    client.Send(LastRequest(line));
    EXPECT_NE(client.ReadAll(), "");
  }
  server->Stop();

  EXPECT_EQ(observer->requests, (std::map<int, int>{{200, 1}, {500, 1}, {501, 1}}));
  EXPECT_EQ(observer->connections[server::ConnectionEvent::kOpened], 3);
  EXPECT_EQ(observer->connections[server::ConnectionEvent::kClosed], 3);
}

TEST(HttpServerTest, TellsOfConnectionsItTurnsAwayAndOfTlsThatFails) {
  const auto issued = MakeAuthority().Issue(LoopbackCertificate()).value();
  auto observer = std::make_shared<CountingObserver>();
  ServerOptions options;
  options.observer = observer;
  options.max_connections = 1;
  options.tls = server::ServerTls{issued.chain_pem, issued.key_pem.Clone(), ""};
  const auto server = StartServer(std::move(options));
  {
    RawClient first(*server);
    EXPECT_EQ(RawClient(*server).ReadAll(), "");
    first.Send("this is no TLS, and long enough to be seen as such");
    (void)first.ReadAll();
  }
  server->Stop();

  EXPECT_EQ(observer->connections[server::ConnectionEvent::kTurnedAway], 1);
  EXPECT_EQ(observer->connections[server::ConnectionEvent::kTlsFailed], 1);
  EXPECT_EQ(observer->connections[server::ConnectionEvent::kClosed], 1);
}

TEST(HttpServerStartTest, AddressOfAnotherMachineIsUnavailable) {
  ServerOptions options;
  options.address = "192.0.2.1";
  EXPECT_EQ(StartVerdict(std::move(options)), "unavailable: ");
}

TEST(HttpServerStartTest, TakenPortIsUnavailable) {
  const auto server = StartServer();
  ServerOptions options;
  options.port = server->port();
  EXPECT_EQ(StartVerdict(std::move(options)), "unavailable: ");
}

TEST(HttpServerStartTest, NoThreadIsInvalidInput) {
  ServerOptions options;
  options.threads = 0;
  EXPECT_EQ(StartVerdict(std::move(options)), "invalid_input: threads");
}

TEST(HttpServerStartTest, UnusableKeyMaterialIsInvalidInput) {
  const auto authority = MakeAuthority();
  const auto issue = [&] { return authority.Issue(LoopbackCertificate()).value(); };
  const auto with = [](std::string chain, Secret key, std::string client_ca) {
    ServerOptions options;
    options.tls = server::ServerTls{std::move(chain), std::move(key), std::move(client_ca)};
    return options;
  };
  EXPECT_EQ(StartVerdict(with("nonsense", issue().key_pem.Clone(), "")), "invalid_input: server-cert");
  EXPECT_EQ(StartVerdict(with(issue().chain_pem, Secret("nonsense"), "")), "invalid_input: server-key");
  EXPECT_EQ(StartVerdict(with(issue().chain_pem, issue().key_pem.Clone(), "")), "invalid_input: server-key");
  auto issued = issue();
  EXPECT_EQ(StartVerdict(with(issued.chain_pem, issued.key_pem.Clone(), "nonsense")),
            "invalid_input: client-ca");
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
