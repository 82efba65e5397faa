#include "validate_transaction_node.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <utility>

#include "attempt_properties.h"
#include "authentication_verdict.h"
#include "event_expiry.h"
#include "known_fields.h"
#include "mapped_attributes.h"
#include "risk_inputs.h"
#include "state_text.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::Product;

constexpr std::string_view kRelationshipField = "relationshipRef";
constexpr std::string_view kFidoResponseField = "authenticationResponse";
// What Risk Analytics demands of every transaction.
constexpr std::array<std::string_view, 4> kMandatoryFields{"accountRef", "amount", "currency",
                                                           "transactionType"};
// Lines of the signed text that come from the adaptive attributes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kDisplayedAttributes{{
    {"beneficiary", "creditorName"},
    {"iban", "creditorIBAN"},
    {"amount", "amount"},
    {"currency", "currency"},
}};

Error Missing(std::string_view key, FixedText sentence) {
  return Error(ErrorCode::kMissingState, sentence).With(Fact::kStateKey, std::string(key));
}

/// The map without the one entry that is no field of its own.
AttributeMap AdaptiveMap(TextMap map) {
  map.erase(std::string(kRelationshipField));
  return ReadAttributeMap(map, AttributeDirection::kPayloadToState, KnownTransactionFields());
}

void Check(const ValidateTransactionNode::Config& config, const std::string& place,
           Diagnostics& diagnostics) {
  CheckAttributeMap(AdaptiveMap(config.adaptive_attributes), &IsBuiltInAuthenticationField,
                    PointerTo(place, "adaptiveAttributes"), diagnostics);
  CheckOptionalAttributes(config.optional_attributes, config.attribute_direction, KnownTransactionFields(),
                          &IsBuiltInAuthenticationField, place, diagnostics);
  using DataToSign = ValidateTransactionNode::DataToSign;
  const std::size_t count = config.standard_fields.size();
  if (config.data_to_sign == DataToSign::kStandard && (count == 0 || count > 8)) {
    diagnostics.AddError(PointerTo(place, "standardDataToSign"),
                         "a signature is made over one to eight values",
                         "Name the state keys of the values that the user types into the device");
  }
  if (config.product != Product::kAdaptive) return;
  for (const std::string_view field : kMandatoryFields) {
    if (!config.adaptive_attributes.contains(std::string(field))) {
      diagnostics.AddError(PointerTo(place, "adaptiveAttributes"),
                           "'" + std::string(field) + "' is missing, and the risk engine demands it",
                           "Add it, with the state key of its value");
    }
  }
}

}  // namespace

ConfigSpec<ValidateTransactionNode::Config> ValidateTransactionNode::Spec() {
  ConfigSpec<Config> with_data =
      ConfigSpec<Config>()
          .Field("domain", &Config::domain,
                 "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.")
          .Choice("objectType", &Config::product,
                  {{"AdaptiveTransactionValidationInput", Product::kAdaptive},
                   {"TransactionValidationInput", Product::kCloud}},
                  "The product: Intelligent Adaptive Authentication or OneSpan Cloud Authentication.")
          .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.")
          .Choice("dataToSign", &Config::data_to_sign,
                  {{"fido", DataToSign::kFido},
                   {"standard", DataToSign::kStandard},
                   {"secureChannel", DataToSign::kSecureChannel},
                   {"transactionMessage", DataToSign::kTransactionMessage}},
                  "How the transaction is signed or confirmed.")
          .Field("standardDataToSign", &Config::standard_fields,
                 "State keys of the values the user typed into the device, in order (standard).")
          .Field("signatureInSharedData", &Config::signature_key,
                 "State key of the code the device showed (standard, secureChannel).")
          .Field("fidoDataToSign", &Config::fido_attributes,
                 "State key of authenticationResponse, what the FIDO client answered (fido).")
          .Field("adaptiveDataToSign", &Config::displayed_fields,
                 "Lines the user confirms, as label and state key (transactionMessage).")
          .Field("adaptiveAttributes", &Config::adaptive_attributes,
                 "What the risk engine is told, as request field and state key (IAA).");
  return WithPendingProperties(
             WithOptionalAttributes(std::move(with_data), kFurtherFieldsHelp)
                 .Field("trustedDeviceMethod", &Config::method,
                        "How the trusted device verifies its user: NoPIN, PIN, Fingerprint or Face (OCA)."))
      .Where(Check);
}

