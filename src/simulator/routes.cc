#include "routes.h"

#include <array>

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kUsers = "simulated-user-service";
constexpr std::string_view kProvisioning = "simulated-provisioning-service";
constexpr std::string_view kAuthentication = "simulated-authentication-service";
constexpr std::string_view kAuthenticators = "simulated-authenticator-service";
constexpr std::string_view kFido = "simulated-fido-service";
constexpr std::string_view kOrchestration = "simulated-orchestration-service";
constexpr std::string_view kRisk = "simulated-risk-service";
constexpr std::string_view kVisualCodes = "simulated-visual-code-service";

constexpr std::array kRoutes = {
    Route{http::Method::kPost, "/v1/users/register", "register_user", kUsers, &RegisterUser},
    Route{http::Method::kPost, "/v1/registrations", "start_registration", kProvisioning,
          &StartUserRegistration},
    Route{http::Method::kPost, "/v1/registrations/{registrationID}/add-device", "add_device", kProvisioning,
          &AddDeviceToRegistration},
    Route{http::Method::kPost, "/v1/registrations/{registrationID}/activate", "activate_device",
          kProvisioning, &ActivateRegistration},
    Route{http::Method::kPost, "/v1/registrations/check-status", "check_activation", kProvisioning,
          &CheckActivationStatus},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/unregister", "unregister_user", kUsers,
          &UnregisterUser},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/login", "login", kAuthentication, &Login},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/events/validate", "validate_event", kAuthentication,
          &ValidateEvent},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/transactions/validate", "validate_transaction",
          kAuthentication, static_cast<TenantOperation>(&ValidateTransaction)},
    Route{http::Method::kGet, "/v1/sessions/{requestID}", "check_session", kAuthentication, &CheckSession},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/generate-challenge", "generate_challenge",
          kAuthentication, &GenerateChallenge},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/generate-secure-challenge",
          "generate_secure_challenge", kAuthentication, &GenerateSecureChallenge},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/generate-signing-request",
          "generate_signing_request", kAuthentication, &GenerateSigningRequest},
    Route{http::Method::kGet, "/v1/users/{userID@domain}", "view_user", kUsers, &ViewUser},
    Route{http::Method::kPut, "/v1/users/{userID@domain}", "create_user", kUsers, &CreateUser},
    Route{http::Method::kPatch, "/v1/users/{userID@domain}", "update_user", kUsers, &UpdateUser},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/assign", "assign_user", kUsers, &AssignUser},
    Route{http::Method::kGet, "/v1/authenticators", "query_authenticators", kAuthenticators,
          &QueryAuthenticators},
    Route{http::Method::kPost, "/v1/authenticators/{serialNumber}/assign", "assign_authenticator",
          kAuthenticators, &AssignAuthenticator},
    Route{http::Method::kPost, "/v1/authenticators/{serialNumber}/applications/{applName}/generate-votp",
          "generate_virtual_otp", kAuthenticators, &GenerateVirtualOtp},
    Route{http::Method::kPost, "/v1/authenticators/{serialNumber}/generate-activation-message",
          "generate_activation_message", kAuthenticators, &GenerateActivationMessage},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/generate-fido-registration-request",
          "request_fido_registration", kFido, &RequestFidoRegistration},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/register-fido-device", "register_fido_device",
          kFido, &RegisterFidoDevice},
    Route{http::Method::kPost, "/v1/users/{userID@domain}/generate-fido-authentication-request",
          "request_fido_authentication", kFido, &RequestFidoAuthentication},
    Route{http::Method::kPost, "/v1/transactions", "insert_transaction", kRisk, &InsertTransaction},
    Route{http::Method::kPost, "/v1/orchestration-commands", "relay_command", kOrchestration, &RelayCommand},
    Route{http::Method::kGet, "/v1/visualcodes/render", "render_visual_code", kVisualCodes, &RenderFromQuery},
    Route{http::Method::kPost, "/v1/visualcodes/render", "render_visual_code", kVisualCodes, &RenderFromBody},
};

/// Takes the first segment off, its slash included.
std::string_view TakeSegment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

}  // namespace

std::span<const Route> Routes() { return kRoutes; }

std::optional<std::vector<std::string>> MatchPath(std::string_view path_template, std::string_view path) {
  std::vector<std::string> segments;
  while (path_template.starts_with('/') && path.starts_with('/')) {
    const std::string_view expected = TakeSegment(path_template);
    const std::string_view segment = TakeSegment(path);
    if (expected.starts_with('{')) {
      if (segment.empty()) return std::nullopt;
      segments.emplace_back(segment);
    } else if (expected != segment) {
      return std::nullopt;
    }
  }
  if (!path_template.empty() || !path.empty()) return std::nullopt;
  return segments;
}

}  // namespace authtree::inline v0::simulator
