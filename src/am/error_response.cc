#include "error_response.h"

#include <string>
#include <utility>

namespace authtree::inline v0::am {
std::string_view ReasonPhrase(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Request Entity Too Large";
    case 415:
      return "Unsupported Media Type";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

http::Response ErrorResponse(int status, std::string_view message, OrderedJson detail) {
  OrderedJson body;
  body["code"] = status;
  body["reason"] = ReasonPhrase(status);
  body["message"] = message;
  if (!detail.is_null()) body["detail"] = std::move(detail);
  return http::Response(status).WithBody(std::string(kJsonType), Secret::Take(DumpJson(body)));
}

http::Response SessionTimedOut() {
  OrderedJson detail;
  detail["errorCode"] = "110";
  return ErrorResponse(401, "Session has timed out", std::move(detail));
}

http::Response LoginFailure(std::string_view message) {
  OrderedJson detail;
  detail["failureUrl"] = "";
  return ErrorResponse(401, message.empty() ? kLoginFailure : message, std::move(detail));
}

}  // namespace authtree::inline v0::am
