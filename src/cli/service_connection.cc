#include "service_connection.h"

#include <utility>
#include <vector>

#include "authtree/http/curl_transport.h"
#include "authtree/http/tls_identity.h"
#include "authtree/onespan/environment.h"
#include "authtree/onespan/rest_api.h"

#include "input_file.h"

namespace authtree::inline v0::cli {
namespace {

// The tenant that stands in visual codes when the service is simulated or at a URL of its own.
constexpr std::string_view kDemoTenant = "demo";

using OnCall = std::function<void(const onespan::CallRecord&)>;

void AddFinding(Diagnostics& diagnostics, const std::string& place, const Error& error) {
  diagnostics.AddError(place, error.Describe());
}

std::shared_ptr<const onespan::Api> MakeApi(const onespan::ServiceLocation& location, http::CurlOptions curl,
                                            const std::string& application_ref, OnCall on_call,
                                            std::shared_ptr<const Clock> clock, Diagnostics& diagnostics) {
  curl.clock = clock;
  Result<std::shared_ptr<const http::CurlTransport>> transport = http::CurlTransport::Make(std::move(curl));
  if (!transport) {
    AddFinding(diagnostics, "--ca", transport.error());
    return nullptr;
  }
  onespan::RestApiOptions options{.location = location};
  options.application_ref = application_ref;
  options.clock = std::move(clock);
  options.on_call = std::move(on_call);
  Result<std::shared_ptr<const onespan::Api>> api = onespan::RestApi::Make(std::move(options), *transport);
  if (!api) {
    AddFinding(diagnostics, "the service options", api.error());
    return nullptr;
  }
  return *api;
}

ServiceConnection ConnectSimulated(const ServiceOptions& options, std::shared_ptr<const Clock> clock,
                                   Diagnostics& diagnostics, OnCall on_call) {
  ServiceConnection connection;
  if (!options.base_url.empty() || !options.environment.empty() || !options.client_cert.empty() ||
      !options.client_key.empty() || !options.ca.empty()) {
    diagnostics.AddError("--simulate", "the simulator and a real service are both named",
                         "Leave out --simulate, or the options of the real service");
    return connection;
  }
  simulator::ServiceConfig config =
      ReadSimulatorConfig("--simulator-config", options.simulator_config, diagnostics);
  if (diagnostics.has_errors()) return connection;
  connection.digipass = config.digipass;
  connection.digipass_serial = simulator::DigipassSerial(config);
  Result<std::unique_ptr<SimulatedService>> simulated =
      SimulatedService::Start(std::move(config), ListenOptions{}, clock);
  if (!simulated) {
    AddFinding(diagnostics, "--simulate", simulated.error());
    return connection;
  }
  Result<simulator::IssuedCertificate> client = (*simulated)->IssueClient();
  if (!client) {
    AddFinding(diagnostics, "--simulate", client.error());
    return connection;
  }
  Result<http::TlsIdentity> identity =
      http::TlsIdentity::FromPem(client->chain_pem, std::move(client->key_pem), *clock);
  const Result<onespan::ServiceLocation> location = onespan::ServiceLocation::AtUrl(
      options.tenant.empty() ? kDemoTenant : options.tenant, (*simulated)->base_url());
  if (!identity) AddFinding(diagnostics, "--simulate", identity.error());
  if (!location) AddFinding(diagnostics, "--tenant", location.error());
  if (diagnostics.has_errors()) return connection;

  http::CurlOptions curl;
  curl.ca_pem = (*simulated)->ca_pem();
  curl.identity = std::make_shared<const http::TlsIdentity>(std::move(*identity));
  connection.api = MakeApi(*location, std::move(curl), options.application_ref, std::move(on_call),
                           std::move(clock), diagnostics);
  connection.simulated = std::move(*simulated);
  return connection;
}

Result<onespan::ServiceLocation> LocationOf(const ServiceOptions& options) {
  if (!options.base_url.empty()) {
    return onespan::ServiceLocation::AtUrl(options.tenant.empty() ? kDemoTenant : options.tenant,
                                           options.base_url);
  }
  const Result<onespan::Environment> environment = onespan::ParseEnvironment(options.environment);
  if (!environment) return tl::unexpected(environment.error());
  return onespan::ServiceLocation::ForTenant(options.tenant, *environment);
}

void ReadIdentity(const ServiceOptions& options, const onespan::ServiceLocation& location, const Clock& clock,
                  http::CurlOptions& curl, Diagnostics& diagnostics) {
  if (options.client_cert.empty() && options.client_key.empty()) {
    if (location.requires_client_certificate()) {
      diagnostics.AddError("--client-cert", "this environment demands a client certificate",
                           "Give --client-cert and --client-key");
    }
    return;
  }
  if (options.client_cert.empty() || options.client_key.empty()) {
    diagnostics.AddError("--client-cert", "a client certificate needs both its file and that of its key",
                         "Give --client-cert and --client-key");
    return;
  }
  Result<http::TlsIdentity> identity =
      http::TlsIdentity::FromFiles(options.client_cert, options.client_key, clock);
  if (!identity) {
    AddFinding(diagnostics, "--" + std::string(identity.error().Find(Fact::kField)), identity.error());
    return;
  }
  curl.identity = std::make_shared<const http::TlsIdentity>(std::move(*identity));
}

}  // namespace

ServiceConnection ConnectService(const ServiceOptions& options, std::shared_ptr<const Clock> clock,
                                 Diagnostics& diagnostics, OnCall on_call) {
  if (options.simulate) {
    return ConnectSimulated(options, std::move(clock), diagnostics, std::move(on_call));
  }
  ServiceConnection connection;
  if (!options.simulator_config.empty()) {
    diagnostics.AddError("--simulator-config", "there is no simulator to configure", "Add --simulate");
  }
  if (options.base_url.empty() && options.environment.empty() && options.tenant.empty()) return connection;
  if (!options.base_url.empty() && !options.environment.empty()) {
    diagnostics.AddError("--base-url", "a base URL and an environment are both named", "Give one of them");
    return connection;
  }
  if (options.base_url.empty() && (options.environment.empty() || options.tenant.empty())) {
    diagnostics.AddError("--tenant", "a tenant and its environment belong together",
                         "Give --tenant and --environment, or --base-url");
    return connection;
  }
  const Result<onespan::ServiceLocation> location = LocationOf(options);
  if (!location) {
    AddFinding(diagnostics, "--tenant, --environment or --base-url", location.error());
    return connection;
  }
  http::CurlOptions curl;
  if (!options.ca.empty()) {
    Result<std::string> ca = ReadInputFile(options.ca);
    if (ca) {
      curl.ca_pem = std::move(*ca);
    } else {
      AddFinding(diagnostics, "--ca", ca.error());
    }
  }
  ReadIdentity(options, *location, *clock, curl, diagnostics);
  if (diagnostics.has_errors()) return connection;
  connection.api = MakeApi(*location, std::move(curl), options.application_ref, std::move(on_call),
                           std::move(clock), diagnostics);
  return connection;
}

}  // namespace authtree::inline v0::cli
