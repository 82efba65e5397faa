#include "service_connection.h"

#include <utility>
#include <vector>

#include "authtree/http/curl_transport.h"
#include "authtree/http/guarded_transport.h"
#include "authtree/http/observed_transport.h"
#include "authtree/http/tls_identity.h"
#include "authtree/onespan/environment.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/simulator/in_process_transport.h"

#include "guard_options.h"
#include "input_file.h"

namespace authtree::inline v0::cli {
namespace {

// The tenant that stands in visual codes when the service is simulated or at a URL of its own.
constexpr std::string_view kDemoTenant = "demo";

// The simulated identity verification takes any.
constexpr std::string_view kSimulatedToken = "simulated";
constexpr std::size_t kMostTokenBytes = std::size_t{64} * 1024;

void AddFinding(Diagnostics& diagnostics, const std::string& place, const Error& error) {
  diagnostics.AddError(place, error.Describe());
}

using TransportObserver = std::shared_ptr<http::TransportObserver>;

// libcurl behind what keeps the service from more than it can bear, behind what the observer sees.
std::shared_ptr<const http::Transport> MakeTransport(http::CurlOptions curl, const GuardSettings& settings,
                                                     const std::shared_ptr<const Clock>& clock,
                                                     const TransportObserver& observer,
                                                     Diagnostics& diagnostics) {
  curl.clock = clock;
  curl.observer = observer;
  Result<std::shared_ptr<const http::CurlTransport>> transport = http::CurlTransport::Make(std::move(curl));
  if (!transport) {
    AddFinding(diagnostics, "--ca", transport.error());
    return nullptr;
  }
  http::GuardOptions guard = GuardOptionsOf(settings);
  guard.clock = clock;
  guard.observer = observer;
  const auto guarded = http::GuardedTransport::Make(*transport, std::move(guard));
  if (!guarded) {
    AddFinding(diagnostics, "the service options", guarded.error());
    return nullptr;
  }
  if (observer == nullptr) return *guarded;
  return std::make_shared<const http::ObservedTransport>(*guarded, observer, clock);
}

std::shared_ptr<const onespan::Api> MakeApi(const onespan::ServiceLocation& location, http::CurlOptions curl,
                                            const ServiceOptions& service, std::shared_ptr<const Clock> clock,
                                            const ServiceObservers& observers, Diagnostics& diagnostics) {
  auto transport = MakeTransport(std::move(curl), service.guard, clock, observers.transport, diagnostics);
  if (transport == nullptr) return nullptr;
  onespan::RestApiOptions options{.location = location};
  options.application_ref = service.application_ref;
  options.clock = std::move(clock);
  options.on_call = observers.on_call;
  Result<std::shared_ptr<const onespan::Api>> api =
      onespan::RestApi::Make(std::move(options), std::move(transport));
  if (!api) {
    AddFinding(diagnostics, "the service options", api.error());
    return nullptr;
  }
  return *api;
}

ServiceConnection ConnectSimulated(const ServiceOptions& options, std::shared_ptr<const Clock> clock,
                                   const ServiceObservers& observers, Diagnostics& diagnostics) {
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
  connection.api = MakeApi(*location, std::move(curl), options, std::move(clock), observers, diagnostics);
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

std::shared_ptr<http::TlsIdentityFiles> OpenIdentity(const ServiceOptions& options,
                                                     const onespan::ServiceLocation& location,
                                                     const std::shared_ptr<const Clock>& clock,
                                                     const TransportObserver& observer,
                                                     Diagnostics& diagnostics) {
  if (options.client_cert.empty() && options.client_key.empty()) {
    if (location.requires_client_certificate()) {
      diagnostics.AddError("--client-cert", "this environment demands a client certificate",
                           "Give --client-cert and --client-key");
    }
    return nullptr;
  }
  if (options.client_cert.empty() || options.client_key.empty()) {
    diagnostics.AddError("--client-cert", "a client certificate needs both its file and that of its key",
                         "Give --client-cert and --client-key");
    return nullptr;
  }
  http::TlsIdentityFilesOptions files;
  files.chain = options.client_cert;
  files.key = options.client_key;
  files.clock = clock;
  files.observer = observer;
  auto identity = http::TlsIdentityFiles::Open(std::move(files));
  if (!identity) {
    AddFinding(diagnostics, "--" + std::string(identity.error().Find(Fact::kField)), identity.error());
    return nullptr;
  }
  return *identity;
}

// These calls leave without the client certificate: that is for the OneSpan service alone.
std::shared_ptr<const http::Transport> MakePlainTransport(const ServiceOptions& options,
                                                          const std::shared_ptr<const Clock>& clock,
                                                          const TransportObserver& observer,
                                                          Diagnostics& diagnostics) {
  http::CurlOptions curl;
  if (!options.ca.empty()) {
    Result<std::string> ca = ReadInputFile(options.ca);
    if (ca) curl.ca_pem = *std::move(ca);  // a file that cannot be read was told already
  }
  return MakeTransport(std::move(curl), options.guard, clock, observer, diagnostics);
}

std::shared_ptr<const Secret> ReadIdentityToken(const std::string& file, Diagnostics& diagnostics) {
  if (file.empty()) return nullptr;
  Result<std::string> text = ReadInputFile(file, kMostTokenBytes);
  if (!text) {
    AddFinding(diagnostics, "--identity-token", text.error());
    return nullptr;
  }
  while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
  if (text->empty() || !http::Headers().Add("Authorization", *text)) {
    diagnostics.AddError("--identity-token", "the file holds no token",
                         "Write the token into it, on one line");
    return nullptr;
  }
  return std::make_shared<const Secret>(Secret::Take(*std::move(text)));
}

/// The simulated service of this program, without a socket: the hosts are names only.
std::shared_ptr<const http::Transport> MakeSimulatedTransport(const SimulatedService& simulated,
                                                              const std::shared_ptr<const Clock>& clock,
                                                              const TransportObserver& observer) {
  auto direct = std::make_shared<const simulator::InProcessTransport>(simulated.rules());
  if (observer == nullptr) return direct;
  return std::make_shared<const http::ObservedTransport>(std::move(direct), observer, clock);
}

IdentityVerification ConnectVerification(const ServiceOptions& options, const SimulatedService* simulated,
                                         const std::shared_ptr<const Clock>& clock,
                                         const TransportObserver& observer, Diagnostics& diagnostics) {
  IdentityVerification verification;
  verification.token = ReadIdentityToken(options.identity_token, diagnostics);
  if (options.identity_hosts.empty()) {
    if (!options.identity_token.empty()) {
      diagnostics.AddError("--identity-token", "there is no host that the token is for",
                           "Add --identity-host");
    }
    return verification;
  }
  verification.hosts = CommandHosts(options.identity_hosts, "--identity-host", diagnostics);
  if (!options.simulate) {
    verification.transport = MakePlainTransport(options, clock, observer, diagnostics);
  } else if (simulated != nullptr) {
    verification.transport = MakeSimulatedTransport(*simulated, clock, observer);
    if (verification.token == nullptr) verification.token = std::make_shared<const Secret>(kSimulatedToken);
  }
  return verification;
}

ServiceConnection ConnectNamed(const ServiceOptions& options, std::shared_ptr<const Clock> clock,
                               const ServiceObservers& observers, Diagnostics& diagnostics) {
  if (options.simulate) return ConnectSimulated(options, std::move(clock), observers, diagnostics);
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
  connection.identity = OpenIdentity(options, *location, clock, observers.transport, diagnostics);
  curl.identities = connection.identity;
  if (diagnostics.has_errors()) return connection;
  connection.api = MakeApi(*location, std::move(curl), options, std::move(clock), observers, diagnostics);
  return connection;
}

}  // namespace

ServiceConnection ConnectService(const ServiceOptions& options, std::shared_ptr<const Clock> clock,
                                 Diagnostics& diagnostics, ServiceObservers observers) {
  ServiceConnection connection = ConnectNamed(options, clock, observers, diagnostics);
  if (!options.command_hosts.empty()) {
    connection.nodes.commands.hosts = CommandHosts(options.command_hosts, "--command-host", diagnostics);
    connection.nodes.commands.transport =
        MakePlainTransport(options, clock, observers.transport, diagnostics);
  }
  connection.nodes.verification =
      ConnectVerification(options, connection.simulated.get(), clock, observers.transport, diagnostics);
  return connection;
}

}  // namespace authtree::inline v0::cli
