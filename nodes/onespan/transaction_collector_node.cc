#include "transaction_collector_node.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "authtree/node/well_known_keys.h"

#include "prompted_field.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr StateKey<Secret> kPassword{"password"};
constexpr std::string_view kPasswordPrompt = "Password";

struct Field {
  std::string_view key;
  std::string_view prompt;
};

// In the order they are asked for; a password comes behind the first.
constexpr std::array<Field, 7> kBuiltIn{{
    {"username", "User Name"},
    {"accountRef", "Creditor's Account Reference"},
    {"amount", "Amount"},
    {"creditorIBAN", "Creditor's IBAN"},
    {"creditorName", "Creditor's Name"},
    {"currency", "Currency"},
    {"transactionType", "Transaction Type"},
}};

bool IsBuiltIn(const std::string& attribute) {
  return std::any_of(kBuiltIn.begin(), kBuiltIn.end(),
                     [&attribute](const Field& field) { return field.key == attribute; });
}

std::optional<Secret> ReadAnswer(std::string_view prompt, const std::vector<Callback>& submitted) {
  const Callback* answer = AnswerTo(prompt, submitted);
  return answer == nullptr ? std::nullopt : answer->SecretText();
}

void Keep(Action& action, std::string_view key, Secret value) {
  if (keys::IsSecret(key)) {
    action.Put(StateKey<Secret>{key}, std::move(value));
  } else {
    action.Put(StateKey<std::string>{key}, std::string(value.Expose()));
  }
}

}  // namespace

ConfigSpec<TransactionCollectorNode::Config> TransactionCollectorNode::Spec() {
  return ConfigSpec<Config>()
      .Field("passKeyRequired", &Config::asks_for_password,
             "Ask for the password as well, and keep it in transient state.")
      .Field("optionalAttributes", &Config::optional_attributes,
             "Names of further values to ask for, such as debtorIBAN and creditorBank; also the state keys "
             "they get.")
      .Where([](const Config& config, const std::string& place, Diagnostics& diagnostics) {
        const auto& names = config.optional_attributes;
        if (std::find(names.begin(), names.end(), "") == names.end()) return;
        diagnostics.AddError(PointerTo(place, "optionalAttributes"), "an attribute has an empty name",
                             "Name it or remove it");
      });
}

TransactionCollectorNode::TransactionCollectorNode(Config config)
    : asks_for_password_(config.asks_for_password) {
  for (std::string& attribute : config.optional_attributes) {
    const bool asked_for_already =
        IsBuiltIn(attribute) || std::find(further_.begin(), further_.end(), attribute) != further_.end();
    if (!asked_for_already) further_.push_back(std::move(attribute));
  }
}

StateContract TransactionCollectorNode::Contract() const {
  StateContract contract;
  for (const Field& field : kBuiltIn) contract.Merge(StateContract().WritesName(field.key));
  for (const std::string& attribute : further_) contract.Merge(StateContract().WritesName(attribute));
  if (asks_for_password_) contract.Merge(Writes(kPassword));
  return contract;
}

Result<Action> TransactionCollectorNode::Step(const StepContext& step) const {
  Action done = Action::To("outcome");
  for (const Field& field : kBuiltIn) {
    std::optional<Secret> value = ReadAnswer(field.prompt, step.submitted());
    if (!value) return Ask();
    Keep(done, field.key, *std::move(value));
  }
  for (const std::string& attribute : further_) {
    std::optional<Secret> value = ReadAnswer(attribute, step.submitted());
    if (!value) return Ask();
    Keep(done, attribute, *std::move(value));
  }
  if (asks_for_password_) {
    std::optional<Secret> password = ReadAnswer(kPasswordPrompt, step.submitted());
    if (!password) return Ask();
    done.PutTransient(kPassword, *std::move(password));
  }
  return done;
}

Action TransactionCollectorNode::Ask() const {
  std::vector<Callback> fields;
  for (const Field& field : kBuiltIn) {
    fields.push_back(Callback::Name(std::string(field.prompt)));
    if (asks_for_password_ && fields.size() == 1)
      fields.push_back(Callback::Password(std::string(kPasswordPrompt)));
  }
  for (const std::string& attribute : further_) fields.push_back(FieldFor(attribute));
  return Action::Ask(std::move(fields));
}

}  // namespace authtree::inline v0::nodes
