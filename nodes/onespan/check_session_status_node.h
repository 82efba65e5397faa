#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/onespan/api.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Asks how a pending login, event or transaction stands. Meant to be visited again and again, with a wait
/// between.
class CheckSessionStatusNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_CheckSessionStatusNode";
  static constexpr std::string_view kSummary = "Asks how a pending request stands.";
  static constexpr std::array<std::string_view, 7> kOutcomes{"pending", "accepted", "refused", "failure",
                                                             "timeout", "unknown",  "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");
  using Config = NoConfig;

  CheckSessionStatusNode(NoConfig /*config*/, std::shared_ptr<const onespan::Api> api)
      : api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
