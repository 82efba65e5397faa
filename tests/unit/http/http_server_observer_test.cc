#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include <gtest/gtest.h>

#include "authtree/server/http_server.h"

#include "http_server_fixture.h"
#include "tls_peer.h"

namespace authtree::inline v0::http::testing {
namespace {

using server::ServerOptions;

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

}  // namespace
}  // namespace authtree::inline v0::http::testing
