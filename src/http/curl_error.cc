#include "curl_error.h"

#include <cerrno>
#include <optional>

#include <openssl/x509_vfy.h>

namespace authtree::inline v0::http {
namespace {

constexpr CurlVerdict kConnectTimeout{ErrorCode::kUnavailable,
                                      "The peer did not accept a connection in time.", "connect timeout"};
constexpr CurlVerdict kDeadline{ErrorCode::kTimeout, "The deadline passed before the reply was complete.",
                                "deadline"};
constexpr CurlVerdict kCancelled{ErrorCode::kUnavailable,
                                 "The call was cancelled before the reply was complete.", "cancelled"};
constexpr CurlVerdict kNoReply{ErrorCode::kUnavailable, "The peer closed the connection without a reply.",
                               "no reply"};
constexpr CurlVerdict kReset{ErrorCode::kUnavailable, "The connection broke before the reply was complete.",
                             "reset"};
constexpr CurlVerdict kTooLarge{ErrorCode::kRejected, "The peer's reply is larger than allowed.",
                                "too large"};
constexpr CurlVerdict kMalformed{ErrorCode::kRejected, "The peer's reply is not valid HTTP.",
                                 "malformed reply"};
constexpr CurlVerdict kCertificateDemanded{
    ErrorCode::kRejected,
    "The peer demands a client certificate and none is configured, or it was not shown.",
    "client certificate"};
constexpr CurlVerdict kCertificateRefused{
    ErrorCode::kRejected, "The peer does not accept our client certificate.", "client certificate"};
constexpr CurlVerdict kHandshakeRefused{ErrorCode::kRejected,
                                        "No TLS connection could be agreed on: the peer refused it, does not "
                                        "speak TLS 1.2 or newer, or demands a client "
                                        "certificate.",
                                        "tls handshake"};
constexpr CurlVerdict kHandshakeBroken{ErrorCode::kUnavailable,
                                       "The connection broke while TLS was being set up.", "tls handshake"};

bool Mentions(std::string_view detail, std::string_view words) {
  return detail.find(words) != std::string_view::npos;
}

/// What the peer's TLS alert says about our certificate. With TLS 1.3 it arrives only after the handshake, as
/// an error of reading or writing, and libcurl tells it in its text alone.
std::optional<CurlVerdict> ClassifyAlert(const CurlFailure& failure) {
  if (failure.code == CURLE_SSL_CLIENTCERT || Mentions(failure.detail, "certificate required")) {
    return kCertificateDemanded;
  }
  for (const std::string_view words :
       {"alert bad certificate", "alert unsupported certificate", "alert certificate revoked",
        "alert certificate expired", "alert certificate unknown", "alert unknown ca",
        "alert access denied"}) {
    if (Mentions(failure.detail, words)) return kCertificateRefused;
  }
  return std::nullopt;
}

/// libcurl checks the host name itself, after OpenSSL has accepted the chain and before it stores that
/// verdict.
CurlVerdict ClassifyVerification(const CurlFailure& failure) {
  if (Mentions(failure.detail, "target host name")) {
    return {ErrorCode::kRejected, "The peer's certificate is for another host name.", "tls host name"};
  }
  switch (failure.verify_result) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return {ErrorCode::kRejected, "The peer's certificate has expired.", "tls expired"};
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return {ErrorCode::kRejected,
              "The peer's certificate is not valid yet. Check the clock of this machine.", "tls verify"};
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return {ErrorCode::kRejected,
              "The peer's certificate comes from an unknown issuer. If the issuer is to be trusted, "
              "configure it.",
              "tls verify"};
    default:
      return {ErrorCode::kRejected, "The peer's certificate could not be verified.", "tls verify"};
  }
}

CurlVerdict ClassifyHandshake(const CurlFailure& failure) {
  const bool answered = Mentions(failure.detail, "alert") ||
                        Mentions(failure.detail, "wrong version number") ||
                        Mentions(failure.detail, "unsupported protocol");
  return answered ? kHandshakeRefused : kHandshakeBroken;
}

CurlVerdict ClassifyConnect(long os_errno) {
  if (os_errno == ECONNREFUSED) {
    return {ErrorCode::kUnavailable, "The peer refuses connections.", "connect refused"};
  }
  return {ErrorCode::kUnavailable, "No connection to the peer could be made.", "connect"};
}

}  // namespace

bool IsCancelled(const CurlFailure& failure) {
  return failure.code == CURLE_ABORTED_BY_CALLBACK && !failure.resend_refused;
}

CurlVerdict Classify(const CurlFailure& failure) {
  if (failure.too_large) return kTooLarge;
  if (IsCancelled(failure)) return kCancelled;
  if (failure.resend_refused) return kNoReply;
  if (const auto alert = ClassifyAlert(failure)) return *alert;
  switch (failure.code) {  // CURLcode is not ours and grows, so this one has a default
    case CURLE_OPERATION_TIMEDOUT:
      return failure.connect_timed_out ? kConnectTimeout : kDeadline;
    case CURLE_COULDNT_RESOLVE_HOST:
      return {ErrorCode::kUnavailable, "The peer's host name could not be resolved.", "resolve"};
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
      return {ErrorCode::kUnavailable, "The proxy could not be used.", "proxy"};
    case CURLE_COULDNT_CONNECT:
      return ClassifyConnect(failure.os_errno);
    case CURLE_PEER_FAILED_VERIFICATION:
      return ClassifyVerification(failure);
    case CURLE_SSL_CONNECT_ERROR:
      return ClassifyHandshake(failure);
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_FAIL_REWIND:
      return kNoReply;
    case CURLE_RECV_ERROR:
      return Mentions(failure.detail, "chunked-encoding") ? kMalformed : kReset;
    case CURLE_SEND_ERROR:
      return kReset;
    case CURLE_OUT_OF_MEMORY:  // so libcurl says when a header field is longer than it takes
      return kTooLarge;
    case CURLE_PARTIAL_FILE:
      return {ErrorCode::kUnavailable, "The peer's reply ended too early.", "truncated"};
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_HTTP2:
      return kMalformed;
    default:
      return {ErrorCode::kInternal, "The request could not be carried out.", "internal"};
  }
}

}  // namespace authtree::inline v0::http
