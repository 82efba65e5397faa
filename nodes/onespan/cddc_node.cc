#include "cddc_node.h"

#include <optional>
#include <utility>
#include <vector>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/core/json.h"

#include "client_address.h"
#include "page_script.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr JsonLimits kFingerprintLimits{.max_bytes = 64 * 1024, .max_depth = 16};

// What the client's collector made, or nothing: an untouched field comes back with its own id.
std::optional<std::string> Fingerprint(const Callback& field, std::string_view id) {
  std::optional<std::string> text = field.Text();
  if (!text || text->empty() || *text == id) return std::nullopt;
  const Result<Json> parsed = ParseJson(*text, kFingerprintLimits);
  if (!parsed || !parsed->is_object() || parsed->empty()) return std::nullopt;
  return text;
}

}  // namespace

ConfigSpec<CddcNode::Config> CddcNode::Spec() {
  return ConfigSpec<Config>()
      .Field("pushCDDCJsAsCallback", &Config::fixed_ids,
             "Use the ids ostid_cddc_json and ostid_cddc_hash, and send a script that fills them if the "
             "host sends scripts.")
      .Field("CDDCJsonHiddenValueId", &Config::json_id,
             "Id of the hidden value for the JSON, when pushCDDCJsAsCallback is false.")
      .Field("CDDCHashHiddenValueId", &Config::hash_id,
             "Id of the hidden value for the hash, when pushCDDCJsAsCallback is false.")
      .Where([](const Config& config, const std::string& place, Diagnostics& diagnostics) {
        if (config.fixed_ids) return;
        if (config.json_id.empty() || config.hash_id.empty() || config.json_id == config.hash_id) {
          diagnostics.AddError(PointerTo(place, "CDDCHashHiddenValueId"), "the two ids are empty or the same",
                               "Give two different ids");
        }
      });
}

CddcNode::CddcNode(Config config, PageScripts page_scripts)
    : sends_script_(config.fixed_ids && page_scripts == PageScripts::kSent),
      json_id_(config.fixed_ids ? std::string(ostid::kFingerprint.name) : std::move(config.json_id)),
      hash_id_(config.fixed_ids ? std::string(ostid::kFingerprintHash.name) : std::move(config.hash_id)) {}

StateContract CddcNode::Contract() const {
  return Writes(ostid::kFingerprint, ostid::kFingerprintHash, ostid::kClientAddress);
}

Result<Action> CddcNode::Step(const StepContext& step) const {
  const Callback* json = step.SubmittedHidden(json_id_);
  if (json == nullptr || step.SubmittedHidden(hash_id_) == nullptr) {
    std::vector<Callback> callbacks;
    callbacks.push_back(Callback::HiddenValue(json_id_, Secret()));
    callbacks.push_back(Callback::HiddenValue(hash_id_, Secret()));
    if (sends_script_) callbacks.push_back(PageScript(PageTask::kFillDeviceData));
    return Action::Ask(std::move(callbacks));
  }
  Action action = Action::To("outcome");
  action.Put(ostid::kClientAddress, ClientAddress(step.request().client_ip()));
  if (std::optional<std::string> fingerprint = Fingerprint(*json, json_id_)) {
    action.Put(ostid::kFingerprintHash, HexEncode(Sha256(*fingerprint)));
    action.Put(ostid::kFingerprint, std::move(*fingerprint));
  } else {
    action.Remove(ostid::kFingerprint.name).Remove(ostid::kFingerprintHash.name);
  }
  return action;
}

}  // namespace authtree::inline v0::nodes
