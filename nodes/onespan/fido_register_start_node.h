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

/// Our own: begins the registration of a FIDO device and has the FIDO client answer. What it answered is sent
/// by the node that completes the registration.
class FidoRegisterStartNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_FidoRegisterStartNode";
  static constexpr std::string_view kSummary = "Begins the registration of a FIDO device.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"success", "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");

  struct Config {
    std::string domain = "master";
    std::string user_name_key = "username";
    onespan::FidoProtocol protocol = onespan::FidoProtocol::kFido2;
    std::string display_name_key;
    std::string attachment;
    std::string user_verification;
    std::string attestation;
  };
  static ConfigSpec<Config> Spec();

  FidoRegisterStartNode(Config config, std::shared_ptr<const onespan::Api> api)
      : config_(std::move(config)), api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  Config config_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
