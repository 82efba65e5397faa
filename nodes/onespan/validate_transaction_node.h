#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/onespan/api.h"

#include "attribute_map.h"
#include "authentication_attempt.h"
#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Has a transaction signed or confirmed: by a code over typed values, over the secure channel, with FIDO, or
/// on the user's trusted device.
class ValidateTransactionNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_ValidateTransactionNode";
  static constexpr std::string_view kSummary = "Has a transaction signed or confirmed by its user.";
  static constexpr std::array<std::string_view, 4> kOutcomes{"Accept", "Decline", "StepUp", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");

  enum class DataToSign : std::uint8_t { kFido, kStandard, kSecureChannel, kTransactionMessage };

  struct Config {
    std::string domain = "master";
    onespan::Product product = onespan::Product::kAdaptive;
    std::string user_name_key = "username";
    DataToSign data_to_sign = DataToSign::kTransactionMessage;
    std::vector<std::string> standard_fields{"sourceAccount", "destinationAccount", "amountToTransfer"};
    std::string signature_key = "signature";
    TextMap fido_attributes{{"fidoProtocol", "fidoProtocol"},
                            {"authenticationResponse", "authenticationResponse"}};
    TextMap displayed_fields;
    TextMap adaptive_attributes{{"accountRef", "accountRef"},     {"amount", "amount"},
                                {"currency", "currency"},         {"transactionType", "transactionType"},
                                {"creditorBank", "creditorBank"}, {"creditorIBAN", "creditorIBAN"},
                                {"creditorName", "creditorName"}, {"debtorIBAN", "debtorIBAN"}};
    TextMap optional_attributes;
    AttributeDirection attribute_direction = AttributeDirection::kDetect;
    std::string method = "NoPIN";
    onespan::OrchestrationDelivery delivery = onespan::OrchestrationDelivery::kBoth;
    std::int64_t timeout_seconds = 60;
    VisualCodeContent visual_code = VisualCodeContent::kSessionId;
  };
  static ConfigSpec<Config> Spec();

  ValidateTransactionNode(Config config, std::shared_ptr<const onespan::Api> api);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  [[nodiscard]] Result<onespan::ValidateTransactionRequest> Request(const StateView& state,
                                                                    const std::string& user,
                                                                    const std::string& session_id) const;
  [[nodiscard]] Result<onespan::TransactionData> Data(const StateView& state, const std::string& user) const;
  [[nodiscard]] Result<onespan::TransactionData> StandardData(const StateView& state) const;
  [[nodiscard]] Result<onespan::TransactionData> FidoData(const StateView& state) const;
  [[nodiscard]] Result<onespan::TransactionData> MessageData(const StateView& state,
                                                             const std::string& user) const;
  [[nodiscard]] Result<std::vector<onespan::ExtraField>> Fields(const StateView& state) const;
  [[nodiscard]] Result<onespan::RiskContext> Risk(const StateView& state, const std::string& user,
                                                  const std::string& session_id) const;
  [[nodiscard]] std::string AdaptiveKey(std::string_view field) const;
  [[nodiscard]] std::string FidoResponseKey() const;

  Config config_;
  AttributeMap adaptive_;
  AttributeMap optional_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
