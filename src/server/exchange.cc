#include "exchange.h"

#include <string_view>
#include <utility>

#include <boost/beast/http/error.hpp>

#include "authtree/core/json.h"

namespace authtree::inline v0::server {
namespace {

using boost::beast::http::field;
using boost::beast::http::status;
using HttpError = boost::beast::http::error;

constexpr unsigned kHttp11 = 11;

std::string_view View(boost::beast::string_view text) { return {text.data(), text.size()}; }

/// A path, or the asterisk of a request about the server itself.
bool IsTarget(std::string_view target, std::string_view method) {
  return (!target.empty() && target.front() == '/') || (target == "*" && method == "OPTIONS");
}

}  // namespace

http::Response Refusal(status code, FixedText message) {
  OrderedJson body;
  body["code"] = static_cast<unsigned>(code);
  body["reason"] = std::string(View(boost::beast::http::obsolete_reason(code)));
  body["message"] = std::string(message.view());
  return http::Response(static_cast<int>(code)).WithBody("application/json", Secret::Take(DumpJson(body)));
}

std::optional<http::Response> RefusalFor(const boost::system::error_code& error) {
  if (error == HttpError::body_limit) {
    return Refusal(status::payload_too_large, "The body of the request is larger than allowed.");
  }
  if (error == HttpError::header_limit || error == HttpError::buffer_overflow) {
    return Refusal(status::request_header_fields_too_large,
                   "The header of the request is larger than allowed.");
  }
  if (error == HttpError::end_of_stream || error == HttpError::partial_message) return std::nullopt;
  const boost::system::error_code any_http_error = HttpError::bad_method;
  if (error.category() != any_http_error.category()) return std::nullopt;
  return Refusal(status::bad_request, "The request is not valid HTTP.");
}

std::optional<http::Response> Check(const RequestParser& parser) {
  const auto& message = parser.get();
  const std::string_view method = View(message.method_string());
  if (!http::ParseMethod(method))
    return Refusal(status::not_implemented, "The method of the request is not known.");
  if (!IsTarget(View(message.target()), method)) {
    return Refusal(status::bad_request, "The target of the request is no path.");
  }
  if (message.version() >= kHttp11 && message.count(field::host) != 1) {
    return Refusal(status::bad_request, "The request does not name exactly one host.");
  }
  return std::nullopt;
}

http::ServerRequest Convert(RequestParser& parser, const std::string& client_ip) {
  auto& message = parser.get();
  http::Headers headers;
  for (const auto& header : message) {
    // A field with a control character is left out: Headers refuses it.
    static_cast<void>(
        headers.Add(std::string(View(header.name_string())), std::string(View(header.value()))));
  }
  const auto method = http::ParseMethod(View(message.method_string())).value_or(http::Method::kGet);
  return http::ServerRequest(method, std::string(View(message.target())))
      .WithHeaders(std::move(headers))
      .WithBody(Secret(std::move(message.body())))
      .WithClientIp(client_ip);
}

bool HasNoLength(int code) { return code == 204 || code == 304; }

boost::beast::http::response_header<> Head(const http::Response& response, unsigned version) {
  boost::beast::http::response_header<> head;
  head.version(version);
  head.result(static_cast<unsigned>(response.status()));
  for (const auto& [name, value] : response.headers().fields()) head.insert(name, value);
  for (const field owned :
       {field::content_length, field::transfer_encoding, field::connection, field::keep_alive}) {
    head.erase(owned);
  }
  return head;
}

}  // namespace authtree::inline v0::server
