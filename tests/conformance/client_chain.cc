#include "client_chain.h"

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace authtree::inline v0::conformance {
namespace {

struct OpensslFree {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
template <class T>
using Owned = std::unique_ptr<T, OpensslFree>;

void Check(bool done) {
  if (!done) throw std::runtime_error("OpenSSL could not make a certificate");
}

struct Certified {
  Owned<EVP_PKEY> key;
  Owned<X509> certificate;
};

void AddExtension(X509* certificate, int kind, const char* value) {
  const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value));
  Check(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

/// `issuer` null: certified by itself.
Certified Certify(const std::string& name, bool is_authority, long serial, const Certified* issuer,
                  std::chrono::system_clock::time_point now) {
  Certified made{Owned<EVP_PKEY>(EVP_EC_gen("P-256")), Owned<X509>(X509_new())};
  X509* certificate = made.certificate.get();
  Check(made.key && certificate != nullptr);
  const auto from = std::chrono::system_clock::to_time_t(now - std::chrono::hours(1));
  const auto to = std::chrono::system_clock::to_time_t(now + std::chrono::hours(1));
  const auto* text = reinterpret_cast<const unsigned char*>(name.data());
  X509_NAME* subject = X509_get_subject_name(certificate);
  Check(X509_set_version(certificate, X509_VERSION_3) == 1 &&
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial) == 1 &&
        ASN1_TIME_set(X509_getm_notBefore(certificate), from) != nullptr &&
        ASN1_TIME_set(X509_getm_notAfter(certificate), to) != nullptr &&
        X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, text,
                                   static_cast<int>(name.size()), -1, 0) == 1);
  X509* parent = issuer == nullptr ? certificate : issuer->certificate.get();
  EVP_PKEY* parent_key = issuer == nullptr ? made.key.get() : issuer->key.get();
  Check(X509_set_issuer_name(certificate, X509_get_subject_name(parent)) == 1 &&
        X509_set_pubkey(certificate, made.key.get()) == 1);
  AddExtension(certificate, NID_basic_constraints, is_authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  AddExtension(certificate, NID_key_usage,
               is_authority ? "critical,keyCertSign" : "critical,digitalSignature");
  if (!is_authority) AddExtension(certificate, NID_ext_key_usage, "clientAuth");
  Check(X509_sign(certificate, parent_key, EVP_sha256()) > 0);
  return made;
}

std::string_view BytesOf(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string ToPem(X509* certificate) {
  const Owned<BIO> bio(BIO_new(BIO_s_mem()));
  Check(bio && PEM_write_bio_X509(bio.get(), certificate) == 1);
  return std::string(BytesOf(bio.get()));
}

Secret ToPem(EVP_PKEY* key) {
  const Owned<BIO> bio(BIO_new(BIO_s_secmem()));
  Check(bio && PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return Secret(BytesOf(bio.get()));
}

}  // namespace

ClientChain MakeClientChain(std::size_t length, const Clock& clock) {
  long serial = 1;
  Certified issuer = Certify("root", true, serial, nullptr, clock.Now());
  ClientChain chain;
  chain.root_pem = ToPem(issuer.certificate.get());
  for (std::size_t i = 1; i < length; ++i) {
    ++serial;
    issuer = Certify("intermediate " + std::to_string(i), true, serial, &issuer, clock.Now());
    chain.intermediates_pem = ToPem(issuer.certificate.get()) + chain.intermediates_pem;
  }
  const Certified leaf = Certify("client", false, serial + 1, &issuer, clock.Now());
  chain.leaf_pem = ToPem(leaf.certificate.get());
  chain.key_pem = ToPem(leaf.key.get());
  return chain;
}

}  // namespace authtree::inline v0::conformance
