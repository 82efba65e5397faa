#include "tls_context.h"

#include <string>
#include <string_view>

#include <boost/asio/buffer.hpp>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace authtree::inline v0::server {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

constexpr std::string_view kSessionContext = "authtree";

tl::unexpected<Error> Invalid(FixedText sentence, FixedText field) {
  ERR_clear_error();
  return tl::unexpected(
      Error(ErrorCode::kInvalidInput, sentence).With(Fact::kField, std::string(field.view())));
}

/// Reads the extensions of a certificate before threads share it. OpenSSL would put that off until the first
/// handshake and keep what it read in the certificate.
bool ExtensionsAreReadable(X509* certificate) {
  constexpr int kNoPurpose = -1;
  return X509_check_purpose(certificate, kNoPurpose, 0) == 1;
}

/// Trusts the authorities of a PEM text and names them to clients. False when there is none.
bool TrustClientAuthorities(SSL_CTX* context, std::string_view pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  int count = 0;
  while (X509* authority = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    const bool trusted = ExtensionsAreReadable(authority) &&
                         X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority) == 1 &&
                         SSL_CTX_add_client_CA(context, authority) == 1;
    X509_free(authority);
    if (!trusted) return false;
    ++count;
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  return at_end && count > 0;
}

}  // namespace

Result<std::unique_ptr<ssl::context>> MakeTlsContext(const ServerTls& tls) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  SSL_CTX* native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION);
  // Without a name for its sessions OpenSSL refuses to resume one whenever client certificates are checked.
  SSL_CTX_set_session_id_context(native, reinterpret_cast<const unsigned char*>(kSessionContext.data()),
                                 static_cast<unsigned>(kSessionContext.size()));

  error_code error;
  auto no_password = [](std::size_t, ssl::context::password_purpose) { return std::string(); };
  context->set_password_callback(no_password, error);
  context->use_certificate_chain(boost::asio::buffer(tls.chain_pem), error);
  if (error) {
    return Invalid(
        "The server certificate cannot be read. Give a PEM file with the server's own certificate first, "
        "then its "
        "issuers.",
        "server-cert");
  }
  const std::string_view key = tls.key_pem.Expose();
  context->use_private_key(boost::asio::buffer(key.data(), key.size()), ssl::context::pem, error);
  if (error || SSL_CTX_check_private_key(native) != 1) {
    return Invalid(
        "The server key cannot be used. Give the unencrypted PEM key of the first certificate of the chain.",
        "server-key");
  }
  if (!tls.client_ca_pem.empty()) {
    if (!TrustClientAuthorities(native, tls.client_ca_pem)) {
      return Invalid(
          "The authorities for client certificates cannot be read. Give a PEM file with their certificates.",
          "client-ca");
    }
    SSL_CTX_set_verify(native, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  }
  return context;
}

}  // namespace authtree::inline v0::server
