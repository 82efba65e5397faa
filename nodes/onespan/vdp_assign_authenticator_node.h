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

/// Sees to it that the user has a virtual authenticator: one that the service sends one-time passwords for.
class VdpAssignAuthenticatorNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_Auth_VDPAssignAuthenticatorNode";
  static constexpr std::string_view kSummary = "Gives the user a virtual authenticator, if there is none.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"success", "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");

  struct Config {
    std::string domain = "master";
  };
  static ConfigSpec<Config> Spec();

  VdpAssignAuthenticatorNode(Config config, std::shared_ptr<const onespan::Api> api)
      : config_(std::move(config)), api_(std::move(api)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  /// Whether one of the user's authenticators is virtual.
  [[nodiscard]] Task<Result<bool>> HasOne(CallContext call, onespan::UserId user) const;
  /// Gives the user the first free one that nobody else takes meanwhile.
  [[nodiscard]] Task<Result<Action>> Assign(CallContext call, onespan::UserId user) const;

  Config config_;
  std::shared_ptr<const onespan::Api> api_;
};

}  // namespace authtree::inline v0::nodes
