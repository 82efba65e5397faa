#include "insert_transaction_node.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "authentication_attempt.h"
#include "known_fields.h"
#include "mapped_attributes.h"
#include "refusal.h"
#include "risk_inputs.h"
#include "state_text.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::array<std::string_view, 4> kMandatoryFields{"accountRef", "amount", "currency",
                                                           "transactionType"};
constexpr std::int64_t kRiskAccepts = 0;
constexpr std::int64_t kRiskDeclines = 1;

AttributeMap Read(const TextMap& map) {
  return ReadAttributeMap(map, AttributeDirection::kPayloadToState, KnownTransactionFields());
}

bool IsMandatory(std::string_view field) {
  return std::find(kMandatoryFields.begin(), kMandatoryFields.end(), field) != kMandatoryFields.end();
}

void Check(const InsertTransactionNode::Config& config, const std::string& place, Diagnostics& diagnostics) {
  const std::string map_place = PointerTo(place, "adaptiveAttributes");
  CheckAttributeMap(Read(config.adaptive_attributes), &IsBuiltInAuthenticationField, map_place, diagnostics);
  for (const std::string_view field : kMandatoryFields) {
    if (!config.adaptive_attributes.contains(std::string(field))) {
      diagnostics.AddError(map_place,
                           "'" + std::string(field) + "' is missing, and the risk engine demands it",
                           "Add it, with the state key of its value");
    }
  }
}

Result<std::vector<onespan::ExtraField>> Fields(const StateView& state, const AttributeMap& map) {
  std::vector<onespan::ExtraField> fields;
  for (const MappedAttribute& attribute : map.attributes) {
    // Amounts are texts on the wire, whatever a script made of them.
    std::optional<std::string> value = StateText(state, attribute.state_key);
    if (!value && IsMandatory(attribute.field)) {
      return tl::unexpected(
          Error(ErrorCode::kMissingState,
                "A value that the risk engine demands of a transaction is missing: collect it first.")
              .With(Fact::kStateKey, attribute.state_key)
              .With(Fact::kField, attribute.field));
    }
    if (value) fields.emplace_back(attribute.field, Value(Json(*std::move(value))));
  }
  return fields;
}

Action OutcomeOf(std::int64_t risk) {
  if (risk == kRiskAccepts) return Action::To("Accept");
  if (risk != kRiskDeclines) return Action::To("Challenge");
  return Refusal("Decline", "The transaction was declined because its risk is too high.",
                 ErrorCode::kConflict);
}

}  // namespace

ConfigSpec<InsertTransactionNode::Config> InsertTransactionNode::Spec() {
  return ConfigSpec<Config>()
      .Field("domain", &Config::domain, "Not used by the operation; kept for exports that have it.")
      .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.")
      .Field("adaptiveAttributes", &Config::adaptive_attributes,
             "What the risk engine is told, as request field and state key.")
      .Where(Check);
}

InsertTransactionNode::InsertTransactionNode(Config config, std::shared_ptr<const onespan::Api> api)
    : config_(std::move(config)), attributes_(Read(config_.adaptive_attributes)), api_(std::move(api)) {}

StateContract InsertTransactionNode::Contract() const {
  StateContract contract = ReadsRiskInputs().ReadsName(config_.user_name_key);
  contract.Merge(ReadsMapped(attributes_));
  contract.Merge(Writes(ostid::kUserNameKey, ostid::kSessionId, ostid::kTransactionRisk,
                        ostid::kTransactionRiskAlias, ostid::kErrorMessage, ostid::kErrorCode));
  return contract;
}

Task<Result<Action>> InsertTransactionNode::Process(const StepContext& step) const {
  Result<std::string> user = RequireUserName(step.state(), config_.user_name_key);
  if (!user) co_return tl::unexpected(user.error());
  std::string session_id = SessionId(step.state());
  Result<onespan::RiskContext> risk =
      ReadRiskContext(step.state(), onespan::Product::kAdaptive, *user, session_id);
  if (!risk) co_return tl::unexpected(risk.error());
  Result<std::vector<onespan::ExtraField>> fields = Fields(step.state(), attributes_);
  if (!fields) co_return tl::unexpected(fields.error());
  onespan::InsertTransactionRequest request(*std::move(risk));
  request.extra = *std::move(fields);
  const Result<onespan::InsertTransactionReply> reply =
      co_await api_->InsertTransaction(step.call(), std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());
  if (!reply->risk_response_code || *reply->risk_response_code < kRiskAccepts) {
    co_return tl::unexpected(
        Error(ErrorCode::kRejected, "Risk Analytics took the transaction and said nothing of its risk.")
            .With(Fact::kField, "riskResponseCode"));
  }

  const std::int64_t code = *reply->risk_response_code;
  Action action = OutcomeOf(code);
  action.Put(ostid::kUserNameKey, config_.user_name_key).Put(ostid::kSessionId, std::move(session_id));
  action.Put(ostid::kTransactionRisk, code).Put(ostid::kTransactionRiskAlias, code);
  co_return action;
}

}  // namespace authtree::inline v0::nodes
