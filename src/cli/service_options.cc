#include "service_options.h"

#include <CLI/CLI.hpp>

#include "guard_options.h"

namespace authtree::inline v0::cli {

void AddServiceOptions(CLI::App& command, ServiceOptions& options) {
  command.add_flag("--simulate", options.simulate, "Call a simulated OneSpan service inside this program");
  command
      .add_option("--simulator-config", options.simulator_config, "What the simulated tenant holds (JSON)")
      ->type_name("FILE");
  command.add_option("--tenant", options.tenant, "Name of the OneSpan tenant")->type_name("NAME");
  command
      .add_option("--environment", options.environment,
                  "Sandbox, Production_NA1, Production_EU1, Production_EU2, Staging_NA1, Staging_EU1, "
                  "Staging_EU2, UAT_EU1, sdb or prod")
      ->type_name("NAME");
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
  AddGuardOptions(command, options.guard);
}

}  // namespace authtree::inline v0::cli
