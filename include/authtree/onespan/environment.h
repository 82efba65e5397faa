#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/result.h"
#include "authtree/http/url.h"

namespace authtree::inline v0::onespan {

/// Where a tenant lives. The names are those of the journey configuration: "sdb", "prod", "Sandbox",
/// "Production_NA1", ..., "CUSTOMIZED".
enum class Environment : std::uint8_t {
  kSdb,
  kProd,
  kSandbox,
  kProductionNa1,
  kProductionEu1,
  kProductionEu2,
  kStagingNa1,
  kStagingEu1,
  kStagingEu2,
  kUatEu1,
  kCustomized,  ///< a base URL takes the place of the environment
};

/// The configuration's name of an environment: "Production_EU1".
[[nodiscard]] std::string_view EnvironmentName(Environment environment);

/// The environment of that name, letter case included. `kInvalidInput` with `Fact::kField` "environment".
[[nodiscard]] Result<Environment> ParseEnvironment(std::string_view name);

/// Whose service is called, and where.
///
/// @code
///   auto location = ServiceLocation::ForTenant("Acme", Environment::kStagingEu1);
///   location->base().ToString();  // https://acme.staging.eu1.tid.onespan.cloud
/// @endcode
class ServiceLocation {
 public:
  /// The vendor's host for a tenant. `kInvalidInput` with `Fact::kField` "tenantName" when the tenant is no
  /// DNS label, "customUrl" for `Environment::kCustomized`, which needs a base URL.
  [[nodiscard]] static Result<ServiceLocation> ForTenant(std::string_view tenant, Environment environment);

  /// A host of one's own: a gateway, or the simulator. The base URL ends before "/v1". It must be https;
  /// plain http is for loopback hosts only (127.0.0.0/8, [::1], localhost). The tenant goes into visual
  /// codes. `kInvalidInput` with `Fact::kField` "tenantName" or "customUrl".
  [[nodiscard]] static Result<ServiceLocation> AtUrl(std::string_view tenant, std::string_view base_url);

  /// In lower case.
  [[nodiscard]] const std::string& tenant() const { return tenant_; }
  [[nodiscard]] Environment environment() const { return environment_; }
  /// Scheme, host, port and leading path, without "/v1".
  [[nodiscard]] const http::Url& base() const { return base_; }
  /// True where the vendor demands mutual TLS: everywhere but in the sandbox. False for a base URL of one's
  /// own, which may be given a client certificate all the same.
  [[nodiscard]] bool requires_client_certificate() const;
  /// True in the vendor's sandbox, where the domain is named like the tenant.
  [[nodiscard]] bool is_sandbox() const;

 private:
  ServiceLocation(std::string tenant, Environment environment, http::Url base)
      : tenant_(std::move(tenant)), environment_(environment), base_(std::move(base)) {}

  std::string tenant_;
  Environment environment_;
  http::Url base_;
};

}  // namespace authtree::inline v0::onespan
