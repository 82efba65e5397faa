// A client certificate that a service only trusts with the authorities between it and the root.
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "authtree/http/curl_transport.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/server/http_server.h"
#include "authtree/simulator/certificates.h"
#include "authtree/simulator/onespan_service.h"
#include "authtree/testkit/drive.h"

#include "client_chain.h"

namespace authtree::inline v0::conformance {
namespace {

using onespan::ActivationStatus;

class ClientChainCase : public testing::Test {
 protected:
  /// Asks a service that lets clients of this root in.
  Result<onespan::CheckActivationReply> Ask(const std::string& root_pem, std::string chain_pem,
                                            Secret key_pem) {
    simulator::CertificateRequest request;
    request.common_name = "service";
    request.ip_addresses = {"127.0.0.1"};
    request.not_before = SystemClock()->Now() - std::chrono::hours(1);
    request.not_after = SystemClock()->Now() + std::chrono::hours(1);
    simulator::IssuedCertificate certificate = authority_.Issue(request).value();
    server::ServerOptions options;
    options.tls.emplace();
    options.tls->chain_pem = certificate.chain_pem;
    options.tls->key_pem = std::move(certificate.key_pem);
    options.tls->client_ca_pem = root_pem;
    const auto server =
        server::HttpServer::Start(std::move(options),
                                  std::make_shared<simulator::OneSpanService>(simulator::ServiceConfig{}))
            .value();

    http::CurlOptions curl;
    curl.ca_pem = authority_.ca_pem();
    curl.identity = std::make_shared<const http::TlsIdentity>(
        http::TlsIdentity::FromPem(std::move(chain_pem), std::move(key_pem), *SystemClock()).value());
    onespan::RestApiOptions client{
        .location =
            onespan::ServiceLocation::AtUrl("demo", "https://127.0.0.1:" + std::to_string(server->port()))
                .value()};
    const auto api =
        onespan::RestApi::Make(std::move(client), http::CurlTransport::Make(std::move(curl)).value()).value();
    const CallContext call(SystemClock()->SteadyNow() + std::chrono::seconds(30));
    onespan::CheckActivationRequest question(onespan::UserId("jdoe", "master"));
    return testkit::Drive(api->CheckActivation(call, std::move(question)));
  }

  const simulator::CertificateAuthority authority_ =
      simulator::CertificateAuthority::Make("service authority", *SystemClock()).value();
};

class ClientChainOf : public ClientChainCase, public testing::WithParamInterface<std::size_t> {};

TEST_P(ClientChainOf, IsSentWhole) {
  ClientChain chain = MakeClientChain(GetParam(), *SystemClock());
  const auto reply = Ask(chain.root_pem, chain.leaf_pem + chain.intermediates_pem, std::move(chain.key_pem));
  ASSERT_TRUE(reply.has_value()) << reply.error().Describe();
  EXPECT_EQ(reply->status, ActivationStatus::kUnknown);
}

INSTANTIATE_TEST_SUITE_P(OneToThree, ClientChainOf, testing::Values(1U, 2U, 3U));

TEST_F(ClientChainCase, ALeafWithoutItsIssuersIsNotLetIn) {
  ClientChain chain = MakeClientChain(3, *SystemClock());
  const auto reply = Ask(chain.root_pem, chain.leaf_pem, std::move(chain.key_pem));
  ASSERT_FALSE(reply.has_value());
  EXPECT_EQ(reply.error().code(), ErrorCode::kRejected) << reply.error().Describe();
}

}  // namespace
}  // namespace authtree::inline v0::conformance
