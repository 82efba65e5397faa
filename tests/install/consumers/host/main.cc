// Serves a journey over AM's protocol, starts it with the transport, and prints what the client is asked.
// Usage: host JOURNEY
#include <fstream>
#include <iostream>
#include <iterator>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <spdlog/sinks/stdout_sinks.h>

#include "authtree/am/authenticate.h"
#include "authtree/core/json.h"
#include "authtree/http/curl_transport.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/script_nodes.h"
#include "authtree/server/http_server.h"
#include "authtree/session/memory_store.h"
#include "authtree/spdlog_observer/spdlog_observer.h"
#include "authtree/version.h"

using namespace authtree;

namespace {

std::unique_ptr<server::HttpServer> Serve(const LoadedJourneys& loaded) {
  const std::shared_ptr<const Clock> clock = SystemClock();
  const std::shared_ptr<const KeyRing> keys = KeyRing::Random();
  const auto observer = std::make_shared<SpdlogObserver>(spdlog::stderr_logger_mt("host"), LogFormat::kJson);
  const auto catalog = std::make_shared<const JourneyCatalog>(loaded);
  const auto journeys = std::make_shared<const JourneyService>(
      catalog, Engine(clock, observer), std::make_shared<MemoryStore>(clock), Sealer(*keys));
  const auto endpoint = std::make_shared<am::AuthenticateEndpoint>(journeys, *keys, clock);
  auto server = server::HttpServer::Start(server::ServerOptions(), endpoint);
  return server ? std::move(*server) : nullptr;
}

// The transport runs on a context of this program; both must see one Asio.
Result<http::Response> Call(const http::Transport& transport, http::Request request) {
  boost::asio::io_context context(1);
  auto reply = boost::asio::co_spawn(
      context,
      transport.Send(std::move(request), CallContext(SystemClock()->SteadyNow() + std::chrono::seconds(5))),
      boost::asio::use_future);
  context.run();
  return reply.get();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || LibraryVersion() != AUTHTREE_VERSION) return 2;
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterScriptNodes(registry);
  std::ifstream file(argv[1]);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const LoadedJourneys loaded = LoadJourneys(text, registry);
  std::cerr << loaded.diagnostics.ToText();
  const auto server = Serve(loaded);
  const auto transport = http::CurlTransport::Make(http::CurlOptions());
  if (!server || !transport) return 3;

  const auto base = http::Url::Parse("http://127.0.0.1:" + std::to_string(server->port()));
  const http::Url url = base->Segment("json").Segment("authenticate").Query("authIndexType", "service");
  const auto reply = Call(**transport, http::Request(http::Method::kPost, url.Query("authIndexValue", "Ask"),
                                                     "/json/authenticate"));
  if (!reply) {
    std::cerr << reply.error().Describe() << '\n';
    return 4;
  }
  const Result<Json> body = ParseJson(reply->body().Expose());
  if (!body) return 5;
  std::cout << reply->status();
  for (const Json& callback : body->value("callbacks", Json::array()))
    std::cout << ' ' << StringMember(callback, "type");
  std::cout << '\n';
}