ValidateTransactionNode::ValidateTransactionNode(Config config, std::shared_ptr<const onespan::Api> api)
    : config_(std::move(config)),
      adaptive_(AdaptiveMap(config_.adaptive_attributes)),
      optional_(ReadAttributeMap(config_.optional_attributes, config_.attribute_direction,
                                 KnownTransactionFields())),
      api_(std::move(api)) {}

StateContract ValidateTransactionNode::Contract() const {
  StateContract contract = ReadsRiskInputs()
                               .ReadsName(config_.user_name_key)
                               .ReadsName(config_.signature_key)
                               .ReadsName(FidoResponseKey());
  contract.Merge(Reads(ostid::kRequestId));
  if (const std::string key = AdaptiveKey(kRelationshipField); !key.empty()) {
    contract.Merge(StateContract().ReadsName(key));
  }
  for (const std::string& key : config_.standard_fields) contract.Merge(StateContract().ReadsName(key));
  for (const auto& [label, key] : config_.displayed_fields) contract.Merge(StateContract().ReadsName(key));
  contract.Merge(ReadsMapped(adaptive_));
  contract.Merge(ReadsMapped(optional_));
  contract.Merge(WritesVerdict());
  return contract;
}

Task<Result<Action>> ValidateTransactionNode::Process(const StepContext& step) const {
  Result<std::string> user = RequireUserName(step.state(), config_.user_name_key);
  if (!user) co_return tl::unexpected(user.error());
  std::string session_id = SessionId(step.state());
  Result<onespan::ValidateTransactionRequest> request = Request(step.state(), *user, session_id);
  if (!request) co_return tl::unexpected(request.error());
  const Result<onespan::AuthenticationReply> reply =
      co_await api_->ValidateTransaction(step.call(), std::move(*request));
  if (!reply) co_return tl::unexpected(reply.error());

  AnsweredAttempt attempt(config_.user_name_key, std::move(session_id));
  attempt.visual_code = config_.visual_code;
  attempt.expiry = std::chrono::seconds(config_.timeout_seconds);
  co_return Verdict(attempt, *reply, step.now());
}

Result<onespan::ValidateTransactionRequest> ValidateTransactionNode::Request(
    const StateView& state, const std::string& user, const std::string& session_id) const {
  Result<onespan::TransactionData> data = Data(state, user);
  if (!data) return tl::unexpected(std::move(data.error()));
  Result<onespan::RiskContext> risk = Risk(state, user, session_id);
  if (!risk) return tl::unexpected(std::move(risk.error()));
  Result<std::vector<onespan::ExtraField>> fields = Fields(state);
  if (!fields) return tl::unexpected(std::move(fields.error()));
  onespan::ValidateTransactionRequest request(
      config_.product,
      onespan::UserId(user, DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant())),
      *std::move(data));
  request.delivery = config_.delivery;
  request.risk = *std::move(risk);
  request.extra = *std::move(fields);
  return request;
}

Result<onespan::TransactionData> ValidateTransactionNode::Data(const StateView& state,
                                                               const std::string& user) const {
  switch (config_.data_to_sign) {
    case DataToSign::kFido:
      return FidoData(state);
    case DataToSign::kStandard:
      return StandardData(state);
    case DataToSign::kTransactionMessage:
      return MessageData(state, user);
    case DataToSign::kSecureChannel: {
      Result<std::string> request_id = state.Require(ostid::kRequestId);
      Result<Secret> signature = state.Require(StateKey<Secret>{config_.signature_key});
      if (auto missing = FirstError(request_id, signature)) return tl::unexpected(*std::move(missing));
      return onespan::SecureChannelTransaction(*std::move(request_id), *std::move(signature));
    }
  }
  return MessageData(state, user);
}

