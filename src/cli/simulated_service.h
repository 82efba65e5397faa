#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "authtree/core/clock.h"
#include "authtree/core/diagnostics.h"
#include "authtree/core/result.h"
#include "authtree/server/http_server.h"
#include "authtree/simulator/certificates.h"
#include "authtree/simulator/onespan_service.h"

namespace authtree::inline v0::cli {

/// Where a simulated service listens, and whom it lets in.
struct ListenOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  bool demand_client_certificate = true;
  bool control = false;  ///< answer the paths of simulator/control_handler.h as well
};

/// The simulated OneSpan service behind a real HTTPS listener, with certificates of its own that live as long
/// as it does.
class SimulatedService {
 public:
  [[nodiscard]] static Result<std::unique_ptr<SimulatedService>> Start(simulator::ServiceConfig config,
                                                                       const ListenOptions& listen,
                                                                       std::shared_ptr<const Clock> clock);

  /// "https://127.0.0.1:PORT".
  [[nodiscard]] std::string base_url() const;
  /// The authority to trust.
  [[nodiscard]] const std::string& ca_pem() const { return authority_.ca_pem(); }
  /// A client certificate that the service accepts.
  [[nodiscard]] Result<simulator::IssuedCertificate> IssueClient() const;
  [[nodiscard]] const std::shared_ptr<simulator::OneSpanService>& rules() const { return rules_; }
  void Stop() { server_->Stop(); }

 private:
  SimulatedService(simulator::CertificateAuthority authority,
                   std::shared_ptr<simulator::OneSpanService> rules,
                   std::unique_ptr<server::HttpServer> server, std::string address,
                   std::shared_ptr<const Clock> clock);

  simulator::CertificateAuthority authority_;
  std::shared_ptr<simulator::OneSpanService> rules_;
  std::unique_ptr<server::HttpServer> server_;
  std::string address_;
  std::shared_ptr<const Clock> clock_;
};

/// Reads a simulator configuration file, named by a command line option; an empty path gives the defaults.
/// Findings go to `diagnostics`.
[[nodiscard]] simulator::ServiceConfig ReadSimulatorConfig(const std::string& option, const std::string& path,
                                                           Diagnostics& diagnostics);

}  // namespace authtree::inline v0::cli
