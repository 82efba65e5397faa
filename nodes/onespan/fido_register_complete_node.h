#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/onespan/api.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Our own: registers the FIDO device whose answer the node before it collected.
class FidoRegisterCompleteNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_FidoRegisterCompleteNode";
  static constexpr std::string_view kSummary = "Registers the FIDO device that has answered.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"success", "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");

  struct Config {
    std::string domain = "master";
    std::string user_name_key = "username";
  };
  static ConfigSpec<Config> Spec();

  FidoRegisterCompleteNode(Config config, std::shared_ptr<const onespan::Api> api)
      : config_(std::move(config)), api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  [[nodiscard]] Result<onespan::RegisterFidoDeviceRequest> Request(const StateView& state) const;

  Config config_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
