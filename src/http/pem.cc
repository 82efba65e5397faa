#include "pem.h"

#include <ctime>

#include <openssl/err.h>
#include <openssl/pem.h>

namespace authtree::inline v0::http {
namespace {

BioPtr ReadOnly(std::string_view text) {
  return BioPtr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// Stands in for OpenSSL's default, which would prompt on the terminal.
int NoPassword(char*, int, int, void*) { return -1; }

}  // namespace

std::vector<X509Ptr> ReadCertificates(std::string_view pem) {
  std::vector<X509Ptr> certificates;
  const BioPtr bio = ReadOnly(pem);
  ERR_clear_error();
  while (X509Ptr certificate{PEM_read_bio_X509(bio.get(), nullptr, NoPassword, nullptr)}) {
    certificates.push_back(std::move(certificate));
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (!at_end) certificates.clear();
  return certificates;
}

KeyPtr ReadPrivateKey(std::string_view pem) {
  const BioPtr bio = ReadOnly(pem);
  KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassword, nullptr));
  ERR_clear_error();
  return key;
}

std::optional<std::chrono::system_clock::time_point> ToTimePoint(const ASN1_TIME* time) {
  std::tm calendar{};
  if (ASN1_TIME_to_tm(time, &calendar) != 1) return std::nullopt;
  return std::chrono::system_clock::from_time_t(timegm(&calendar));
}

}  // namespace authtree::inline v0::http
