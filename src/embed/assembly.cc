#include "assembly.h"

#include <algorithm>
#include <string>
#include <utility>

#include "authtree/engine/engine.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/nodes/script_nodes.h"
#include "authtree/session/memory_store.h"

#include "onespan_connection.h"
#include "read_file.h"

namespace authtree::inline v0::embed {
namespace {

constexpr unsigned kMostThreads = 256;

void CheckNumbers(const RunnerOptions& options, Diagnostics& diagnostics) {
  using std::chrono::milliseconds;
  if (options.threads == 0 || options.threads > kMostThreads) {
    diagnostics.AddError("threads", "a runner has 1 to 256 threads", "Give a number between them");
  }
  if (options.max_rounds == 0) {
    diagnostics.AddError("max_rounds", "no round could ever run", "Allow at least one");
  }
  if (options.limits.reserve < milliseconds(0) || options.limits.round <= options.limits.reserve) {
    diagnostics.AddError("limits", "the reserve for the error branch must be shorter than the round",
                         "Make limits.round longer than limits.reserve");
  }
  if (options.stop_timeout < milliseconds(0)) {
    diagnostics.AddError("stop_timeout", "the time is negative", "Give 0 or more");
  }
}

bool HasService(const RunnerOptions& options) {
  return options.onespan.has_value() || options.onespan_api != nullptr;
}

// The API is null when the service is named wrongly: the journeys are read all the same, for their findings.
NodeRegistry MakeRegistry(const RunnerOptions& options, const std::shared_ptr<const onespan::Api>& api,
                          Diagnostics& diagnostics) {
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterScriptNodes(registry);
  if (HasService(options)) {
    OneSpanNodeOptions allowed;
    allowed.commands = ConnectCommandStorage(options, diagnostics);
    allowed.verification = ConnectIdentityVerification(options, diagnostics);
    allowed.page_scripts = options.page_scripts ? PageScripts::kSent : PageScripts::kNone;
    RegisterOneSpanNodes(registry, api, std::move(allowed));
  }
  if (options.register_nodes) options.register_nodes(registry);
  return registry;
}

void AddFindingsOf(const std::string& name, const Diagnostics& findings, Diagnostics& diagnostics) {
  for (const Finding& finding : findings.findings()) {
    std::string place = name + (finding.place.empty() ? "" : " at " + finding.place);
    if (finding.severity == Severity::kError) {
      diagnostics.AddError(std::move(place), finding.problem, finding.fix);
    } else {
      diagnostics.AddWarning(std::move(place), finding.problem, finding.fix);
    }
  }
}

// A service that is not there is met as a node type that is not known. Says what to do about it.
void ExplainMissingService(const Diagnostics& findings, Diagnostics& diagnostics) {
  NodeRegistry pack;
  RegisterOneSpanNodes(pack, nullptr);
  for (const NodeDescriptor* type : pack.Descriptors()) {
    const std::string quoted = "the node type '" + type->type + "'";
    const bool missed =
        std::any_of(findings.findings().begin(), findings.findings().end(),
                    [&](const Finding& finding) { return finding.problem.starts_with(quoted); });
    if (!missed) continue;
    diagnostics.AddError("onespan", "journeys use nodes of OneSpan, and no OneSpan service is named",
                         "Set RunnerOptions::onespan, or onespan_api");
    return;
  }
}

std::shared_ptr<JourneyCatalog> ReadJourneys(const RunnerOptions& options, const NodeRegistry& registry,
                                             Diagnostics& diagnostics) {
  auto catalog = std::make_shared<JourneyCatalog>();
  Diagnostics all;
  auto add = [&](const std::string& name, const std::string& text) {
    const LoadedJourneys loaded = LoadJourneys(text, registry);
    AddFindingsOf(name, loaded.diagnostics, diagnostics);
    all.Append(loaded.diagnostics);
    for (const auto& journey : loaded.journeys) catalog->Add(journey);
  };
  for (const std::filesystem::path& path : options.journey_files) {
    if (const Result<std::string> text = ReadFile(path, kJourneyFileLimits.max_bytes)) {
      add(path.string(), *text);
    } else {
      diagnostics.AddError(path.string(), std::string(text.error().message()));
    }
  }
  for (const JourneyText& journey : options.journey_texts) {
    add(journey.name.empty() ? "a journey text" : journey.name, journey.text);
  }
  if (!HasService(options)) ExplainMissingService(all, diagnostics);
  return catalog;
}

void SetDefault(const RunnerOptions& options, JourneyCatalog& catalog, Diagnostics& diagnostics) {
  const std::vector<std::string> names = catalog.Names();
  if (names.empty()) {
    if (diagnostics.has_errors()) return;  // of a file, as a rule
    diagnostics.AddError("journey_files", "there is no journey that can be started",
                         "Name a file in journey_files, or give a text in journey_texts");
    return;
  }
  std::string wanted = options.default_journey;
  if (wanted.empty() && names.size() == 1) wanted = names.front();
  if (wanted.empty()) return;
  if (catalog.Find(wanted) == nullptr || !catalog.SetDefault(wanted)) {
    diagnostics.AddError("default_journey", "there is no journey '" + wanted + "' that can be started",
                         "Name one of the journeys");
  }
}

}  // namespace

Services Assemble(RunnerOptions& options, Diagnostics& diagnostics) {
  CheckNumbers(options, diagnostics);
  if (options.onespan.has_value() && options.onespan_api != nullptr) {
    diagnostics.AddError("onespan", "a service and a client made elsewhere are both named",
                         "Set one of onespan and onespan_api");
  }
  std::shared_ptr<const onespan::Api> api = options.onespan_api;
  if (options.onespan) api = ConnectOneSpan(*options.onespan, options.clock, diagnostics);
  const NodeRegistry registry = MakeRegistry(options, api, diagnostics);
  const std::shared_ptr<JourneyCatalog> catalog = ReadJourneys(options, registry, diagnostics);
  SetDefault(options, *catalog, diagnostics);

  if (options.keys == nullptr) options.keys = KeyRing::Random();
  if (options.store == nullptr) {
    MemoryStoreLimits limits;
    limits.entries = options.max_sessions;
    options.store = std::make_shared<MemoryStore>(options.clock, limits);
  }
  Services services;
  services.journeys = std::make_shared<const JourneyService>(
      catalog, Engine(options.clock, options.observer, options.limits), options.store, Sealer(*options.keys));
  services.endpoint = std::make_shared<am::AuthenticateEndpoint>(services.journeys, *options.keys,
                                                                 options.clock, options.authenticate);
  return services;
}

}  // namespace authtree::inline v0::embed
