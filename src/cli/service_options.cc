#include "service_options.h"

#include <string>

#include <CLI/CLI.hpp>

#include "authtree/onespan/environment.h"

#include "guard_options.h"

namespace authtree::inline v0::cli {
namespace {

// "{Sandbox,…}". A base URL has an option of its own.
std::string EnvironmentNames() {
  using onespan::Environment;
  std::string names;
  for (const Environment environment :
       {Environment::kSandbox, Environment::kProductionNa1, Environment::kProductionEu1,
        Environment::kProductionEu2, Environment::kStagingNa1, Environment::kStagingEu1,
        Environment::kStagingEu2, Environment::kUatEu1, Environment::kSdb, Environment::kProd}) {
    names += (names.empty() ? "{" : ",") + std::string(onespan::EnvironmentName(environment));
  }
  return names + "}";
}

}  // namespace

void AddServiceOptions(CLI::App& command, ServiceOptions& options) {
  command.add_flag("--simulate", options.simulate, "Call a simulated OneSpan service inside this program");
  command
      .add_option("--simulator-config", options.simulator_config, "What the simulated tenant holds (JSON)")
      ->type_name("FILE");
  command.add_option("--tenant", options.tenant, "Name of the OneSpan tenant")->type_name("NAME");
  command.add_option("--environment", options.environment, "Where the tenant lives")
      ->type_name(EnvironmentNames());
  command.add_option("--base-url", options.base_url, "Base URL in place of tenant and environment")
      ->type_name("URL");
  command.add_option("--client-cert", options.client_cert, "Client certificate with its chain (PEM)")
      ->type_name("FILE");
  command.add_option("--client-key", options.client_key, "Key of the client certificate (PEM)")
      ->type_name("FILE");
  command.add_option("--ca", options.ca, "Authorities to trust instead of the system's (PEM)")
      ->type_name("FILE");
  command.add_option("--application-ref", options.application_ref, "Application reference of IAA calls")
      ->type_name("TEXT");
  command
      .add_option("--command-host", options.command_hosts,
                  "Host, with a port if it is not 443, that store command nodes may call; repeatable")
      ->type_name("HOST")
      ->allow_extra_args(false);
  command
      .add_option(
          "--identity-host", options.identity_hosts,
          "Host, with a port if it is not 443, that identity verification nodes may call; repeatable. "
          "With --simulate it is simulated too")
      ->type_name("HOST")
      ->allow_extra_args(false);
  command
      .add_option("--identity-token", options.identity_token,
                  "Bearer token of identity verification nodes that have none of their own")
      ->type_name("FILE");
  AddGuardOptions(command, options.guard);
}

}  // namespace authtree::inline v0::cli
