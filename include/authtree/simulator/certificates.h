#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/clock.h"
#include "authtree/core/result.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0::simulator {

enum class CertificateUse : std::uint8_t { kServer, kClient };
enum class KeyKind : std::uint8_t { kEc, kRsa };  ///< P-256 and 2048 bits

/// What a throw-away authority is asked to certify.
struct CertificateRequest {
  std::string common_name;
  std::vector<std::string> dns_names;
  std::vector<std::string> ip_addresses;
  CertificateUse use = CertificateUse::kServer;
  KeyKind key = KeyKind::kEc;
  std::chrono::system_clock::time_point not_before;
  std::chrono::system_clock::time_point not_after;
};

/// A certificate with its chain (leaf first, without the authority's own) and its key (PKCS#8), both PEM.
struct IssuedCertificate {
  std::string chain_pem;
  Secret key_pem;
};

/// A throw-away certificate authority for demonstrations and tests. Its key lives in memory only and dies
/// with it: not for anything that has to be trusted.
///
/// @code
///   auto authority = CertificateAuthority::Make("Demo", *clock);
///   CertificateRequest request;
///   request.common_name = "localhost";
///   request.dns_names = {"localhost"};
///   request.not_before = clock->Now() - std::chrono::hours(1);
///   request.not_after = clock->Now() + std::chrono::hours(24);
///   auto server = authority->Issue(request);
/// @endcode
class CertificateAuthority {
 public:
  /// Makes a key and a self-signed certificate, valid from an hour before to thirty days after `clock.Now()`.
  /// `ErrorCode::kInternal` when OpenSSL cannot.
  [[nodiscard]] static Result<CertificateAuthority> Make(std::string_view name, const Clock& clock);

  CertificateAuthority(CertificateAuthority&&) noexcept;
  CertificateAuthority& operator=(CertificateAuthority&&) noexcept;
  ~CertificateAuthority();

  /// The authority's own certificate (PEM): what the other side is to trust.
  [[nodiscard]] const std::string& ca_pem() const;

  /// Issues a certificate with a new key. May be called from any thread.
  /// `ErrorCode::kInvalidInput` when a name or an address cannot stand in a certificate, `kInternal` when
  /// OpenSSL fails.
  [[nodiscard]] Result<IssuedCertificate> Issue(const CertificateRequest& request) const;

 private:
  struct State;
  explicit CertificateAuthority(std::unique_ptr<const State> state);

  std::unique_ptr<const State> state_;
};

}  // namespace authtree::inline v0::simulator
