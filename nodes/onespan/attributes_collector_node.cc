#include "attributes_collector_node.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "authtree/node/well_known_keys.h"

#include "prompted_field.h"

namespace authtree::inline v0::nodes {
ConfigSpec<AttributesCollectorNode::Config> AttributesCollectorNode::Spec() {
  return ConfigSpec<Config>()
      .Field("attributes", &Config::attributes,
             "Names of the values to ask for; also the state keys they get.")
      .Where([](const Config& config, const std::string& place, Diagnostics& diagnostics) {
        if (std::find(config.attributes.begin(), config.attributes.end(), "") == config.attributes.end())
          return;
        diagnostics.AddError(PointerTo(place, "attributes"), "an attribute has an empty name",
                             "Name it or remove it");
      });
}

AttributesCollectorNode::AttributesCollectorNode(Config config) {
  for (std::string& attribute : config.attributes) {
    if (std::find(attributes_.begin(), attributes_.end(), attribute) != attributes_.end()) continue;
    attributes_.push_back(std::move(attribute));
  }
}

StateContract AttributesCollectorNode::Contract() const {
  StateContract contract;
  for (const std::string& attribute : attributes_) contract.Merge(StateContract().WritesName(attribute));
  return contract;
}

Result<Action> AttributesCollectorNode::Step(const StepContext& step) const {
  Action done = Action::To("outcome");
  for (const std::string& attribute : attributes_) {
    const Callback* answer = AnswerTo(attribute, step.submitted());
    std::optional<Secret> value = answer == nullptr ? std::nullopt : answer->SecretText();
    if (!value) return Ask();
    if (keys::IsSecret(attribute)) {
      done.Put(StateKey<Secret>{attribute}, std::move(*value));
    } else {
      done.Put(StateKey<std::string>{attribute}, std::string(value->Expose()));
    }
  }
  return done;
}

Action AttributesCollectorNode::Ask() const {
  std::vector<Callback> fields;
  fields.reserve(attributes_.size());
  for (const std::string& attribute : attributes_) fields.push_back(FieldFor(attribute));
  return Action::Ask(std::move(fields));
}

}  // namespace authtree::inline v0::nodes
