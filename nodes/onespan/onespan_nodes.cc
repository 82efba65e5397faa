#include "authtree/nodes/onespan_nodes.h"

#include <utility>

#include "authtree/http/url.h"

#include "activate_device_node.h"
#include "add_device_node.h"
#include "attributes_collector_node.h"
#include "cddc_node.h"
#include "check_activation_node.h"
#include "check_session_status_node.h"
#include "error_display_node.h"
#include "fido_login_start_node.h"
#include "fido_register_complete_node.h"
#include "fido_register_start_node.h"
#include "generate_challenge_node.h"
#include "get_user_authenticator_node.h"
#include "identity_verification_node.h"
#include "insert_transaction_node.h"
#include "secure_challenge_node.h"
#include "store_command_node.h"
#include "transaction_collector_node.h"
#include "user_login_node.h"
#include "user_register_node.h"
#include "validate_event_node.h"
#include "validate_transaction_node.h"
#include "vdp_assign_authenticator_node.h"
#include "vdp_generate_votp_node.h"
#include "vdp_user_register_node.h"
#include "visual_code_node.h"
#include "visual_code_stop_node.h"

namespace authtree::inline v0 {

Result<std::string> CommandHost(std::string_view text) {
  const Result<http::Url> url = http::Url::Parse("https://" + std::string(text));
  if (url && url->Target() == "/" && !text.ends_with('/')) return url->Authority();
  return tl::unexpected(Error(ErrorCode::kInvalidInput, "This is no host that commands could be sent to."));
}

std::vector<std::string> CommandHosts(const std::vector<std::string>& texts, const std::string& place,
                                      Diagnostics& diagnostics) {
  std::vector<std::string> hosts;
  for (const std::string& text : texts) {
    if (Result<std::string> host = CommandHost(text)) {
      hosts.push_back(*std::move(host));
    } else {
      diagnostics.AddError(place, "'" + text + "' is no host",
                           "Give a host name, with a port if it is not 443: commands.example.com:8443");
    }
  }
  return hosts;
}

void RegisterOneSpanNodes(NodeRegistry& registry, std::shared_ptr<const onespan::Api> api,
                          OneSpanNodeOptions options) {
  registry.Register<nodes::ActivateDeviceNode>(api);
  registry.Register<nodes::AddDeviceNode>(api);
  registry.Register<nodes::AttributesCollectorNode>();
  registry.Register<nodes::CddcNode>(options.page_scripts);
  registry.Register<nodes::CheckActivationNode>(api);
  registry.Register<nodes::CheckSessionStatusNode>(api);
  registry.Register<nodes::ErrorDisplayNode>();
  registry.Register<nodes::FidoLoginStartNode>(api);
  registry.Register<nodes::FidoRegisterCompleteNode>(api);
  registry.Register<nodes::FidoRegisterStartNode>(api);
  registry.Register<nodes::GenerateChallengeNode>(api);
  registry.Register<nodes::GetUserAuthenticatorNode>(api);
  registry.Register<nodes::IdentityVerificationNode>(std::move(options.verification));
  registry.Register<nodes::InsertTransactionNode>(api);
  registry.Register<nodes::SecureChallengeNode>(api);
  registry.Register<nodes::StoreCommandNode>(api, std::move(options.commands));
  registry.Register<nodes::TransactionCollectorNode>();
  registry.Register<nodes::UserLoginNode>(api);
  registry.Register<nodes::UserRegisterNode>(api);
  registry.Register<nodes::ValidateEventNode>(api);
  registry.Register<nodes::ValidateTransactionNode>(api);
  registry.Register<nodes::VdpAssignAuthenticatorNode>(api);
  registry.Register<nodes::VdpGenerateVotpNode>(api);
  registry.Register<nodes::VdpUserRegisterNode>(api);
  registry.Register<nodes::VisualCodeNode>(api, options.page_scripts);
  registry.Register<nodes::VisualCodeStopNode>(options.page_scripts);
}

}  // namespace authtree::inline v0
