#include "onespan_connection.h"

#include <string>
#include <utility>

#include "authtree/http/curl_transport.h"
#include "authtree/onespan/rest_api.h"

#include "read_file.h"

namespace authtree::inline v0::embed {
namespace {

constexpr std::size_t kMaxCaBytes = std::size_t{16} * 1024 * 1024;
// Stands in visual codes when a base URL comes without a tenant.
constexpr std::string_view kNoTenant = "demo";

void AddFinding(std::string place, const Error& error, Diagnostics& diagnostics) {
  diagnostics.AddError(std::move(place), error.Describe());
}

std::optional<onespan::ServiceLocation> Locate(const OneSpanOptions& options, Diagnostics& diagnostics) {
  if (options.environment.has_value() == !options.base_url.empty()) {
    diagnostics.AddError("onespan", "either an environment or a base URL says where the service is",
                         "Set one of onespan.environment and onespan.base_url");
    return std::nullopt;
  }
  const std::string_view tenant = options.tenant.empty() ? kNoTenant : std::string_view(options.tenant);
  const Result<onespan::ServiceLocation> location =
      options.environment ? onespan::ServiceLocation::ForTenant(options.tenant, *options.environment)
                          : onespan::ServiceLocation::AtUrl(tenant, options.base_url);
  if (location) return *location;
  const bool about_tenant = location.error().Find(Fact::kField) == "tenantName";
  AddFinding(about_tenant          ? "onespan.tenant"
             : options.environment ? "onespan.environment"
                                   : "onespan.base_url",
             location.error(), diagnostics);
  return std::nullopt;
}

std::shared_ptr<const http::TlsIdentity> ReadIdentity(const OneSpanOptions& options, bool demanded,
                                                      const Clock& clock, Diagnostics& diagnostics) {
  if (options.client_cert.empty() != options.client_key.empty()) {
    diagnostics.AddError("onespan.client_cert",
                         "a client certificate needs both its file and that of its key",
                         "Set onespan.client_cert and onespan.client_key");
    return nullptr;
  }
  if (!options.client_cert.empty() && options.identity != nullptr) {
    diagnostics.AddError("onespan.identity", "an identity and files of one are both given",
                         "Give one of them");
    return nullptr;
  }
  if (options.client_cert.empty()) {
    if (demanded && options.identity == nullptr) {
      diagnostics.AddError("onespan.client_cert", "this environment demands a client certificate",
                           "Set onespan.client_cert and onespan.client_key");
    }
    return options.identity;
  }
  Result<http::TlsIdentity> identity =
      http::TlsIdentity::FromFiles(options.client_cert, options.client_key, clock);
  if (!identity) {
    const bool about_key = identity.error().Find(Fact::kField) == "client-key";
    AddFinding(about_key ? "onespan.client_key" : "onespan.client_cert", identity.error(), diagnostics);
    return nullptr;
  }
  return std::make_shared<const http::TlsIdentity>(std::move(*identity));
}

void ReadAuthorities(const OneSpanOptions& options, http::CurlOptions& curl, Diagnostics& diagnostics) {
  if (options.ca.empty()) return;
  Result<std::string> ca = ReadFile(options.ca, kMaxCaBytes);
  if (ca) {
    curl.ca_pem = *std::move(ca);
  } else {
    AddFinding("onespan.ca", ca.error(), diagnostics);
  }
}

/// What calls them: without the client certificate. Null when it cannot be made.
std::shared_ptr<const http::Transport> MakePlainTransport(const RunnerOptions& options) {
  http::CurlOptions curl;
  curl.clock = options.clock;
  Diagnostics told_already;
  if (options.onespan) {
    curl.proxy = options.onespan->proxy;
    ReadAuthorities(*options.onespan, curl, told_already);
  }
  const auto transport = http::CurlTransport::Make(std::move(curl));
  if (!transport) return nullptr;
  return *transport;
}

}  // namespace

std::shared_ptr<const onespan::Api> ConnectOneSpan(const OneSpanOptions& options,
                                                   const std::shared_ptr<const Clock>& clock,
                                                   Diagnostics& diagnostics) {
  Diagnostics found;
  const std::optional<onespan::ServiceLocation> location = Locate(options, found);
  http::CurlOptions curl;
  curl.clock = clock;
  curl.proxy = options.proxy;
  curl.identity = ReadIdentity(options, location && location->requires_client_certificate(), *clock, found);
  ReadAuthorities(options, curl, found);
  const auto transport = http::CurlTransport::Make(std::move(curl));
  if (!transport) {
    AddFinding("onespan." + std::string(transport.error().Find(Fact::kField)), transport.error(), found);
  }
  std::shared_ptr<const onespan::Api> made;
  if (location && transport) {
    onespan::RestApiOptions rest{.location = *location};
    rest.application_ref = options.application_ref;
    rest.risk_analytics_environment = options.risk_analytics_environment;
    rest.call_timeout = options.call_timeout;
    rest.clock = clock;
    const auto api = onespan::RestApi::Make(std::move(rest), *transport);
    if (api) {
      made = *api;
    } else {
      AddFinding("onespan", api.error(), found);
    }
  }
  if (found.has_errors()) made = nullptr;
  diagnostics.Append(std::move(found));
  return made;
}

CommandStorage ConnectCommandStorage(const RunnerOptions& options, Diagnostics& diagnostics) {
  CommandStorage storage;
  if (options.command_hosts.empty()) return storage;
  storage.hosts = CommandHosts(options.command_hosts, "command_hosts", diagnostics);
  storage.transport = MakePlainTransport(options);
  return storage;
}

IdentityVerification ConnectIdentityVerification(const RunnerOptions& options, Diagnostics& diagnostics) {
  IdentityVerification verification;
  verification.token = options.identity_token;
  if (options.identity_hosts.empty()) return verification;
  verification.hosts = CommandHosts(options.identity_hosts, "identity_hosts", diagnostics);
  verification.transport = MakePlainTransport(options);
  return verification;
}

}  // namespace authtree::inline v0::embed
