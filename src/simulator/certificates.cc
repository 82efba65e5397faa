#include "authtree/simulator/certificates.h"

#include <utility>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kRsaBits = 2048;
constexpr int kSerialBits = 159;  // a positive number of at most 20 octets

struct OpensslFree {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
  void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
  void operator()(GENERAL_NAME* name) const { GENERAL_NAME_free(name); }
  void operator()(ASN1_OCTET_STRING* octets) const { ASN1_OCTET_STRING_free(octets); }
};
template <class T>
using Owned = std::unique_ptr<T, OpensslFree>;

Error Failed() { return Error(ErrorCode::kInternal, "OpenSSL could not make the certificate."); }

Error BadName() {
  return Error(
      ErrorCode::kInvalidInput,
      "A name or an address cannot stand in a certificate. Give host names in ASCII and addresses in their "
      "usual notation.");
}

Owned<EVP_PKEY> MakeKey(KeyKind kind) {
  switch (kind) {
    case KeyKind::kEc:
      return Owned<EVP_PKEY>(EVP_EC_gen("P-256"));
    case KeyKind::kRsa:
      return Owned<EVP_PKEY>(EVP_RSA_gen(kRsaBits));
  }
  return nullptr;
}

bool SetRandomSerial(X509* certificate) {
  const Owned<BIGNUM> serial(BN_new());
  return serial && BN_rand(serial.get(), kSerialBits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool SetValidity(X509* certificate, std::chrono::system_clock::time_point not_before,
                 std::chrono::system_clock::time_point not_after) {
  const auto from = std::chrono::system_clock::to_time_t(not_before);
  const auto to = std::chrono::system_clock::to_time_t(not_after);
  return ASN1_TIME_set(X509_getm_notBefore(certificate), from) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), to) != nullptr;
}

bool SetSubject(X509* certificate, const std::string& common_name) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(common_name.data());
  return X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8, bytes,
                                    static_cast<int>(common_name.size()), -1, 0) == 1;
}

/// `value` is one of ours, never a caller's text: it is written in OpenSSL's little extension language.
bool AddExtension(X509* certificate, X509* issuer, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool AddName(GENERAL_NAMES* names, int type, ASN1_STRING* value) {
  if (value == nullptr) return false;
  Owned<GENERAL_NAME> name(GENERAL_NAME_new());
  if (!name) {
    ASN1_STRING_free(value);
    return false;
  }
  GENERAL_NAME_set0_value(name.get(), type, value);
  if (sk_GENERAL_NAME_push(names, name.get()) <= 0) return false;
  static_cast<void>(name.release());
  return true;
}

bool AddDnsName(GENERAL_NAMES* names, const std::string& text) {
  for (const char c : text) {
    if (c <= ' ' || c > '~') return false;
  }
  ASN1_IA5STRING* value = text.empty() ? nullptr : ASN1_IA5STRING_new();
  if (value != nullptr && ASN1_STRING_set(value, text.data(), static_cast<int>(text.size())) != 1) {
    ASN1_IA5STRING_free(value);
    return false;
  }
  return AddName(names, GEN_DNS, value);
}

bool AddAlternativeNames(X509* certificate, const CertificateRequest& request) {
  const Owned<GENERAL_NAMES> names(GENERAL_NAMES_new());
  if (!names) return false;
  for (const auto& name : request.dns_names) {
    if (!AddDnsName(names.get(), name)) return false;
  }
  for (const auto& address : request.ip_addresses) {
    if (!AddName(names.get(), GEN_IPADD, a2i_IPADDRESS(address.c_str()))) return false;
  }
  if (sk_GENERAL_NAME_num(names.get()) == 0) return true;
  return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

std::string_view BytesOf(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string ToPem(X509* certificate) {
  const Owned<BIO> bio(BIO_new(BIO_s_mem()));
  if (!bio || PEM_write_bio_X509(bio.get(), certificate) != 1) return {};
  return std::string(BytesOf(bio.get()));
}

Secret ToPem(EVP_PKEY* key) {
  const Owned<BIO> bio(BIO_new(BIO_s_secmem()));
  if (!bio || PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) return {};
  return Secret(BytesOf(bio.get()));
}

}  // namespace

struct CertificateAuthority::State {
  Owned<EVP_PKEY> key;
  Owned<X509> certificate;
  std::string pem;
};

CertificateAuthority::CertificateAuthority(std::unique_ptr<const State> state) : state_(std::move(state)) {}
CertificateAuthority::CertificateAuthority(CertificateAuthority&&) noexcept = default;
CertificateAuthority& CertificateAuthority::operator=(CertificateAuthority&&) noexcept = default;
CertificateAuthority::~CertificateAuthority() = default;

const std::string& CertificateAuthority::ca_pem() const { return state_->pem; }

Result<CertificateAuthority> CertificateAuthority::Make(std::string_view name, const Clock& clock) {
  auto state = std::make_unique<State>();
  state->key = MakeKey(KeyKind::kEc);
  state->certificate.reset(X509_new());
  X509* certificate = state->certificate.get();
  if (!state->key || certificate == nullptr) return tl::unexpected(Failed());

  const auto now = clock.Now();
  const bool made =
      X509_set_version(certificate, X509_VERSION_3) == 1 && SetRandomSerial(certificate) &&
      SetValidity(certificate, now - std::chrono::hours(1), now + std::chrono::hours(24 * 30)) &&
      SetSubject(certificate, std::string(name)) &&
      X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) == 1 &&
      X509_set_pubkey(certificate, state->key.get()) == 1 &&
      AddExtension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE") &&
      AddExtension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign") &&
      AddExtension(certificate, certificate, NID_subject_key_identifier, "hash") &&
      X509_sign(certificate, state->key.get(), EVP_sha256()) > 0;
  if (!made) return tl::unexpected(Failed());
  state->pem = ToPem(certificate);
  if (state->pem.empty()) return tl::unexpected(Failed());
  return CertificateAuthority(std::move(state));
}

Result<IssuedCertificate> CertificateAuthority::Issue(const CertificateRequest& request) const {
  const Owned<EVP_PKEY> key = MakeKey(request.key);
  const Owned<X509> owned(X509_new());
  X509* certificate = owned.get();
  X509* issuer = state_->certificate.get();
  if (!key || certificate == nullptr) return tl::unexpected(Failed());
  if (!SetSubject(certificate, request.common_name)) return tl::unexpected(BadName());
  if (!AddAlternativeNames(certificate, request)) return tl::unexpected(BadName());

  const char* extended_use = request.use == CertificateUse::kServer ? "serverAuth" : "clientAuth";
  const bool made = X509_set_version(certificate, X509_VERSION_3) == 1 && SetRandomSerial(certificate) &&
                    SetValidity(certificate, request.not_before, request.not_after) &&
                    X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1 &&
                    X509_set_pubkey(certificate, key.get()) == 1 &&
                    AddExtension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE") &&
                    AddExtension(certificate, issuer, NID_key_usage, "critical,digitalSignature") &&
                    AddExtension(certificate, issuer, NID_ext_key_usage, extended_use) &&
                    AddExtension(certificate, issuer, NID_authority_key_identifier, "keyid") &&
                    X509_sign(certificate, state_->key.get(), EVP_sha256()) > 0;
  if (!made) return tl::unexpected(Failed());

  IssuedCertificate issued{ToPem(certificate), ToPem(key.get())};
  if (issued.chain_pem.empty() || issued.key_pem.empty()) return tl::unexpected(Failed());
  return issued;
}

}  // namespace authtree::inline v0::simulator
