#include "fault_effect.h"

#include <algorithm>
#include <string>
#include <utility>

#include "authtree/core/text.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr int kUnavailable = 503;

http::Response OtherAnswer(const FaultRule& fault, const ErrorContext& context) {
  http::Headers headers;
  Secret body;
  switch (fault.body) {
    case FaultRule::Body::kErrorOutput: {
      const http::Response error = ErrorAnswer(context, fault.status, fault.message);
      headers = error.headers();
      body = error.body().Clone();
      break;
    }
    case FaultRule::Body::kHtml:
      headers.Add("Content-Type", "text/html");
      body = Secret("<!DOCTYPE html><html><body><h1>simulated fault</h1></body></html>");
      break;
    case FaultRule::Body::kEmpty:
      break;
    case FaultRule::Body::kJson:
      headers = ErrorAnswer(context, fault.status, fault.message).headers();
      body = Secret::Take(DumpJson(fault.json));
      break;
  }
  for (const auto& [name, value] : fault.headers) headers.Add(name, value);
  return http::Response(fault.status, std::move(headers), std::move(body));
}

// The fields of an answer, with another content type or, for an empty one, without.
http::Headers WithContentType(const http::Headers& headers, std::string_view type) {
  http::Headers changed;
  for (const auto& [name, value] : headers.fields()) {
    if (!EqualsIgnoringCase(name, "Content-Type")) changed.Add(name, value);
  }
  if (!type.empty()) changed.Add("Content-Type", std::string(type));
  return changed;
}

Secret WithoutItsEnd(const Secret& body) {
  const std::string_view text = body.Expose();
  return Secret(text.empty() ? std::string_view("{") : text.substr(0, text.size() - 1));
}

Secret Padded(const Secret& body, std::size_t size) {
  const std::string_view text = body.Expose();
  SecretBuffer bytes(std::max(text.size(), size), ' ');
  std::copy(text.begin(), text.end(), bytes.begin());
  return Secret(std::move(bytes));
}

http::ServerReply Nothing(const ErrorContext& context) {
  return http::ServerReply(ErrorAnswer(context, kUnavailable, "simulated: connection reset"))
      .By(http::Delivery::kReset);
}

http::ServerReply SpoilNow(const FaultRule& fault, const ErrorContext& context, http::Response answer) {
  switch (fault.kind) {
    case FaultKind::kAnswer:
      return http::ServerReply(OtherAnswer(fault, context));
    case FaultKind::kDelay:
      return http::ServerReply(std::move(answer));
    case FaultKind::kReset:
    case FaultKind::kLostAnswer:
      return Nothing(context);
    case FaultKind::kTruncated:
      return http::ServerReply(std::move(answer)).By(http::Delivery::kTruncated);
    case FaultKind::kMalformedJson:
      return http::ServerReply(http::Response(answer.status(),
                                              WithContentType(answer.headers(), "application/json"),
                                              WithoutItsEnd(answer.body())));
    case FaultKind::kWrongContentType:
      return http::ServerReply(http::Response(
          answer.status(), WithContentType(answer.headers(), "text/plain"), answer.body().Clone()));
    case FaultKind::kEmptyBody:
      return http::ServerReply(
          http::Response(answer.status(), WithContentType(answer.headers(), ""), Secret()));
    case FaultKind::kOversized:
      return http::ServerReply(
          http::Response(answer.status(), answer.headers(), Padded(answer.body(), fault.size)));
  }
  return http::ServerReply(std::move(answer));
}

}  // namespace

bool IsCarriedOut(FaultKind kind) { return kind != FaultKind::kAnswer && kind != FaultKind::kReset; }

http::ServerReply Spoil(const FaultRule& fault, const ErrorContext& context, http::Response answer) {
  return SpoilNow(fault, context, std::move(answer)).After(fault.delay);
}

}  // namespace authtree::inline v0::simulator
