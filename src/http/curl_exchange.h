#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include <curl/curl.h>

#include "authtree/core/secret.h"
#include "authtree/http/curl_transport.h"
#include "authtree/http/message.h"

#include "curl_error.h"

namespace authtree::inline v0::http {

struct CurlFree {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// Which connection an attempt may use.
enum class ConnectionUse : std::uint8_t { kAny, kNew };

/// One attempt at one request: an easy handle, what it sends and what it has received.
///
/// Options and request must outlive it. Neither copied nor moved: libcurl holds its address.
class CurlExchange {
 public:
  CurlExchange(const CurlOptions& options, const Request& request, std::chrono::milliseconds time_left,
               ConnectionUse connection);
  CurlExchange(const CurlExchange&) = delete;
  CurlExchange& operator=(const CurlExchange&) = delete;
  ~CurlExchange() = default;

  /// False when libcurl refused a setting; nothing must be sent then.
  [[nodiscard]] bool ready() const { return setup_ == CURLE_OK; }
  [[nodiscard]] CURL* handle() const { return easy_.get(); }

  /// The reply of a transfer that ended well.
  [[nodiscard]] Response TakeResponse();
  /// What is known about a transfer that did not.
  [[nodiscard]] CurlFailure Describe(CURLcode code) const;

 private:
  void Set(CURLoption option, long value);
  void Set(CURLoption option, const char* value);
  template <class T>
  void SetPointer(CURLoption option, T value);
  void SetBlob(CURLoption option, std::string_view bytes);

  void SetUpConnection(std::chrono::milliseconds time_left, ConnectionUse connection);
  void SetUpTls();
  void SetUpMethod();
  void SetUpHeaders();
  void SetUpCallbacks();
  void AddHeaderLine(const char* line);

  std::size_t ReadBody(char* target, std::size_t room);
  std::size_t KeepHeader(std::string_view line);
  std::size_t KeepBody(std::string_view bytes);
  int AllowRequest();

  const CurlOptions& options_;
  const Request& request_;
  const std::shared_ptr<const TlsIdentity> identity_;  // libcurl reads it as long as the handle lives
  std::chrono::milliseconds time_left_;
  std::unique_ptr<CURL, CurlFree> easy_;
  std::unique_ptr<curl_slist, CurlFree> header_lines_;
  CURLcode setup_ = CURLE_OK;
  std::array<char, CURL_ERROR_SIZE> detail_{};

  std::size_t body_sent_ = 0;
  std::size_t header_bytes_ = 0;
  Headers headers_;
  SecretBuffer body_;
  bool requested_ = false;
  bool too_large_ = false;
  bool resend_refused_ = false;
};

/// The name of a header field in `headers` that only the transport may set, or an empty view.
[[nodiscard]] std::string_view FindReservedHeader(const Headers& headers);

}  // namespace authtree::inline v0::http
