#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/secret.h"
#include "authtree/core/value.h"

/// What the calls of several operations share.
namespace authtree::inline v0::onespan {

/// Which of the two products a call speaks to; decides `objectType` and what the service demands.
enum class Product : std::uint8_t {
  kAdaptive,  ///< Intelligent Adaptive Authentication (IAA)
  kCloud,     ///< OneSpan Cloud Authentication (OCA)
};

/// A user account: id and domain. An empty domain means the tenant's default domain.
class UserId {
 public:
  UserId(std::string user, std::string domain) : user_(std::move(user)), domain_(std::move(domain)) {}
  [[nodiscard]] const std::string& user() const { return user_; }
  [[nodiscard]] const std::string& domain() const { return domain_; }

 private:
  std::string user_;
  std::string domain_;
};

/// The fingerprint a browser's device data collector made: `cddc.browserCDDC`.
class BrowserFingerprint {
 public:
  BrowserFingerprint(std::string raw, std::string hash) : raw_(std::move(raw)), hash_(std::move(hash)) {}
  /// The collected JSON as text; sent as a JSON string.
  [[nodiscard]] const std::string& raw() const { return raw_; }
  /// Lower-case hex SHA-256 of `raw`.
  [[nodiscard]] const std::string& hash() const { return hash_; }

 private:
  std::string raw_;
  std::string hash_;
};

/// What the risk engine is told beside the operation itself. IAA demands session, relationship and
/// fingerprint.
class RiskContext {
 public:
  RiskContext() {}  // NOLINT(modernize-use-equals-default): must not be an aggregate

  std::optional<std::string> client_ip;           ///< dotted IPv4; anything else is left out by the client
  std::optional<BrowserFingerprint> fingerprint;  ///< `cddc`
  std::string session_id;                         ///< hex, 2 to 100 digits; IAA only
  std::string relationship_ref;                   ///< IAA only
};

/// A field of the body beside the built-in ones. A secret value is written, never logged.
class ExtraField {
 public:
  ExtraField(std::string name, Value value) : name_(std::move(name)), value_(std::move(value)) {}
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  std::string name_;
  Value value_;
};

/// State of an authentication, as the service tells it.
enum class SessionStatus : std::uint8_t { kUnknown, kPending, kAccepted, kRefused, kTimeout, kFailed };

/// "unknown", "pending", "accepted", "refused", "timeout", "failed".
[[nodiscard]] std::string_view SessionStatusName(SessionStatus status);

enum class FidoProtocol : std::uint8_t { kUaf11, kFido2 };

/// "UAF11", "FIDO2".
[[nodiscard]] std::string_view FidoProtocolName(FidoProtocol protocol);
/// Reads a protocol without regard to case.
[[nodiscard]] std::optional<FidoProtocol> ParseFidoProtocol(std::string_view name);

}  // namespace authtree::inline v0::onespan
