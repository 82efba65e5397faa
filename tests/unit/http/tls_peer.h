#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "authtree/core/clock.h"
#include "authtree/http/handler.h"
#include "authtree/http/tls_identity.h"
#include "authtree/server/http_server.h"
#include "authtree/simulator/certificates.h"

namespace authtree::inline v0::http::testing {

using simulator::CertificateAuthority;
using simulator::CertificateRequest;
using simulator::CertificateUse;
using simulator::IssuedCertificate;
using simulator::KeyKind;

inline CertificateAuthority MakeAuthority() {
  return CertificateAuthority::Make("Test", *SystemClock()).value();
}

/// A certificate for the loopback address that is valid now.
inline CertificateRequest LoopbackCertificate() {
  const auto now = SystemClock()->Now();
  CertificateRequest request;
  request.common_name = "loopback";
  request.dns_names = {"localhost"};
  request.ip_addresses = {"127.0.0.1"};
  request.not_before = now - std::chrono::hours(1);
  request.not_after = now + std::chrono::hours(1);
  return request;
}

inline CertificateRequest ClientCertificate() {
  CertificateRequest request = LoopbackCertificate();
  request.common_name = "client";
  request.dns_names.clear();
  request.ip_addresses.clear();
  request.use = CertificateUse::kClient;
  return request;
}

inline std::shared_ptr<const TlsIdentity> IdentityOf(IssuedCertificate issued) {
  auto identity =
      TlsIdentity::FromPem(std::move(issued.chain_pem), std::move(issued.key_pem), *SystemClock());
  return std::make_shared<const TlsIdentity>(std::move(identity).value());
}

/// Answers with what it was asked.
class EchoHandler final : public Handler {
 public:
  [[nodiscard]] Task<Response> Handle(ServerRequest request) override {
    co_return Response(200).WithBody("text/plain", request.body().Clone());
  }
};

/// A server that shows `certificate`, and demands one of the authority `client_ca_pem` if that is not empty.
inline std::unique_ptr<server::HttpServer> StartTlsServer(IssuedCertificate certificate,
                                                          std::string client_ca_pem = {}) {
  server::ServerOptions options;
  options.tls = server::ServerTls{std::move(certificate.chain_pem), std::move(certificate.key_pem),
                                  std::move(client_ca_pem)};
  return server::HttpServer::Start(std::move(options), std::make_shared<EchoHandler>()).value();
}

inline std::string BaseOf(const server::HttpServer& server) {
  return "https://127.0.0.1:" + std::to_string(server.port());
}

}  // namespace authtree::inline v0::http::testing
