#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/onespan/api.h"

#include "attribute_map.h"
#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Tells Risk Analytics of a transaction and follows its word.
class InsertTransactionNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Risk_InsertTransactionNode";
  static constexpr std::string_view kSummary = "Tells Risk Analytics of a transaction.";
  static constexpr std::array<std::string_view, 4> kOutcomes{"Accept", "Decline", "Challenge", "Error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("Error");

  struct Config {
    std::string domain = "master";
    std::string user_name_key = "username";
    TextMap adaptive_attributes{{"accountRef", "accountRef"},     {"amount", "amount"},
                                {"currency", "currency"},         {"transactionType", "transactionType"},
                                {"creditorBank", "creditorBank"}, {"creditorIBAN", "creditorIBAN"},
                                {"creditorName", "creditorName"}, {"debtorIBAN", "debtorIBAN"}};
  };
  static ConfigSpec<Config> Spec();

  InsertTransactionNode(Config config, std::shared_ptr<const onespan::Api> api);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  Config config_;
  AttributeMap attributes_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
