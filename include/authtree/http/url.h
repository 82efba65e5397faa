#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/result.h"

namespace authtree::inline v0::http {

/// An http or https URL under construction. Every part is escaped on its way in, so no value can change the
/// host, the path structure or the query of the request.
///
/// @code
///   auto base = Url::Parse("https://acme.sdb.tid.onespan.cloud");
///   Url url = base->Segment("v1").Segment("users").UserSegment("j/doe", "master").Segment("unregister");
///   // https://acme.sdb.tid.onespan.cloud/v1/users/j%2Fdoe@master/unregister
/// @endcode
class Url {
 public:
  /// Reads a base URL: scheme http or https, host, optional port and path. A trailing slash is dropped, the
  /// host is lower-cased, the path keeps its case. User info, query and fragment are refused.
  /// `ErrorCode::kInvalidInput`.
  [[nodiscard]] static Result<Url> Parse(std::string_view text);

  /// The URL with one more path segment; everything but unreserved characters is percent-encoded. "." and
  /// ".." are encoded too, so they cannot climb.
  [[nodiscard]] Url Segment(std::string_view text) const;
  /// The segment `user@domain`: both parts are encoded, the at sign between them stays.
  [[nodiscard]] Url UserSegment(std::string_view user, std::string_view domain) const;
  /// The URL with one more query parameter.
  [[nodiscard]] Url Query(std::string_view name, std::string_view value) const;

  [[nodiscard]] bool is_https() const { return https_; }
  /// Host as it goes into the Host header, without port; IPv6 addresses in brackets.
  [[nodiscard]] const std::string& host() const { return host_; }
  /// Port if one was given.
  [[nodiscard]] std::optional<std::uint16_t> port() const { return port_; }
  /// Host, and the port if it is not the usual one of the scheme: "[::1]:8443". The same for all URLs of a
  /// peer.
  [[nodiscard]] std::string Authority() const;
  /// Path and query as on the request line.
  [[nodiscard]] std::string Target() const;
  /// The whole URL. Not for logs: it holds user names.
  [[nodiscard]] std::string ToString() const;

 private:
  Url() = default;

  bool https_ = true;
  std::string host_;
  std::optional<std::uint16_t> port_;
  std::string path_;
  std::string query_;
};

/// Percent-encodes everything but RFC 3986 unreserved characters.
[[nodiscard]] std::string PercentEncode(std::string_view text);
/// Strict: nothing for a broken escape.
[[nodiscard]] std::optional<std::string> PercentDecode(std::string_view text);
/// Splits an encoded path at "/" and decodes each segment; nothing when one is broken.
[[nodiscard]] std::optional<std::vector<std::string>> PathSegments(std::string_view path);

}  // namespace authtree::inline v0::http
