#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "authtree/http/curl_transport.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/server/http_server.h"
#include "authtree/simulator/certificates.h"
#include "authtree/simulator/onespan_service.h"
#include "authtree/testkit/journey_walker.h"

namespace authtree::inline v0 {
namespace {

simulator::IssuedCertificate Issue(const simulator::CertificateAuthority& authority,
                                   simulator::CertificateUse use) {
  simulator::CertificateRequest request;
  request.common_name = "authtree test";
  request.ip_addresses = {"127.0.0.1"};
  request.use = use;
  request.not_before = SystemClock()->Now() - std::chrono::hours(1);
  request.not_after = SystemClock()->Now() + std::chrono::hours(1);
  return authority.Issue(request).value();
}

/// The simulated service behind mutual TLS on loopback, and what is needed to call it.
class TlsWorld {
 public:
  TlsWorld() {
    simulator::IssuedCertificate certificate = Issue(authority_, simulator::CertificateUse::kServer);
    server::ServerOptions options;
    options.threads = 2;
    options.tls.emplace();
    options.tls->chain_pem = certificate.chain_pem;
    options.tls->key_pem = std::move(certificate.key_pem);
    options.tls->client_ca_pem = authority_.ca_pem();
    server_ = server::HttpServer::Start(std::move(options), service_).value();
  }

  [[nodiscard]] std::shared_ptr<const onespan::Api> Connect(bool with_certificate) const {
    http::CurlOptions curl;
    curl.ca_pem = authority_.ca_pem();
    if (with_certificate) {
      simulator::IssuedCertificate client = Issue(authority_, simulator::CertificateUse::kClient);
      curl.identity = std::make_shared<const http::TlsIdentity>(
          http::TlsIdentity::FromPem(client.chain_pem, std::move(client.key_pem), *SystemClock()).value());
    }
    const auto location =
        onespan::ServiceLocation::AtUrl("demo", "https://127.0.0.1:" + std::to_string(server_->port()))
            .value();
    return onespan::RestApi::Make({.location = location}, http::CurlTransport::Make(std::move(curl)).value())
        .value();
  }

  [[nodiscard]] simulator::OneSpanService& service() { return *service_; }

 private:
  simulator::CertificateAuthority authority_ =
      simulator::CertificateAuthority::Make("authtree tests", *SystemClock()).value();
  std::shared_ptr<simulator::OneSpanService> service_ =
      std::make_shared<simulator::OneSpanService>(simulator::ServiceConfig{});
  std::unique_ptr<server::HttpServer> server_;
};

std::shared_ptr<const Journey> LoadExample(const NodeRegistry& registry) {
  std::ifstream file(AUTHTREE_SOURCE_DIR "/examples/journeys/offline-activation.journey.json");
  std::ostringstream text;
  text << file.rdbuf();
  return LoadJourneys(text.str(), registry).Find();
}

NodeRegistry MakeRegistry(std::shared_ptr<const onespan::Api> api) {
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterOneSpanNodes(registry, std::move(api));
  return registry;
}

TEST(OfflineActivationOverTls, WithoutAClientCertificateNobodyGetsIn) {
  TlsWorld world;
  const NodeRegistry registry = MakeRegistry(world.Connect(false));
  testkit::JourneyWalker walker(LoadExample(registry), Engine());
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").UseDigipass().WalkToEnd();
  EXPECT_TRUE(walker.denied());
  EXPECT_EQ(world.service().Snapshot().accounts.size(), 0U);
}

TEST(OfflineActivationOverTls, ActivatesThroughCurlWithMutualTls) {
  TlsWorld world;
  const NodeRegistry registry = MakeRegistry(world.Connect(true));
  testkit::JourneyWalker walker(LoadExample(registry), Engine());
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").UseDigipass().WalkToEnd();
  EXPECT_TRUE(walker.succeeded());
  EXPECT_EQ(walker.StateText("ostid_instance_serial"), "VDS1000001-1");
}

// One registry, one journey, one engine, one client: four threads, each with a context of its own.
TEST(OfflineActivationOverTls, FourContextsShareOneRegistry) {
  TlsWorld world;
  const NodeRegistry registry = MakeRegistry(world.Connect(true));
  const std::shared_ptr<const Journey> journey = LoadExample(registry);
  ASSERT_NE(journey, nullptr);
  const Engine engine;
  std::atomic<int> activated{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 2; ++round) {
        testkit::JourneyWalker walker(journey, engine);
        walker.Give("User Name", "user" + std::to_string(i * 2 + round))
            .Give("serialNumber", "VDS100000" + std::to_string(1 + i * 2 + round))
            .UseDigipass()
            .WalkToEnd();
        if (walker.succeeded()) ++activated;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(activated, 8);
}

}  // namespace
}  // namespace authtree::inline v0
