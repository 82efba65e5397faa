#include "authtree/http/tls_identity.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <type_traits>

#include "pem.h"

namespace authtree::inline v0::http {
namespace {

Error BadCertificate(FixedText sentence) {
  return Error(ErrorCode::kInvalidInput, sentence).With(Fact::kField, "client-cert");
}

Error BadKey(FixedText sentence) {
  return Error(ErrorCode::kInvalidInput, sentence).With(Fact::kField, "client-key");
}

/// Both PEM forms of an encrypted key say so in clear text.
bool IsEncrypted(std::string_view key_pem) { return key_pem.find("ENCRYPTED") != std::string_view::npos; }

/// Nothing when the file cannot be read to its end.
std::optional<SecretBuffer> ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  SecretBuffer bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return std::nullopt;
  return bytes;
}

}  // namespace

static_assert(!std::is_aggregate_v<TlsIdentity>);

TlsIdentity::TlsIdentity(std::string chain_pem, Secret key_pem,
                         std::chrono::system_clock::time_point not_after)
    : chain_pem_(std::move(chain_pem)), key_pem_(std::move(key_pem)), not_after_(not_after) {}

Result<TlsIdentity> TlsIdentity::FromPem(std::string chain_pem, Secret key_pem, const Clock& clock) {
  const auto chain = ReadCertificates(chain_pem);
  if (chain.empty()) {
    return tl::unexpected(
        BadCertificate("The client certificate cannot be read. Give a PEM file with the client's own "
                       "certificate first, then its "
                       "issuers."));
  }
  const KeyPtr key = ReadPrivateKey(key_pem.Expose());
  if (!key && IsEncrypted(key_pem.Expose())) {
    return tl::unexpected(
        BadKey("The client key is encrypted and cannot be used. Give it without a password, readable by this "
               "program only."));
  }
  if (!key) {
    return tl::unexpected(
        BadKey("The client key cannot be read. Give a PEM file with one RSA or EC private key (PKCS#8, "
               "PKCS#1 or SEC1)."));
  }
  if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA && EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC) {
    return tl::unexpected(
        BadKey("The client key is of a kind that is not supported. Give an RSA or EC key."));
  }
  const X509* leaf = chain.front().get();
  if (EVP_PKEY_eq(X509_get0_pubkey(leaf), key.get()) != 1) {
    return tl::unexpected(
        BadKey("The client key does not belong to the first certificate of the chain. Give the key of that "
               "certificate, and "
               "the client's own certificate first in the chain."));
  }
  const auto not_before = ToTimePoint(X509_get0_notBefore(leaf));
  const auto not_after = ToTimePoint(X509_get0_notAfter(leaf));
  if (!not_before || !not_after) {
    return tl::unexpected(
        BadCertificate("The client certificate has no readable validity. Have it issued again."));
  }
  if (clock.Now() >= *not_after) {
    return tl::unexpected(BadCertificate("The client certificate has expired. Install the renewed one."));
  }
  if (clock.Now() < *not_before) {
    return tl::unexpected(
        BadCertificate("The client certificate is not valid yet. Check the clock of this machine and the "
                       "certificate's dates."));
  }
  return TlsIdentity(std::move(chain_pem), std::move(key_pem), *not_after);
}

Result<TlsIdentity> TlsIdentity::FromFiles(const std::filesystem::path& chain,
                                           const std::filesystem::path& key, const Clock& clock) {
  auto chain_pem = ReadFile(chain);
  if (!chain_pem) {
    return tl::unexpected(
        BadCertificate("The file of the client certificate cannot be opened. Check its path and that this "
                       "program may read it."));
  }
  auto key_pem = ReadFile(key);
  if (!key_pem) {
    return tl::unexpected(BadKey(
        "The file of the client key cannot be opened. Check its path and that this program may read it."));
  }
  return FromPem(std::string(chain_pem->begin(), chain_pem->end()), Secret(*std::move(key_pem)), clock);
}

}  // namespace authtree::inline v0::http
