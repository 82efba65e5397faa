#include "authtree/http/curl_transport.h"

#include <type_traits>

#include <boost/asio/this_coro.hpp>

#include "curl_engine.h"
#include "curl_exchange.h"
#include "pem.h"

namespace authtree::inline v0::http {
namespace {

static_assert(!std::is_aggregate_v<Request> && !std::is_aggregate_v<CallContext>,
              "g++ 12 destroys an aggregate temporary twice when a coroutine takes it");

std::chrono::milliseconds TimeLeft(const Clock& clock, const CallContext& call) {
  return std::chrono::ceil<std::chrono::milliseconds>(call.deadline() - clock.SteadyNow());
}

bool MayRetry(Resend resend, const CurlFailure& failure, ErrorCode code) {
  if (code != ErrorCode::kUnavailable || IsCancelled(failure)) return false;
  switch (resend) {
    case Resend::kSafe:
      return true;
    case Resend::kIfUnsent:
      return !failure.sent;
    case Resend::kNever:
      return false;
  }
  return false;
}

void TellResend(TransportObserver& observer, const Request& request, const CurlVerdict& verdict) {
  const std::string host = request.url().Authority();
  CallResend event;
  event.host = host;
  event.route = request.route().view();
  event.reason = verdict.reason.view();
  observer.OnResend(event);
}

Error Failed(const CurlVerdict& verdict, FixedText route) {
  return Error(verdict.code, verdict.sentence)
      .With(Fact::kRoute, std::string(route.view()))
      .With(Fact::kReason, std::string(verdict.reason.view()));
}

constexpr CurlVerdict kTooLate{ErrorCode::kTimeout, "The deadline passed before the request could be sent.",
                               "deadline"};
constexpr CurlVerdict kNotSendable{ErrorCode::kInternal, "The request could not be prepared.", "internal"};
constexpr CurlVerdict kReservedField{
    ErrorCode::kInvalidInput, "The request sets a header field that belongs to the transport.", "request"};

}  // namespace

Result<std::shared_ptr<const CurlTransport>> CurlTransport::Make(CurlOptions options) {
  if (!options.ca_pem.empty() && ReadCertificates(options.ca_pem).empty()) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput,
              "The authorities to trust cannot be read. Give a PEM file with their certificates.")
            .With(Fact::kField, "ca"));
  }
  if (!options.proxy.empty()) {
    const auto proxy = Url::Parse(options.proxy);
    if (!proxy || proxy->is_https() || proxy->Target() != "/") {
      return tl::unexpected(
          Error(ErrorCode::kInvalidInput,
                "The proxy cannot be used. Give it as http://host:port, without credentials.")
              .With(Fact::kField, "proxy"));
    }
  }
  if (!options.clock) options.clock = SystemClock();
  return std::shared_ptr<const CurlTransport>(new CurlTransport(std::move(options)));
}

Task<Result<Response>> CurlTransport::Send(Request request, CallContext call) const {
  if (const auto reserved = FindReservedHeader(request.headers()); !reserved.empty()) {
    co_return tl::unexpected(
        Failed(kReservedField, request.route()).With(Fact::kField, std::string(reserved)));
  }
  const auto executor = co_await boost::asio::this_coro::executor;
  CurlEngine& engine = CurlEngine::Of(executor);
  engine.KeepConnections(options_.max_connections);

  ConnectionUse connection = ConnectionUse::kAny;
  while (true) {
    const auto time_left = TimeLeft(*options_.clock, call);
    if (time_left.count() <= 0) co_return tl::unexpected(Failed(kTooLate, request.route()));
    CurlExchange exchange(options_, request, time_left, connection);
    if (!exchange.ready()) co_return tl::unexpected(Failed(kNotSendable, request.route()));

    const CURLcode code = co_await engine.Run(exchange.handle());
    if (code == CURLE_OK) co_return exchange.TakeResponse();

    const CurlFailure failure = exchange.Describe(code);
    const CurlVerdict verdict = Classify(failure);
    const bool first_attempt = connection == ConnectionUse::kAny;
    if (!first_attempt || !MayRetry(request.resend(), failure, verdict.code)) {
      co_return tl::unexpected(Failed(verdict, request.route()));
    }
    if (options_.observer) TellResend(*options_.observer, request, verdict);
    connection = ConnectionUse::kNew;
  }
}

}  // namespace authtree::inline v0::http
