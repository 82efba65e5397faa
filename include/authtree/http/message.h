#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/error.h"
#include "authtree/core/secret.h"
#include "authtree/http/url.h"

namespace authtree::inline v0::http {

enum class Method : std::uint8_t { kGet, kPost, kPut, kPatch, kDelete, kHead, kOptions };

/// "GET", "POST", ...
[[nodiscard]] std::string_view MethodName(Method method);
[[nodiscard]] std::optional<Method> ParseMethod(std::string_view name);

/// Header fields in order; names are compared without regard to case.
class Headers {
 public:
  /// Adds a field. A name or value with a control character (CR, LF, NUL, ...) is refused: false, nothing
  /// added.
  bool Add(std::string name, std::string value);
  /// The first field of that name, or an empty view.
  [[nodiscard]] std::string_view Find(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// Whether a request may leave a second time when its connection dies.
enum class Resend : std::uint8_t {
  kSafe,      ///< the operation may happen twice: reads
  kIfUnsent,  ///< only when not one byte of it has left
  kNever,     ///< not even then: the caller decides
};

/// A request to another system. The body may hold secrets and is wiped after use.
class Request {
 public:
  /// `route` is the path with placeholders, for logs and errors:
  /// "/v1/registrations/{registrationID}/activate".
  Request(Method method, Url url, FixedText route) : method_(method), url_(std::move(url)), route_(route) {}

  [[nodiscard]] Request WithHeader(std::string name, std::string value) &&;
  /// Sets body and `Content-Type`.
  [[nodiscard]] Request WithBody(std::string content_type, Secret body) &&;
  [[nodiscard]] Request WithResend(Resend resend) &&;

  [[nodiscard]] Method method() const { return method_; }
  [[nodiscard]] const Url& url() const { return url_; }
  [[nodiscard]] FixedText route() const { return route_; }
  [[nodiscard]] const Headers& headers() const { return headers_; }
  [[nodiscard]] const Secret& body() const { return body_; }
  [[nodiscard]] Resend resend() const { return resend_; }

 private:
  Method method_;
  Url url_;
  FixedText route_;
  Headers headers_;
  Secret body_;
  Resend resend_ = Resend::kNever;
};

/// A reply. The body may hold secrets.
class Response {
 public:
  Response() = default;
  explicit Response(int status) : status_(status) {}
  Response(int status, Headers headers, Secret body)
      : status_(status), headers_(std::move(headers)), body_(std::move(body)) {}

  [[nodiscard]] Response WithHeader(std::string name, std::string value) &&;
  [[nodiscard]] Response WithBody(std::string content_type, Secret body) &&;

  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] bool ok() const { return status_ >= 200 && status_ < 300; }
  [[nodiscard]] const Headers& headers() const { return headers_; }
  [[nodiscard]] const Secret& body() const { return body_; }
  /// The media type in lower case without parameters: "application/json"; empty when there is none.
  [[nodiscard]] std::string MediaType() const;

 private:
  int status_ = 0;
  Headers headers_;
  Secret body_;
};

/// A request that has arrived at a server of ours.
class ServerRequest {
 public:
  ServerRequest(Method method, std::string target) : method_(method), target_(std::move(target)) {}

  [[nodiscard]] ServerRequest WithHeaders(Headers headers) &&;
  [[nodiscard]] ServerRequest WithBody(Secret body) &&;
  [[nodiscard]] ServerRequest WithClientIp(std::string address) &&;

  [[nodiscard]] Method method() const { return method_; }
  /// Path and query exactly as on the request line.
  [[nodiscard]] const std::string& target() const { return target_; }
  /// The path of the target, still percent-encoded.
  [[nodiscard]] std::string_view path() const;
  /// Decoded query parameters in order. Nothing when the query is not well formed.
  [[nodiscard]] std::optional<std::vector<std::pair<std::string, std::string>>> Query() const;
  [[nodiscard]] const Headers& headers() const { return headers_; }
  [[nodiscard]] const Secret& body() const { return body_; }
  [[nodiscard]] const std::string& client_ip() const { return client_ip_; }

 private:
  Method method_;
  std::string target_;
  Headers headers_;
  Secret body_;
  std::string client_ip_;
};

/// The media type of a header value in lower case without parameters.
[[nodiscard]] std::string MediaTypeOf(std::string_view content_type);

}  // namespace authtree::inline v0::http
