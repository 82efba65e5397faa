#include "authtree/http/url.h"

#include <algorithm>
#include <charconv>

#include "authtree/core/text.h"

namespace authtree::inline v0::http {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";
constexpr std::size_t kMaxHostLength = 253;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsUnreserved(char c) { return IsAlpha(c) || IsDigit(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  const char lower = LowerAscii(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool IsDottedIpv4(std::string_view host) {
  int parts = 1;
  int digits = 0;
  int value = 0;
  for (const char c : host) {
    if (c == '.') {
      if (digits == 0 || ++parts > 4) return false;
      digits = value = 0;
    } else {
      if (!IsDigit(c) || (digits == 1 && value == 0)) return false;
      value = value * 10 + (c - '0');
      if (++digits > 3 || value > 255) return false;
    }
  }
  return parts == 4 && digits > 0;
}

/// URL readers take a host whose last label is a number, "0x7f.1" among them, for an IPv4 address in a
/// spelling of old.
bool EndsInNumber(std::string_view host) {
  if (!host.empty() && host.back() == '.') host.remove_suffix(1);
  std::string_view label = host.substr(host.rfind('.') + 1);
  if (label.size() > 1 && label[0] == '0' && LowerAscii(label[1]) == 'x') {
    label.remove_prefix(2);
    return std::all_of(label.begin(), label.end(), [](char c) { return HexValue(c) >= 0; });
  }
  return !label.empty() && std::all_of(label.begin(), label.end(), IsDigit);
}

bool IsHostName(std::string_view host) {
  if (EndsInNumber(host) && !IsDottedIpv4(host)) return false;
  return !host.empty() && host.size() <= kMaxHostLength && host.front() != '.' && host.front() != '-' &&
         std::all_of(host.begin(), host.end(),
                     [](char c) { return IsAlpha(c) || IsDigit(c) || c == '-' || c == '.' || c == '_'; });
}

bool IsIpv6Literal(std::string_view host) {
  return host.size() >= 4 && host.front() == '[' && host.back() == ']' &&
         std::all_of(host.begin() + 1, host.end() - 1,
                     [](char c) { return HexValue(c) >= 0 || c == ':' || c == '.'; });
}

/// Only what RFC 3986 allows in a path, with whole escapes and no segment that climbs.
bool IsPlainPath(std::string_view path) {
  constexpr std::string_view kAllowed = "/!$&'()*+,;=:@%";
  if (!std::all_of(path.begin(), path.end(),
                   [&](char c) { return IsUnreserved(c) || kAllowed.find(c) != std::string_view::npos; })) {
    return false;
  }
  const auto segments = PathSegments(path);
  return segments && std::none_of(segments->begin(), segments->end(), [](const std::string& segment) {
           return segment == "." || segment == "..";
         });
}

std::optional<std::uint16_t> ParsePort(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

/// Where the port's colon stands in an authority; the colons of an IPv6 address are none.
std::size_t FindPortColon(std::string_view authority) {
  const std::size_t bracket = authority.rfind(']');
  return authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
}

/// One path segment. RFC 3986 has no escape for "." and "..", so their dots are written as octets.
std::string EncodeSegment(std::string_view text) {
  if (text == ".") return "%2E";
  if (text == "..") return "%2E%2E";
  return PercentEncode(text);
}

Error Invalid(FixedText sentence) { return Error(ErrorCode::kInvalidInput, sentence); }

}  // namespace

Result<Url> Url::Parse(std::string_view text) {
  Url url;
  const std::string scheme = LowerAscii(text.substr(0, text.find(':')));
  if (scheme != "http" && scheme != "https") {
    return tl::unexpected(Invalid("The URL does not begin with https:// or http://."));
  }
  url.https_ = scheme == "https";
  text.remove_prefix(scheme.size());
  if (text.substr(0, 3) != "://") {
    return tl::unexpected(Invalid("The URL does not begin with https:// or http://."));
  }
  text.remove_prefix(3);
  if (text.find_first_of("?#") != std::string_view::npos) {
    return tl::unexpected(Invalid("The URL has a query or a fragment; give the base URL without them."));
  }

  const std::size_t path_at = std::min(text.find('/'), text.size());
  const std::string_view authority = text.substr(0, path_at);
  if (authority.find('@') != std::string_view::npos) {
    return tl::unexpected(Invalid("The URL has a user name in it; give credentials separately."));
  }
  const std::size_t colon = FindPortColon(authority);
  const std::string_view host = authority.substr(0, colon);
  if (!IsHostName(host) && !IsIpv6Literal(host)) {
    return tl::unexpected(Invalid("The URL's host is missing or is no host name."));
  }
  url.host_ = LowerAscii(host);
  if (colon != std::string_view::npos) {
    url.port_ = ParsePort(authority.substr(colon + 1));
    if (!url.port_) return tl::unexpected(Invalid("The URL's port is no number from 1 to 65535."));
  }

  std::string_view path = text.substr(path_at);
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  if (!IsPlainPath(path)) {
    return tl::unexpected(Invalid("The URL's path has a character or a segment that must not stand there."));
  }
  url.path_ = std::string(path);
  return url;
}

Url Url::Segment(std::string_view text) const {
  Url longer = *this;
  longer.path_.append("/").append(EncodeSegment(text));
  return longer;
}

Url Url::UserSegment(std::string_view user, std::string_view domain) const {
  Url longer = *this;
  longer.path_.append("/").append(PercentEncode(user)).append("@").append(PercentEncode(domain));
  return longer;
}

Url Url::Query(std::string_view name, std::string_view value) const {
  Url longer = *this;
  longer.query_.append(query_.empty() ? "?" : "&").append(PercentEncode(name));
  longer.query_.append("=").append(PercentEncode(value));
  return longer;
}

std::string Url::Target() const { return (path_.empty() ? "/" : path_) + query_; }

std::string Url::ToString() const {
  std::string text = https_ ? "https://" : "http://";
  text += host_;
  if (port_) text.append(":").append(std::to_string(*port_));
  return text + Target();
}

std::string PercentEncode(std::string_view text) {
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (IsUnreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kHexDigits[byte >> 4U];
    encoded += kHexDigits[byte & 0x0FU];
  }
  return encoded;
}

std::optional<std::string> PercentDecode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded += text[at];
      continue;
    }
    if (text.size() - at < 3) return std::nullopt;
    const int high = HexValue(text[at + 1]);
    const int low = HexValue(text[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return decoded;
}

std::optional<std::vector<std::string>> PathSegments(std::string_view path) {
  std::vector<std::string> segments;
  if (!path.empty() && path.front() == '/') path.remove_prefix(1);
  if (path.empty()) return segments;
  while (true) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    auto segment = PercentDecode(path.substr(0, slash));
    if (!segment) return std::nullopt;
    segments.push_back(*std::move(segment));
    if (slash == path.size()) return segments;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace authtree::inline v0::http
