#include "authtree/onespan/environment.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "authtree/core/text.h"

namespace authtree::inline v0::onespan {
namespace {

struct EnvironmentRow {
  Environment environment;
  std::string_view name;
  std::string_view host_part;
};

constexpr std::array<EnvironmentRow, 11> kEnvironments{{
    {Environment::kSdb, "sdb", "sdb"},
    {Environment::kProd, "prod", "prod"},
    {Environment::kSandbox, "Sandbox", "sdb"},
    {Environment::kProductionNa1, "Production_NA1", "prod.na1"},
    {Environment::kProductionEu1, "Production_EU1", "prod.eu1"},
    {Environment::kProductionEu2, "Production_EU2", "prod.eu2"},
    {Environment::kStagingNa1, "Staging_NA1", "staging.na1"},
    {Environment::kStagingEu1, "Staging_EU1", "staging.eu1"},
    {Environment::kStagingEu2, "Staging_EU2", "staging.eu2"},
    {Environment::kUatEu1, "UAT_EU1", "uat.eu1"},
    {Environment::kCustomized, "CUSTOMIZED", ""},
}};

constexpr std::size_t kMaxLabel = 63;

const EnvironmentRow& RowOf(Environment environment) {
  return *std::find_if(kEnvironments.begin(), kEnvironments.end(),
                       [environment](const EnvironmentRow& row) { return row.environment == environment; });
}

Error BadTenant() {
  return Error(ErrorCode::kInvalidInput,
               "The tenant name must be 1 to 63 letters, digits and inner hyphens, as in the service's host "
               "name.")
      .With(Fact::kField, "tenantName");
}

Error BadUrl(FixedText sentence) {
  return Error(ErrorCode::kInvalidInput, sentence).With(Fact::kField, "customUrl");
}

std::optional<std::string> DnsLabel(std::string_view text) {
  std::string label = LowerAscii(text);
  const bool plain = std::all_of(label.begin(), label.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (label.empty() || label.size() > kMaxLabel || !plain || label.front() == '-' || label.back() == '-') {
    return std::nullopt;
  }
  return label;
}

bool IsLoopback(const std::string& host) {
  if (host == "localhost") return true;
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24U) == IN_LOOPBACKNET;
  if (host.size() < 2 || host.front() != '[') return false;
  in6_addr six{};
  return inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &six) == 1 &&
         IN6_IS_ADDR_LOOPBACK(&six);
}

/// Whether a base URL names the version that every call adds by itself.
bool EndsWithVersion(const http::Url& base) {
  const std::string target = base.Target();
  return target == "/v1" || (target.size() > 3 && target.compare(target.size() - 3, 3, "/v1") == 0);
}

}  // namespace

std::string_view EnvironmentName(Environment environment) { return RowOf(environment).name; }

Result<Environment> ParseEnvironment(std::string_view name) {
  for (const EnvironmentRow& row : kEnvironments) {
    if (row.name == name) return row.environment;
  }
  return tl::unexpected(
      Error(ErrorCode::kInvalidInput,
            "The environment is not known. Use sdb, Sandbox, prod, Production_NA1, Production_EU1, "
            "Production_EU2, Staging_NA1, Staging_EU1, Staging_EU2, UAT_EU1 or CUSTOMIZED.")
          .With(Fact::kField, "environment"));
}

Result<ServiceLocation> ServiceLocation::ForTenant(std::string_view tenant, Environment environment) {
  auto label = DnsLabel(tenant);
  if (!label) return tl::unexpected(BadTenant());
  const EnvironmentRow& row = RowOf(environment);
  if (row.host_part.empty()) {
    return tl::unexpected(BadUrl("A customized environment needs the base URL of the service."));
  }
  std::string text = "https://";
  text.append(*label).append(".").append(row.host_part).append(".tid.onespan.cloud");
  auto base = http::Url::Parse(text);
  if (!base) return tl::unexpected(base.error());
  return ServiceLocation(*std::move(label), environment, *std::move(base));
}

Result<ServiceLocation> ServiceLocation::AtUrl(std::string_view tenant, std::string_view base_url) {
  auto label = DnsLabel(tenant);
  if (!label) return tl::unexpected(BadTenant());
  auto base = http::Url::Parse(base_url);
  if (!base) return tl::unexpected(std::move(base.error()).With(Fact::kField, "customUrl"));
  if (!base->is_https() && !IsLoopback(base->host())) {
    return tl::unexpected(BadUrl("The base URL must begin with https://; http:// is for this machine only."));
  }
  if (EndsWithVersion(*base)) {
    return tl::unexpected(BadUrl("The base URL must end before /v1, which every call adds by itself."));
  }
  return ServiceLocation(*std::move(label), Environment::kCustomized, *std::move(base));
}

bool ServiceLocation::requires_client_certificate() const {
  return !is_sandbox() && environment_ != Environment::kCustomized;
}

bool ServiceLocation::is_sandbox() const {
  return environment_ == Environment::kSdb || environment_ == Environment::kSandbox;
}

}  // namespace authtree::inline v0::onespan
