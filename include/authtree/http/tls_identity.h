#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "authtree/core/clock.h"
#include "authtree/core/result.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0::http {

/// A client certificate with its chain and private key, checked before anything is sent with it.
///
/// Immutable, so one identity may be shared by any number of transports and threads. The key is wiped with
/// it.
class TlsIdentity {
 public:
  /// Takes the chain (PEM, the client's own certificate first, then its issuers) and the key (PEM: PKCS#8,
  /// PKCS#1 or SEC1; RSA or EC; not encrypted).
  ///
  /// `ErrorCode::kInvalidInput` with `Fact::kField` "client-cert" or "client-key" when one cannot be read,
  /// when they do not belong together, or when the certificate is not valid at `clock.Now()`. No error holds
  /// a byte of either.
  [[nodiscard]] static Result<TlsIdentity> FromPem(std::string chain_pem, Secret key_pem, const Clock& clock);

  /// The same from two files.
  [[nodiscard]] static Result<TlsIdentity> FromFiles(const std::filesystem::path& chain,
                                                     const std::filesystem::path& key, const Clock& clock);

  [[nodiscard]] const std::string& chain_pem() const { return chain_pem_; }
  [[nodiscard]] const Secret& key_pem() const { return key_pem_; }
  /// The end of the client certificate's validity: when to have the next one in place.
  [[nodiscard]] std::chrono::system_clock::time_point not_after() const { return not_after_; }

 private:
  TlsIdentity(std::string chain_pem, Secret key_pem, std::chrono::system_clock::time_point not_after);

  std::string chain_pem_;
  Secret key_pem_;
  std::chrono::system_clock::time_point not_after_;
};

}  // namespace authtree::inline v0::http
