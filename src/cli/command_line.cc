#include "command_line.h"

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "check_command.h"
#include "exit_code.h"
#include "guard_options.h"
#include "keys_command.h"
#include "nodes_command.h"
#include "options.h"
#include "run_command.h"
#include "serve_command.h"
#include "simulate_command.h"

namespace authtree::inline v0::cli {
namespace {

constexpr const char* kRunExamples = R"(
Examples:
  authtree run register.journey.json --simulate --digipass --answer "User Name=jdoe"
  authtree run register.journey.json --simulate --digipass
  authtree run register.journey.json --tenant acme --environment Staging_EU1 \
      --client-cert asp.pem --client-key asp.key

Exit codes: 0 success, 1 denied, 2 usage or findings, 3 failed.)";

constexpr const char* kServeExamples = R"(
Examples:
  authtree serve --demo
  authtree serve login.journey.json --port 9000 --tenant acme --environment Sandbox
  authtree serve login.journey.json --simulate --keys keys.json

SIGHUP reads the client certificate and the keys again; changed files are noticed within 30 s.)";

constexpr const char* kSimulateExamples = R"(
Examples:
  authtree simulate --pem-dir pem
  authtree simulate --pem-dir pem --port 9443 --mtls --config tenant.json)";

constexpr const char* kCheckExamples = R"(
Examples:
  authtree check register.journey.json
  authtree check --strict --json journeys/*.json

Exit codes: 0 no errors (with --strict: no findings), 2 otherwise.)";

constexpr const char* kNodesExamples = R"(
Examples:
  authtree nodes
  authtree nodes OS_Auth_UserRegisterNode
  authtree nodes OS_Auth_UserRegisterNode --schema)";

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

void AddRun(CLI::App& program, RunOptions& options) {
  CLI::App* command = program.add_subcommand("run", "Run a journey to its end");
  command->footer(kRunExamples);
  command->add_option("file", options.file, "Journey export of ForgeRock / Ping AM (JSON)")
      ->required()
      ->type_name("FILE");
  command->add_option("--journey", options.journey, "Which journey of the file")->type_name("ID");
  AddServiceOptions(*command, options.service);
  command->add_flag("--digipass", options.digipass, "Let a virtual Digipass read the visual codes");
  command
      ->add_option("--answer", options.answers,
                   "Answer to a prompt, or to the hidden value of that id; used each time it returns")
      ->type_name("PROMPT-OR-ID=VALUE")
      ->allow_extra_args(false);
  command->add_option("--answers", options.answers_file, "Answers as a JSON object")->type_name("FILE");
  command->add_option("--cddc", options.cddc_file, "Device data for the OneSpan Risk CDDC node (JSON)")
      ->type_name("FILE");
  command->add_option("--client-ip", options.client_ip, "Address the nodes see as the client's")
      ->type_name("ADDRESS")
      ->capture_default_str();
  command->add_flag("--trace", options.trace, "Print each step: node, outcome, time, keys written");
  command->add_flag("--json", options.json, "Print the result as JSON");
}

void AddServe(CLI::App& program, ServeOptions& options) {
  CLI::App* command = program.add_subcommand("serve", "Serve journeys over AM's authenticate protocol");
  command->footer(kServeExamples);
  command->add_option("files", options.files, "Journey exports; without one, --demo serves its own")
      ->type_name("FILE");
  AddServiceOptions(*command, options.service);
  command->add_flag("--demo", options.demo, "Simulated service, virtual Digipass under /demo/digipass");
  command->add_option("--address", options.address, "Address to listen on")->capture_default_str();
  command->add_option("--port", options.port, "Port to listen on; 0 picks a free one")->capture_default_str();
  command
      ->add_option("--keys", options.keys,
                   "Keys of sessions and authIds, see 'authtree keys'; without it, new ones at each start")
      ->type_name("FILE");
}

void AddSimulate(CLI::App& program, SimulateOptions& options) {
  CLI::App* command =
      program.add_subcommand("simulate", "Serve the simulated OneSpan service over HTTPS (not the real one)");
  command->footer(kSimulateExamples);
  command->add_option("--config", options.config, "What the simulated tenant holds (JSON)")
      ->type_name("FILE");
  command->add_option("--address", options.address, "Address to listen on")->capture_default_str();
  command->add_option("--port", options.port, "Port to listen on; 0 picks a free one")->capture_default_str();
  command
      ->add_option("--pem-dir", options.pem_directory,
                   "Directory that ca.pem, client.pem and client.key go to")
      ->required()
      ->type_name("DIR");
  command->add_flag("--mtls", options.client_certificate, "Demand a client certificate");
}

void AddCheck(CLI::App& program, CheckOptions& options) {
  CLI::App* command = program.add_subcommand("check", "Print every finding of journey files");
  command->footer(kCheckExamples);
  command->add_option("files", options.files, "Journey exports (JSON)")->required()->type_name("FILE");
  command->add_flag("--strict", options.strict, "Count warnings as well");
  command->add_flag("--json", options.json, "Print the findings as JSON");
}

void AddNodes(CLI::App& program, NodesOptions& options) {
  CLI::App* command = program.add_subcommand("nodes", "List the node types, or describe one");
  command->footer(kNodesExamples);
  command->add_option("type", options.type, "The node type to describe")->type_name("TYPE");
  command->add_flag("--schema", options.schema, "Print the properties as JSON Schema");
}

}  // namespace

int Main(int argc, const char* const* argv) {
  CLI::App program("Runs ForgeRock-style authentication journeys with the OneSpan nodes.", "authtree");
  program.set_version_flag("--version", AUTHTREE_VERSION);
  program.require_subcommand(1);
  RunOptions run;
  ServeOptions serve;
  SimulateOptions simulate;
  CheckOptions check;
  NodesOptions nodes;
  AddRun(program, run);
  AddServe(program, serve);
  AddSimulate(program, simulate);
  AddCheck(program, check);
  AddNodes(program, nodes);
  const Command keys = AddKeysCommand(program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
  }
  ExitCode code = ExitCode::kUsage;
  if (program.got_subcommand("run")) code = RunJourney(run);
  if (program.got_subcommand("serve")) code = ServeJourneys(serve);
  if (program.got_subcommand("simulate")) code = SimulateService(simulate);
  if (program.got_subcommand("check")) code = CheckJourneys(check);
  if (program.got_subcommand("nodes")) code = DescribeNodes(nodes);
  if (keys.app->parsed()) code = keys.run();
  return static_cast<int>(code);
}

}  // namespace authtree::inline v0::cli
