#include "serve_command.h"

#include <atomic>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "authtree/am/authenticate.h"
#include "authtree/metrics/monitoring_handler.h"
#include "authtree/server/http_server.h"
#include "authtree/session/key_ring_file.h"
#include "authtree/session/memory_store.h"
#include "authtree/version.h"

#include "audit_setup.h"
#include "demo_handler.h"
#include "demo_journey.h"
#include "findings_report.h"
#include "input_file.h"
#include "journey_source.h"
#include "listen_address.h"
#include "observers.h"
#include "reloads.h"
#include "service_connection.h"
#include "service_options.h"
#include "stop_signal.h"

namespace authtree::inline v0::cli {
namespace {

constexpr const char* kServeExamples = R"(
Examples:
  authtree serve --demo
  authtree serve login.journey.json --port 9000 --tenant acme --environment Sandbox
  authtree serve login.journey.json --simulate --keys keys.json
  authtree serve login.journey.json --simulate --metrics 9464 --audit audit.jsonl

SIGHUP reads the client certificate and the keys again, and opens the audit file anew; changed files are noticed
within 30 s.)";

// Together the 30 s that --help speaks of.
constexpr std::chrono::seconds kCheckInterval{25};
constexpr std::chrono::seconds kCheckTurn{5};

std::shared_ptr<const JourneyCatalog> ReadCatalog(const ServeOptions& options, const NodeRegistry& registry,
                                                  const Audit& audit, metrics::MetricsObserver* metrics,
                                                  Diagnostics& diagnostics) {
  auto catalog = std::make_shared<JourneyCatalog>();
  auto add = [&](const std::string& path, std::string_view text) {
    const LoadedJourneys loaded = LoadJourneys(text, registry);
    AddFindingsOf(path, loaded.diagnostics, diagnostics);
    std::vector<std::string> names;
    for (const auto& journey : loaded.journeys) {
      catalog->Add(journey);
      names.push_back(journey->id());
      if (metrics != nullptr) metrics->Prepare(*journey);
    }
    if (!loaded.diagnostics.has_errors()) TellConfiguration(audit, path, text, names);
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

std::shared_ptr<SpdlogObserver> MakeLog() {
  auto logger = spdlog::stderr_color_mt("authtree");
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
  logger->set_level(spdlog::level::debug);
  return std::make_shared<SpdlogObserver>(std::move(logger));
}

/// The keys of the file, or, without one, keys of this program that are gone with it.
std::shared_ptr<const KeyRingSource> OpenKeys(const ServeOptions& options,
                                              const std::shared_ptr<const Clock>& clock,
                                              const std::shared_ptr<SessionObserver>& observer,
                                              Reloads& reloads, Diagnostics& diagnostics) {
  if (options.keys.empty()) return std::make_shared<const KeyRingSource>(KeyRing::Random());
  KeyRingFileOptions keys;
  keys.path = options.keys;
  keys.check_interval = kCheckInterval;
  keys.clock = clock;
  keys.observer = observer;
  Diagnostics found;
  const std::shared_ptr<KeyRingFile> file = KeyRingFile::Open(std::move(keys), found);
  AddFindingsOf(options.keys, found, diagnostics);
  if (file == nullptr) return nullptr;
  // The observer is told how it went.
  reloads.Add([file] { static_cast<void>(file->Reload()); },
              [file] { static_cast<void>(file->ReloadIfChanged()); });
  return file->source();
}

void WatchIdentity(const ServiceConnection& connection, Reloads& reloads) {
  if (connection.identity == nullptr) return;
  reloads.Add([identity = connection.identity] { static_cast<void>(identity->Reload()); },
              [identity = connection.identity] { static_cast<void>(identity->ReloadIfChanged()); });
}

// A log that was moved away is opened anew; it does not change by itself.
void WatchAudit(const Audit& audit, Reloads& reloads) {
  if (audit.log == nullptr) return;
  auto reopen = [log = audit.log] {
    if (const Result<void> reopened = log->Reopen(); !reopened) {
      std::cerr << "error: --audit: " << reopened.error().Describe() << '\n';
    }
  };
  reloads.Add(std::move(reopen), [] {});
}

// Until it is told to stop.
void Attend(Reloads& reloads) {
  while (AwaitSignal() == Signal::kReopen) reloads.ReloadAll();
}

// Serves what watches the program, on a port of its own. Null, with an error said, when that does not work.
std::unique_ptr<server::HttpServer> StartMonitoring(ListenAddress& at,
                                                    std::shared_ptr<metrics::MonitoringHandler> handler) {
  server::ServerOptions listen;
  listen.address = at.address;
  listen.port = at.port;
  Result<std::unique_ptr<server::HttpServer>> server =
      server::HttpServer::Start(std::move(listen), std::move(handler));
  if (!server) {
    std::cerr << "error: --metrics: " << server.error().Describe() << '\n';
    return nullptr;
  }
  at.port = (*server)->port();
  return *std::move(server);
}

void SayHowToStart(std::ostream& out, const std::string& base, const JourneyCatalog& catalog,
                   const ServeOptions& options) {
  for (const std::string& name : catalog.Names()) {
    out << "Serving the journey '" << name << "'. Start it with:\n  curl -X POST '" << base
        << "/am/json/realms/root/authenticate?authIndexType=service&authIndexValue="
        << http::PercentEncode(name) << "'\n";
  }
  if (options.demo) {
    out << "OneSpan is simulated. The virtual Digipass reads pictures at " << base << "/demo/digipass\n";
  }
  out << "Stop it with Ctrl-C." << std::endl;
}

}  // namespace

ExitCode ServeJourneys(const ServeOptions& options) {
  HoldStopSignals();
  // Where there is something to read again; elsewhere the signal is an end.
  if (!options.keys.empty() || !options.service.client_cert.empty() || !options.audit.file.empty()) {
    HoldReopenSignal();
  }
  const std::shared_ptr<const Clock> clock = SystemClock();
  Diagnostics diagnostics;
  std::shared_ptr<metrics::MetricsObserver> metrics;
  ListenAddress monitoring;
  if (!options.metrics.empty()) {
    metrics = std::make_shared<metrics::MetricsObserver>(
        metrics::MetricsOptions{std::string(LibraryVersion()), clock});
    if (Result<ListenAddress> parsed = ParseListenAddress(options.metrics)) {
      monitoring = *std::move(parsed);
    } else {
      diagnostics.AddError("--metrics", parsed.error().Describe());
    }
  }
  Observers observers(MakeLog(), metrics);
  const Audit audit = OpenAudit(options.audit, clock, observers.ForAuditor(), diagnostics);
  observers.set_auditor(audit.auditor);
  ServiceOptions service = options.service;
  if (options.demo) service.simulate = true;
  if (service.simulate && !service.identity_hosts.empty()) {
    diagnostics.AddError("--identity-host", "no browser gets to the simulated service inside this program",
                         "Start authtree simulate, and name it with --base-url and --identity-host");
  }
  ServiceConnection connection =
      ConnectService(service, clock, diagnostics, {observers.ForOneSpan(), observers.ForTransports()});
  if (connection.api == nullptr && !diagnostics.has_errors()) {
    diagnostics.AddError("serve", "no OneSpan service is named",
                         "Add --demo or --simulate, or --tenant and --environment, or --base-url");
  }
  if (options.page_scripts) connection.nodes.page_scripts = PageScripts::kSent;
  const NodeRegistry registry = MakeRegistry(connection.api, connection.nodes);
  const std::shared_ptr<const JourneyCatalog> catalog =
      ReadCatalog(options, registry, audit, metrics.get(), diagnostics);
  Reloads reloads;
  const std::shared_ptr<const KeyRingSource> keys =
      OpenKeys(options, clock, observers.ForSessions(), reloads, diagnostics);
  WatchIdentity(connection, reloads);
  WatchAudit(audit, reloads);
  std::cerr << diagnostics.ToText(Severity::kWarning);
  if (diagnostics.has_errors()) return ExitCode::kUsage;

  auto store = std::make_shared<MemoryStore>(clock);
  if (metrics != nullptr) metrics->Watch(store);
  JourneyServiceOptions sessions;
  sessions.observer = observers.ForSessions();
  auto journeys = std::make_shared<const JourneyService>(catalog, Engine(clock, observers.ForEngine()), store,
                                                         keys, std::move(sessions));
  std::shared_ptr<http::Handler> handler = std::make_shared<am::AuthenticateEndpoint>(
      journeys, keys, clock, am::AuthenticateOptions(), observers.ForEndpoint());
  if (options.demo) {
    handler =
        std::make_shared<DemoHandler>(std::move(handler), connection.simulated->rules(), connection.digipass);
  }

  std::atomic<bool> serving{false};
  const bool needs_audit = options.audit.on_failure == "block";
  std::unique_ptr<server::HttpServer> monitor;
  if (metrics != nullptr) {
    auto ready = [&serving, needs_audit, auditor = audit.auditor] {
      return serving && (!needs_audit || auditor->healthy());
    };
    monitor = StartMonitoring(monitoring, std::make_shared<metrics::MonitoringHandler>(metrics, ready));
    if (monitor == nullptr) return ExitCode::kUsage;
  }
  server::ServerOptions listen;
  listen.address = options.address;
  listen.port = options.port;
  listen.threads = 2;
  listen.observer = metrics;
  Result<std::unique_ptr<server::HttpServer>> server = server::HttpServer::Start(std::move(listen), handler);
  if (!server) {
    std::cerr << "error: " << server.error().Describe() << '\n';
    return ExitCode::kUsage;
  }
  serving = true;
  std::ostream& out = options.audit.file == "-" ? std::cerr : std::cout;
  if (monitor != nullptr) out << "Metrics are at " << HttpUrlOf(monitoring) << "/metrics\n";
  SayHowToStart(out, HttpUrlOf({options.address, (*server)->port()}), *catalog, options);
  if (!reloads.empty()) reloads.CheckEvery(kCheckTurn);
  Attend(reloads);
  serving = false;
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
  command->add_flag("--page-scripts", options->page_scripts,
                    "Send AM's own pages the scripts that journeys ask for. Serve share/authtree/browser/ at "
                    "/authtree/ of the origin of these pages");
  command->add_option("--address", options->address, "Address to listen on")->capture_default_str();
  command->add_option("--port", options->port, "Port to listen on; 0 picks a free one")
      ->capture_default_str();
  command
      ->add_option("--metrics", options->metrics,
                   "Serve /metrics, /health and /ready on another port, by default on 127.0.0.1")
      ->type_name("[ADDRESS:]PORT");
  AddAuditOptions(*command, options->audit);
  command
      ->add_option("--keys", options->keys,
                   "Keys of sessions and authIds, see 'authtree keys'; without it, new ones at each start")
      ->type_name("FILE");
  return {command, [options] { return ServeJourneys(*options); }};
}

}  // namespace authtree::inline v0::cli
