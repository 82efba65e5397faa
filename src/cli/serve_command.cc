#include "serve_command.h"

#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "authtree/am/authenticate.h"
#include "authtree/engine/spdlog_observer.h"
#include "authtree/server/http_server.h"
#include "authtree/session/memory_store.h"

#include "demo_handler.h"
#include "demo_journey.h"
#include "findings_report.h"
#include "input_file.h"
#include "journey_source.h"
#include "service_connection.h"
#include "service_options.h"
#include "stop_signal.h"

namespace authtree::inline v0::cli {
namespace {

constexpr const char* kServeExamples = R"(
Examples:
  authtree serve --demo
  authtree serve login.journey.json --port 9000 --tenant acme --environment Sandbox)";

std::shared_ptr<const JourneyCatalog> ReadCatalog(const ServeOptions& options, const NodeRegistry& registry,
                                                  Diagnostics& diagnostics) {
  auto catalog = std::make_shared<JourneyCatalog>();
  auto add = [&](const std::string& path, std::string_view text) {
    const LoadedJourneys loaded = LoadJourneys(text, registry);
    AddFindingsOf(path, loaded.diagnostics, diagnostics);
    for (const auto& journey : loaded.journeys) catalog->Add(journey);
  };
  for (const std::string& path : options.files) {
    if (const Result<std::string> text = ReadInputFile(path)) {
      add(path, *text);
    } else {
      diagnostics.AddError("FILE", text.error().Describe());
    }
  }
  if (options.files.empty() && options.demo) add("the demo journey", kDemoJourney);
  const std::vector<std::string> names = catalog->Names();
  if (names.empty() && !diagnostics.has_errors()) {
    diagnostics.AddError("FILE", "there is no journey to serve", "Name journey files, or use --demo");
  }
  if (names.size() == 1) {
    if (const Result<void> set = catalog->SetDefault(names.front()); !set) {
      diagnostics.AddError("FILE", set.error().Describe());
    }
  }
  return catalog;
}

std::shared_ptr<Observer> MakeLog() {
  auto logger = spdlog::stderr_color_mt("authtree");
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
  logger->set_level(spdlog::level::debug);
  return std::make_shared<SpdlogObserver>(std::move(logger));
}

void SayHowToStart(const std::string& base, const JourneyCatalog& catalog, const ServeOptions& options) {
  for (const std::string& name : catalog.Names()) {
    std::cout << "Serving the journey '" << name << "'. Start it with:\n  curl -X POST '" << base
              << "/am/json/realms/root/authenticate?authIndexType=service&authIndexValue="
              << http::PercentEncode(name) << "'\n";
  }
  if (options.demo) {
    std::cout << "OneSpan is simulated. The virtual Digipass reads pictures at " << base
              << "/demo/digipass\n";
  }
  std::cout << "Stop it with Ctrl-C." << std::endl;
}

}  // namespace

ExitCode ServeJourneys(const ServeOptions& options) {
  HoldStopSignals();
  const std::shared_ptr<const Clock> clock = SystemClock();
  Diagnostics diagnostics;
  ServiceOptions service = options.service;
  if (options.demo) service.simulate = true;
  ServiceConnection connection = ConnectService(service, clock, diagnostics);
  if (connection.api == nullptr && !diagnostics.has_errors()) {
    diagnostics.AddError("serve", "no OneSpan service is named",
                         "Add --demo or --simulate, or --tenant and --environment, or --base-url");
  }
  const NodeRegistry registry = MakeRegistry(connection.api);
  const std::shared_ptr<const JourneyCatalog> catalog = ReadCatalog(options, registry, diagnostics);
  std::cerr << diagnostics.ToText(Severity::kWarning);
  if (diagnostics.has_errors()) return ExitCode::kUsage;

  const std::shared_ptr<const KeyRing> keys = KeyRing::Random();
  auto journeys = std::make_shared<const JourneyService>(catalog, Engine(clock, MakeLog()),
                                                         std::make_shared<MemoryStore>(clock), Sealer(*keys));
  std::shared_ptr<http::Handler> handler = std::make_shared<am::AuthenticateEndpoint>(journeys, *keys, clock);
  if (options.demo) handler = std::make_shared<DemoHandler>(std::move(handler), connection.digipass);

  server::ServerOptions listen;
  listen.address = options.address;
  listen.port = options.port;
  listen.threads = 2;
  Result<std::unique_ptr<server::HttpServer>> server = server::HttpServer::Start(std::move(listen), handler);
  if (!server) {
    std::cerr << "error: " << server.error().Describe() << '\n';
    return ExitCode::kUsage;
  }
  const bool v6 = options.address.find(':') != std::string::npos;
  SayHowToStart("http://" + (v6 ? "[" + options.address + "]" : options.address) + ":" +
                    std::to_string((*server)->port()),
                *catalog, options);
  AwaitStopSignal();
  (*server)->Stop();
  return ExitCode::kSuccess;
}

Command AddServeCommand(CLI::App& program) {
  const auto options = std::make_shared<ServeOptions>();
  CLI::App* command = program.add_subcommand("serve", "Serve journeys over AM's authenticate protocol");
  command->footer(kServeExamples);
  command->add_option("files", options->files, "Journey exports; without one, --demo serves its own")
      ->type_name("FILE");
  AddServiceOptions(*command, options->service);
  command->add_flag("--demo", options->demo, "Simulated service, virtual Digipass under /demo/digipass");
  command->add_option("--address", options->address, "Address to listen on")->capture_default_str();
  command->add_option("--port", options->port, "Port to listen on; 0 picks a free one")
      ->capture_default_str();
  return {command, [options] { return ServeJourneys(*options); }};
}

}  // namespace authtree::inline v0::cli
