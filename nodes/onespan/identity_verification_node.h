#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/http/message.h"
#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"
#include "authtree/nodes/onespan_nodes.h"

#include "identity_transaction.h"
#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

/// Sends the user to OneSpan Identity Verification, and reads what came of it when the user is back.
///
/// What was begun is kept under the node's own keys until there is a result: a return is believed only where
/// this very node began a verification, and it may come twice.
class IdentityVerificationNode final : public Node {
 public:
  static constexpr std::string_view kType = "OS_IDV_IdentityVerificationNode";
  static constexpr std::string_view kSummary =
      "Sends the user to OneSpan Identity Verification and reads the result.";
  static constexpr std::array<std::string_view, 3> kOutcomes{"pass", "fail", "error"};
  static constexpr ErrorReporting kErrorReporting = ostid::ReportErrorsBy("error");

  using Config = IdentitySettings;
  static ConfigSpec<Config> Spec() { return IdentitySettings::Spec(); }
  /// The host must be one that may be called. Without a transport nothing is known of it.
  static void Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                    const IdentityVerification& verification);

  IdentityVerificationNode(Config config, IdentityVerification verification);

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  /// Has the service begin a verification, and sends the user there.
  [[nodiscard]] Task<Result<Action>> Begin(const StepContext& step) const;
  /// Asks the service what came of the verification of a user who is back.
  [[nodiscard]] Task<Result<Action>> Conclude(const StepContext& step, std::string transaction) const;

  [[nodiscard]] Result<http::Request> CreateRequest(const StateView& state,
                                                    const std::string& opaque_id) const;
  [[nodiscard]] Result<http::Request> ReportRequest(const std::string& transaction) const;
  [[nodiscard]] http::Request WithHeaders(http::Request request) const;

  Config config_;
  std::optional<http::Url> url_;  ///< nothing when the property is no https URL
  IdentityVerification verification_;
};

}  // namespace authtree::inline v0::nodes
