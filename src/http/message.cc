#include "authtree/http/message.h"

#include <algorithm>
#include <array>

#include "authtree/core/text.h"

namespace authtree::inline v0::http {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> kMethodNames{{
    {Method::kGet, "GET"},
    {Method::kPost, "POST"},
    {Method::kPut, "PUT"},
    {Method::kPatch, "PATCH"},
    {Method::kDelete, "DELETE"},
    {Method::kHead, "HEAD"},
    {Method::kOptions, "OPTIONS"},
}};

/// A token of RFC 9110: what a field name may consist of.
bool IsToken(std::string_view name) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (LowerAscii(c) >= 'a' && LowerAscii(c) <= 'z') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

bool IsFieldValue(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20U && c != '\t') || byte == 0x7FU;
  });
}

/// Decodes a name or value of a query, where a plus sign stands for a space.
std::optional<std::string> DecodeQueryPart(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return PercentDecode(spaced);
}

}  // namespace

std::string_view MethodName(Method method) {
  for (const auto& [known, name] : kMethodNames) {
    if (known == method) return name;
  }
  return {};
}

std::optional<Method> ParseMethod(std::string_view name) {
  for (const auto& [method, known] : kMethodNames) {
    if (known == name) return method;
  }
  return std::nullopt;
}

bool Headers::Add(std::string name, std::string value) {
  if (!IsToken(name) || !IsFieldValue(value)) return false;
  fields_.emplace_back(std::move(name), std::move(value));
  return true;
}

std::string_view Headers::Find(std::string_view name) const {
  for (const auto& [known, value] : fields_) {
    if (EqualsIgnoringCase(known, name)) return value;
  }
  return {};
}

Request Request::WithHeader(std::string name, std::string value) && {
  headers_.Add(std::move(name), std::move(value));
  return std::move(*this);
}

Request Request::WithBody(std::string content_type, Secret body) && {
  headers_.Add("Content-Type", std::move(content_type));
  body_ = std::move(body);
  return std::move(*this);
}

Request Request::WithResend(Resend resend) && {
  resend_ = resend;
  return std::move(*this);
}

Response Response::WithHeader(std::string name, std::string value) && {
  headers_.Add(std::move(name), std::move(value));
  return std::move(*this);
}

Response Response::WithBody(std::string content_type, Secret body) && {
  headers_.Add("Content-Type", std::move(content_type));
  body_ = std::move(body);
  return std::move(*this);
}

std::string Response::MediaType() const { return MediaTypeOf(headers_.Find("Content-Type")); }

ServerRequest ServerRequest::WithHeaders(Headers headers) && {
  headers_ = std::move(headers);
  return std::move(*this);
}

ServerRequest ServerRequest::WithBody(Secret body) && {
  body_ = std::move(body);
  return std::move(*this);
}

ServerRequest ServerRequest::WithClientIp(std::string address) && {
  client_ip_ = std::move(address);
  return std::move(*this);
}

std::string_view ServerRequest::path() const {
  return std::string_view(target_).substr(0, target_.find('?'));
}

std::optional<std::vector<std::pair<std::string, std::string>>> ServerRequest::Query() const {
  std::vector<std::pair<std::string, std::string>> parameters;
  const std::size_t mark = target_.find('?');
  if (mark == std::string::npos) return parameters;
  std::string_view rest = std::string_view(target_).substr(mark + 1);
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = DecodeQueryPart(pair.substr(0, equals));
    auto value = DecodeQueryPart(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return std::nullopt;
    parameters.emplace_back(*std::move(name), *std::move(value));
  }
  return parameters;
}

std::string MediaTypeOf(std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  constexpr std::string_view kSpace = " \t";
  const std::size_t first = type.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  type = type.substr(first, type.find_last_not_of(kSpace) - first + 1);
  return LowerAscii(type);
}

}  // namespace authtree::inline v0::http
