// The parts of an authentication server, put together by hand: http_server JOURNEY.json [KEY-FILE]
// Answers AM's protocol on 127.0.0.1 until its input ends.
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include <spdlog/sinks/stdout_color_sinks.h>

#include "authtree/am/authenticate.h"
#include "authtree/http/curl_transport.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/server/http_server.h"
#include "authtree/session/memory_store.h"
#include "authtree/spdlog_observer/spdlog_observer.h"

using namespace authtree;

namespace {

std::string ReadAll(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The client of a tenant in the sandbox, where no client certificate is wanted.
Result<std::shared_ptr<const onespan::Api>> Connect() {
  const auto location = onespan::ServiceLocation::ForTenant("acme", onespan::Environment::kSandbox);
  if (!location) return tl::unexpected(location.error());
  const auto transport = http::CurlTransport::Make({});
  if (!transport) return tl::unexpected(transport.error());
  return onespan::RestApi::Make({.location = *location}, *transport);
}

/// The client of a tenant anywhere else.
Result<std::shared_ptr<const onespan::Api>> ConnectWithCertificate(const Clock& clock) {
  auto identity = http::TlsIdentity::FromFiles("client.pem", "client.key", clock);
  if (!identity) return tl::unexpected(identity.error());
  http::CurlOptions curl;
  curl.identity = std::make_shared<const http::TlsIdentity>(std::move(*identity));
  const auto transport = http::CurlTransport::Make(std::move(curl));
  if (!transport) return tl::unexpected(transport.error());
  const auto location = onespan::ServiceLocation::ForTenant("acme", onespan::Environment::kStagingEu1);
  if (!location) return tl::unexpected(location.error());
  return onespan::RestApi::Make({.location = *location}, *transport);
}

int Complain(const Error& error) {
  std::cerr << error.Describe() << '\n';
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::shared_ptr<const Clock> clock = SystemClock();
  const auto api = argc > 2 ? ConnectWithCertificate(*clock) : Connect();
  if (!api) return Complain(api.error());
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterOneSpanNodes(registry, *api);
  const LoadedJourneys loaded = LoadJourneys(ReadAll(argv[1]), registry);
  std::cerr << loaded.diagnostics.ToText();
  if (loaded.journeys.empty()) return 2;

  auto observer = std::make_shared<SpdlogObserver>(spdlog::stderr_color_mt("authtree"));
  const auto keys = argc > 2 ? KeyRing::Make("2026-01", Secret::Take(ReadAll(argv[2])))  // 32 bytes
                             : Result<std::shared_ptr<const KeyRing>>(KeyRing::Random());
  if (!keys) return Complain(keys.error());
  const auto catalog = std::make_shared<const JourneyCatalog>(loaded);
  auto journeys = std::make_shared<const JourneyService>(
      catalog, Engine(clock, observer), std::make_shared<MemoryStore>(clock), Sealer(**keys));
  auto endpoint = std::make_shared<am::AuthenticateEndpoint>(journeys, **keys, clock);
  server::ServerOptions listen;
  listen.threads = 2;
  auto server = server::HttpServer::Start(std::move(listen), endpoint);
  if (!server) return Complain(server.error());

  std::cout << "Listening on 127.0.0.1:" << (*server)->port() << ". End the input to stop." << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  (*server)->Stop();
}
