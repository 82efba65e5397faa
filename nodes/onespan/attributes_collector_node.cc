#include "attributes_collector_node.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "authtree/node/well_known_keys.h"

namespace authtree::inline v0::nodes {
namespace {

// Hidden while typed. One-time codes, signatures and device codes are not: a person copies them from a
// device.
constexpr std::array<std::string_view, 4> kPasswords{"PIN", "newPassword", "password", "staticPassword"};

Callback FieldFor(const std::string& attribute) {
  const bool password = std::find(kPasswords.begin(), kPasswords.end(), attribute) != kPasswords.end();
  return password ? Callback::Password(attribute) : Callback::Name(attribute);
}

// Looks at the prompt where it stands: every attribute is compared with every callback.
bool AsksFor(const Callback& callback, const std::string& attribute) {
  if (callback.type() != CallbackType::kName && callback.type() != CallbackType::kPassword) return false;
  const Value* prompt = callback.FindOutput("prompt");
  if (prompt == nullptr || prompt->json() == nullptr) return false;
  const auto* text = prompt->json()->get_ptr<const std::string*>();
  return text != nullptr && *text == attribute;
}

const Callback* AnswerTo(const std::string& attribute, const std::vector<Callback>& submitted) {
  const auto found = std::find_if(submitted.begin(), submitted.end(), [&attribute](const Callback& callback) {
    return AsksFor(callback, attribute);
  });
  return found == submitted.end() ? nullptr : &*found;
}

}  // namespace

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
