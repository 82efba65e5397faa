#include "journey_source.h"

#include <algorithm>
#include <utility>

#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/nodes/script_nodes.h"

#include "findings_report.h"

namespace authtree::inline v0::cli {
namespace {

constexpr std::string_view kFingerprintNode = "OS_Risk_CDDCNode";

void CollectFingerprintIds(const Json& nodes, PickedJourney& picked) {
  if (!nodes.is_object()) return;
  for (const auto& [id, node] : nodes.items()) {
    const Json* type = FindMember(node, "_type");
    if (type == nullptr || StringMember(*type, "_id") != kFingerprintNode) continue;
    const std::string json_id = StringMember(node, "CDDCJsonHiddenValueId");
    const std::string hash_id = StringMember(node, "CDDCHashHiddenValueId");
    if (!json_id.empty()) picked.fingerprint_ids.insert(json_id);
    if (!hash_id.empty()) picked.fingerprint_hash_ids.insert(hash_id);
  }
}

bool CallsOneSpan(const JourneyNode& node) {
  static constexpr std::string_view kLocalTypes[] = {
      "OS_Auth_VisualCodeStopNode", "OS_Risk_CDDCNode", "OS_Sample_AttributesCollector",
      "OS_Sample_ErrorDisplayNode", "OS_Sample_TransactionCollector"};
  return node.type.starts_with("OS_") &&
         std::find(std::begin(kLocalTypes), std::end(kLocalTypes), node.type) == std::end(kLocalTypes);
}

std::string NamesOf(const LoadedJourneys& loaded) {
  std::string names;
  for (const auto& journey : loaded.journeys) names += (names.empty() ? "'" : ", '") + journey->id() + "'";
  return names;
}

// The findings of one journey of a file, or all of them for an empty prefix.
Diagnostics FindingsUnder(const Diagnostics& all, const std::string& prefix) {
  Diagnostics some;
  for (const Finding& finding : all.findings()) {
    if (finding.place.starts_with(prefix)) some.Add(finding);
  }
  return some;
}

}  // namespace

NodeRegistry MakeRegistry(std::shared_ptr<const onespan::Api> api, OneSpanNodeOptions onespan) {
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterOneSpanNodes(registry, std::move(api), std::move(onespan));
  RegisterScriptNodes(registry);
  return registry;
}

PickedJourney PickJourney(std::string_view text, const std::string& path, const std::string& id,
                          const NodeRegistry& registry, ServiceState service, Diagnostics& diagnostics) {
  PickedJourney picked;
  const LoadedJourneys loaded = LoadJourneys(text, registry);
  std::shared_ptr<const Journey> journey = loaded.Find(id);
  const Result<Json> file = ParseJson(text, kJourneyFileLimits);
  const Json* trees = file ? FindMember(*file, "trees") : nullptr;
  const std::string key = journey != nullptr ? journey->id() : id;
  const bool named = trees != nullptr && trees->is_object() && !key.empty() && trees->contains(key);
  AddFindingsOf(path, FindingsUnder(loaded.diagnostics, named ? PointerTo("/trees", key) : ""), diagnostics);
  if (journey == nullptr) {
    if (loaded.journeys.size() > 1 && id.empty()) {
      diagnostics.AddError(path, "the file holds several journeys: " + NamesOf(loaded),
                           "Name one with --journey");
    } else if (!diagnostics.has_errors()) {
      diagnostics.AddError(path, "the file has no journey '" + id + "'", "It has " + NamesOf(loaded));
    }
    return picked;
  }
  if (!journey->enabled()) {
    diagnostics.AddError(path, "the journey '" + journey->id() + "' is disabled", "Set \"enabled\" to true");
  }
  if (service == ServiceState::kNone &&
      std::any_of(journey->nodes().begin(), journey->nodes().end(), CallsOneSpan)) {
    diagnostics.AddError(path, "the journey calls OneSpan and no service is named",
                         "Add --simulate, or --tenant and --environment, or --base-url");
  }
  if (diagnostics.has_errors()) return picked;

  const Json& single = trees != nullptr ? trees->at(journey->id()) : *file;
  picked.fingerprint_ids = {"ostid_cddc_json"};
  picked.fingerprint_hash_ids = {"ostid_cddc_hash"};
  for (const char* collection : {"nodes", "innerNodes", "innernodes"}) {
    if (const Json* nodes = FindMember(single, collection)) CollectFingerprintIds(*nodes, picked);
  }
  picked.journey = std::move(journey);
  return picked;
}

}  // namespace authtree::inline v0::cli