Result<onespan::TransactionData> ValidateTransactionNode::StandardData(const StateView& state) const {
  std::vector<std::string> values;
  for (const std::string& key : config_.standard_fields) {
    std::optional<std::string> value = StateText(state, key);
    if (!value) {
      return tl::unexpected(Missing(key, "A value that the signature covers is missing: collect it first."));
    }
    values.push_back(*std::move(value));
  }
  Result<Secret> signature = state.Require(StateKey<Secret>{config_.signature_key});
  if (!signature) return tl::unexpected(std::move(signature.error()));
  return onespan::StandardTransaction(std::move(values), *std::move(signature));
}

Result<onespan::TransactionData> ValidateTransactionNode::FidoData(const StateView& state) const {
  Result<std::string> request_id = state.Require(ostid::kRequestId);
  Result<Secret> answer = state.Require(StateKey<Secret>{FidoResponseKey()});
  if (auto missing = FirstError(request_id, answer)) return tl::unexpected(*std::move(missing));
  return onespan::FidoTransaction(*std::move(request_id), *std::move(answer));
}

Result<onespan::TransactionData> ValidateTransactionNode::MessageData(const StateView& state,
                                                                      const std::string& user) const {
  std::map<std::string, std::string> lines;
  for (const auto& [label, key] : config_.displayed_fields) {
    std::optional<std::string> value = StateText(state, key);
    if (!value) return tl::unexpected(Missing(key, "A line that the user is to confirm is missing."));
    lines[label] = *std::move(value);
  }
  lines["login"] = user;
  for (const auto& [label, field] : kDisplayedAttributes) {
    const std::string key = AdaptiveKey(field);
    std::optional<std::string> value = key.empty() ? std::nullopt : StateText(state, key);
    if (value) lines[std::string(label)] = *std::move(value);
  }
  std::vector<onespan::DisplayField> fields;
  fields.reserve(lines.size());
  for (auto& [label, text] : lines) fields.emplace_back(label, std::move(text));
  onespan::MessageTransaction message(std::move(fields));
  message.authentication_method = config_.method;
  return message;
}

Result<std::vector<onespan::ExtraField>> ValidateTransactionNode::Fields(const StateView& state) const {
  Result<std::vector<onespan::ExtraField>> fields = MappedFields(state, optional_);
  if (!fields || config_.product == Product::kCloud) return fields;
  for (const MappedAttribute& attribute : adaptive_.attributes) {
    // Amounts are texts on the wire, whatever a script made of them.
    std::optional<std::string> value = StateText(state, attribute.state_key);
    const bool mandatory = std::find(kMandatoryFields.begin(), kMandatoryFields.end(), attribute.field) !=
                           kMandatoryFields.end();
    if (!value && mandatory) {
      return tl::unexpected(
          Missing(attribute.state_key, "A value that the risk engine demands of a transaction is missing.")
              .With(Fact::kField, attribute.field));
    }
    if (value) fields->emplace_back(attribute.field, Value(Json(*std::move(value))));
  }
  return fields;
}

Result<onespan::RiskContext> ValidateTransactionNode::Risk(const StateView& state, const std::string& user,
                                                           const std::string& session_id) const {
  if (config_.product == Product::kCloud) {
    return RiskContextWithoutDevice(state, config_.product, user, session_id);
  }
  Result<onespan::RiskContext> risk = ReadRiskContext(state, config_.product, user, session_id);
  if (!risk) return risk;
  const std::string key = AdaptiveKey(kRelationshipField);
  std::optional<std::string> relationship = key.empty() ? std::nullopt : StateText(state, key);
  if (relationship) risk->relationship_ref = *std::move(relationship);
  return risk;
}

std::string ValidateTransactionNode::AdaptiveKey(std::string_view field) const {
  const auto entry = config_.adaptive_attributes.find(std::string(field));
  return entry == config_.adaptive_attributes.end() ? std::string() : entry->second;
}

std::string ValidateTransactionNode::FidoResponseKey() const {
  const auto entry = config_.fido_attributes.find(std::string(kFidoResponseField));
  return entry == config_.fido_attributes.end() ? std::string(kFidoResponseField) : entry->second;
}

}  // namespace authtree::inline v0::nodes
