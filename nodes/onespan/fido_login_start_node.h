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

/// Our own: has the FIDO client answer before a login, an event or a transaction that sends the answer.
///
/// Where an earlier step was given a request (a login that began the ceremony), that one is shown; else the
/// service is asked for one.
class FidoLoginStartNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_FidoLoginStartNode";
  static constexpr std::string_view kSummary = "Has the user's FIDO device answer, for a login to send.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"success", "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");

  struct Config {
    std::string domain = "master";
    std::string user_name_key = "username";
    onespan::FidoProtocol protocol = onespan::FidoProtocol::kFido2;
    std::string user_verification;
    std::string message;
  };
  static ConfigSpec<Config> Spec();

  FidoLoginStartNode(Config config, std::shared_ptr<const onespan::Api> api)
      : config_(std::move(config)), api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  Config config_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
