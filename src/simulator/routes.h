#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "authtree/http/message.h"

#include "exchange.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {

/// An operation on the tenant; runs under the service's lock.
using TenantOperation = http::Response (*)(const Exchange& exchange, Tenant& tenant);
/// An operation that needs nothing but its request.
using PlainOperation = http::Response (*)(const Exchange& exchange);

/// One documented operation.
struct Route {
  http::Method method;
  std::string_view path;     ///< template: a segment in braces stands for any
  std::string_view name;     ///< of the operation, as clients log it: "register_user"
  std::string_view service;  ///< who answers, in error bodies
  std::variant<TenantOperation, PlainOperation> operation;
};

/// Every operation of the simulator, in the order of the API description.
[[nodiscard]] std::span<const Route> Routes();

/// The still encoded segments that stand for the placeholders, or nothing when the path is another one.
[[nodiscard]] std::optional<std::vector<std::string>> MatchPath(std::string_view path_template,
                                                                std::string_view path);

// accounts.cc
[[nodiscard]] http::Response RegisterUser(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response UnregisterUser(const Exchange& exchange, Tenant& tenant);

// users.cc
[[nodiscard]] http::Response ViewUser(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response CreateUser(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response UpdateUser(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response AssignUser(const Exchange& exchange, Tenant& tenant);

// authenticators.cc
[[nodiscard]] http::Response QueryAuthenticators(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response AssignAuthenticator(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response GenerateVirtualOtp(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response GenerateActivationMessage(const Exchange& exchange, Tenant& tenant);

// registrations.cc
[[nodiscard]] http::Response StartUserRegistration(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response AddDeviceToRegistration(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response ActivateRegistration(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response CheckActivationStatus(const Exchange& exchange, Tenant& tenant);

// orchestration.cc
[[nodiscard]] http::Response RelayCommand(const Exchange& exchange, Tenant& tenant);

// logins.cc
[[nodiscard]] http::Response Login(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response ValidateEvent(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response CheckSession(const Exchange& exchange, Tenant& tenant);

// transactions.cc
[[nodiscard]] http::Response ValidateTransaction(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response InsertTransaction(const Exchange& exchange, Tenant& tenant);

// challenges.cc
[[nodiscard]] http::Response GenerateChallenge(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response GenerateSecureChallenge(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response GenerateSigningRequest(const Exchange& exchange, Tenant& tenant);

// fido.cc
[[nodiscard]] http::Response RequestFidoRegistration(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response RegisterFidoDevice(const Exchange& exchange, Tenant& tenant);
[[nodiscard]] http::Response RequestFidoAuthentication(const Exchange& exchange, Tenant& tenant);

// visual_codes.cc
[[nodiscard]] http::Response RenderFromQuery(const Exchange& exchange);
[[nodiscard]] http::Response RenderFromBody(const Exchange& exchange);

}  // namespace authtree::inline v0::simulator
