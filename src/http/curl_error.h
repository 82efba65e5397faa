#pragma once

#include <string_view>

#include <curl/curl.h>

#include "authtree/core/error.h"

namespace authtree::inline v0::http {

/// What is known about a transfer that failed. A snapshot to be classified at once: `detail` belongs to the
/// exchange.
struct CurlFailure {
  CURLcode code = CURLE_OK;
  long verify_result = 0;          ///< OpenSSL's verdict on the peer's certificate
  long os_errno = 0;               ///< of the last system call that failed
  std::string_view detail;         ///< libcurl's own text: looked at, never passed on
  bool sent = false;               ///< bytes of the request have left
  bool too_large = false;          ///< we broke off because of a limit
  bool resend_refused = false;     ///< we kept libcurl from sending a second time
  bool connect_timed_out = false;  ///< the limit for connecting passed, not the deadline
};

/// A code, a sentence for people and a short classification for logs.
struct CurlVerdict {
  ErrorCode code;
  FixedText sentence;
  FixedText reason;
};

[[nodiscard]] CurlVerdict Classify(const CurlFailure& failure);

/// True for the end of a transfer that its caller asked for.
[[nodiscard]] bool IsCancelled(const CurlFailure& failure);

}  // namespace authtree::inline v0::http
