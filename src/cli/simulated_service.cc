#include "simulated_service.h"

#include <utility>

#include "authtree/simulator/control_handler.h"

#include "findings_report.h"
#include "input_file.h"

namespace authtree::inline v0::cli {
namespace {

simulator::CertificateRequest CertificateFor(std::string name, simulator::CertificateUse use,
                                             const Clock& clock) {
  simulator::CertificateRequest request;
  request.common_name = std::move(name);
  request.use = use;
  request.not_before = clock.Now() - std::chrono::hours(1);
  request.not_after = clock.Now() + std::chrono::hours(24 * 7);
  return request;
}

}  // namespace

SimulatedService::SimulatedService(simulator::CertificateAuthority authority,
                                   std::shared_ptr<simulator::OneSpanService> rules,
                                   std::unique_ptr<server::HttpServer> server, std::string address,
                                   std::shared_ptr<const Clock> clock)
    : authority_(std::move(authority)),
      rules_(std::move(rules)),
      server_(std::move(server)),
      address_(std::move(address)),
      clock_(std::move(clock)) {}

Result<std::unique_ptr<SimulatedService>> SimulatedService::Start(simulator::ServiceConfig config,
                                                                  const ListenOptions& listen,
                                                                  std::shared_ptr<const Clock> clock) {
  Result<simulator::CertificateAuthority> authority =
      simulator::CertificateAuthority::Make("authtree simulator (not OneSpan)", *clock);
  if (!authority) return tl::unexpected(authority.error());
  simulator::CertificateRequest wanted =
      CertificateFor("authtree simulator", simulator::CertificateUse::kServer, *clock);
  wanted.dns_names = {"localhost"};
  wanted.ip_addresses = {"127.0.0.1", "::1"};
  if (listen.address != "127.0.0.1" && listen.address != "::1") wanted.ip_addresses.push_back(listen.address);
  Result<simulator::IssuedCertificate> certificate = authority->Issue(wanted);
  if (!certificate) return tl::unexpected(certificate.error());

  server::ServerOptions options;
  options.address = listen.address;
  options.port = listen.port;
  options.tls.emplace();
  options.tls->chain_pem = certificate->chain_pem;
  options.tls->key_pem = std::move(certificate->key_pem);
  if (listen.demand_client_certificate) options.tls->client_ca_pem = authority->ca_pem();

  auto rules = std::make_shared<simulator::OneSpanService>(std::move(config), clock);
  std::shared_ptr<http::Handler> handler = rules;
  if (listen.control) handler = std::make_shared<simulator::ControlHandler>(rules);
  Result<std::unique_ptr<server::HttpServer>> server =
      server::HttpServer::Start(std::move(options), std::move(handler));
  if (!server) return tl::unexpected(server.error());
  return std::unique_ptr<SimulatedService>(new SimulatedService(
      std::move(*authority), std::move(rules), std::move(*server), listen.address, std::move(clock)));
}

std::string SimulatedService::base_url() const {
  const bool v6 = address_.find(':') != std::string::npos;
  return "https://" + (v6 ? "[" + address_ + "]" : address_) + ":" + std::to_string(server_->port());
}

Result<simulator::IssuedCertificate> SimulatedService::IssueClient() const {
  return authority_.Issue(CertificateFor("authtree client", simulator::CertificateUse::kClient, *clock_));
}

simulator::ServiceConfig ReadSimulatorConfig(const std::string& option, const std::string& path,
                                             Diagnostics& diagnostics) {
  if (path.empty()) return {};
  const Result<std::string> text = ReadInputFile(path);
  if (!text) {
    diagnostics.AddError(option, text.error().Describe());
    return {};
  }
  simulator::ParsedServiceConfig parsed = simulator::ParseServiceConfig(*text);
  AddFindingsOf(path, parsed.diagnostics, diagnostics);
  return std::move(parsed.config);
}

}  // namespace authtree::inline v0::cli
