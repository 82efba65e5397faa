#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace authtree::inline v0::http {

struct OpensslFree {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

using BioPtr = std::unique_ptr<BIO, OpensslFree>;
using X509Ptr = std::unique_ptr<X509, OpensslFree>;
using KeyPtr = std::unique_ptr<EVP_PKEY, OpensslFree>;

/// All certificates of a PEM text in order; empty when there is none or when one is damaged. Leaves nothing
/// in the OpenSSL error queue.
[[nodiscard]] std::vector<X509Ptr> ReadCertificates(std::string_view pem);

/// The unencrypted private key of a PEM text, or null. Never asks for a password.
[[nodiscard]] KeyPtr ReadPrivateKey(std::string_view pem);

/// A time of a certificate as a time point.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> ToTimePoint(const ASN1_TIME* time);

}  // namespace authtree::inline v0::http
