#pragma once

#include <optional>
#include <string>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/vector_body.hpp>

#include "authtree/core/error.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"

namespace authtree::inline v0::server {

using RequestBody = boost::beast::http::vector_body<char, WipingAllocator<char>>;
using RequestParser = boost::beast::http::request_parser<RequestBody>;
using RequestBuffer = boost::beast::basic_flat_buffer<WipingAllocator<char>>;

/// A refusal in the JSON form that clients know: code, reason, message.
[[nodiscard]] http::Response Refusal(boost::beast::http::status status, FixedText message);

/// The answer to a request that could not be read, or nothing when the connection is simply over.
[[nodiscard]] std::optional<http::Response> RefusalFor(const boost::system::error_code& error);

/// Why a request that was read cannot be handed on, or nothing.
[[nodiscard]] std::optional<http::Response> Check(const RequestParser& parser);

/// A checked request in the form that handlers take. Takes the body out of the parser.
[[nodiscard]] http::ServerRequest Convert(RequestParser& parser, const std::string& client_ip);

/// True for a status that has neither body nor length.
[[nodiscard]] bool HasNoLength(int status);

/// The head of an answer without what belongs to the server: length and connection.
[[nodiscard]] boost::beast::http::response_header<> Head(const http::Response& response, unsigned version);

}  // namespace authtree::inline v0::server
