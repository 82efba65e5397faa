#include "serve_command.h"

#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "authtree/am/authenticate.h"
#include "authtree/engine/spdlog_observer.h"
#include "authtree/server/http_server.h"
#include "authtree/session/key_ring_file.h"
#include "authtree/session/memory_store.h"

#include "demo_handler.h"
#include "demo_journey.h"
#include "findings_report.h"
#include "input_file.h"
#include "journey_source.h"
#include "operations_log.h"
#include "reloads.h"
#include "service_connection.h"
#include "stop_signal.h"

namespace authtree::inline v0::cli {
namespace {

// Together the 30 s that --help speaks of.
constexpr std::chrono::seconds kCheckInterval{25};
constexpr std::chrono::seconds kCheckTurn{5};

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

std::shared_ptr<spdlog::logger> MakeLog() {
  auto logger = spdlog::stderr_color_mt("authtree");
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
  logger->set_level(spdlog::level::debug);
  return logger;
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

// Until it is told to stop.
void Attend(Reloads& reloads) {
  while (AwaitSignal() == Signal::kReopen) reloads.ReloadAll();
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
  // Where there is something to read again; elsewhere the signal is an end.
  if (!options.keys.empty() || !options.service.client_cert.empty()) HoldReopenSignal();
  const std::shared_ptr<const Clock> clock = SystemClock();
  const std::shared_ptr<spdlog::logger> log = MakeLog();
  const auto operations = std::make_shared<OperationsLog>(log);
  Reloads reloads;
  Diagnostics diagnostics;
  ServiceOptions service = options.service;
  if (options.demo) service.simulate = true;
  ServiceConnection connection = ConnectService(service, clock, diagnostics, operations);
  if (connection.api == nullptr && !diagnostics.has_errors()) {
    diagnostics.AddError("serve", "no OneSpan service is named",
                         "Add --demo or --simulate, or --tenant and --environment, or --base-url");
  }
  const NodeRegistry registry = MakeRegistry(connection.api);
  const std::shared_ptr<const JourneyCatalog> catalog = ReadCatalog(options, registry, diagnostics);
  const std::shared_ptr<const KeyRingSource> keys =
      OpenKeys(options, clock, operations, reloads, diagnostics);
  WatchIdentity(connection, reloads);
  std::cerr << diagnostics.ToText();
  if (diagnostics.has_errors()) return ExitCode::kUsage;

  JourneyServiceOptions sessions;
  sessions.observer = operations;
  auto journeys =
      std::make_shared<const JourneyService>(catalog, Engine(clock, std::make_shared<SpdlogObserver>(log)),
                                             std::make_shared<MemoryStore>(clock), keys, std::move(sessions));
  std::shared_ptr<http::Handler> handler = std::make_shared<am::AuthenticateEndpoint>(journeys, keys, clock);
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
  if (!reloads.empty()) reloads.CheckEvery(kCheckTurn);
  Attend(reloads);
  (*server)->Stop();
  return ExitCode::kSuccess;
}

}  // namespace authtree::inline v0::cli
