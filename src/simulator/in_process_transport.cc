#include "authtree/simulator/in_process_transport.h"

#include <algorithm>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace authtree::inline v0::simulator {
namespace {

// The limit of CurlTransport, unless it is told otherwise.
constexpr std::size_t kMaxReplyBytes = std::size_t{1024} * 1024;

// The words of CurlTransport for the same failures.
Error Failed(ErrorCode code, FixedText sentence, FixedText reason, FixedText route) {
  return Error(code, sentence)
      .With(Fact::kRoute, std::string(route.view()))
      .With(Fact::kReason, std::string(reason.view()));
}

http::ServerRequest Arrived(const http::Request& request) {
  http::Headers headers;
  headers.Add("Host", request.url().Authority());
  for (const auto& [name, value] : request.headers().fields()) headers.Add(name, value);
  return http::ServerRequest(request.method(), request.url().Target())
      .WithHeaders(std::move(headers))
      .WithBody(request.body().Clone())
      .WithClientIp("127.0.0.1");
}

}  // namespace

InProcessTransport::InProcessTransport(std::shared_ptr<http::Handler> handler)
    : handler_(std::move(handler)) {}

InProcessTransport::InProcessTransport(std::shared_ptr<http::Handler> handler,
                                       std::shared_ptr<ManualClock> clock)
    : handler_(std::move(handler)), manual_(std::move(clock)) {}

Task<Result<http::Response>> InProcessTransport::Send(http::Request request, CallContext call) const {
  Result<http::Response> reply = co_await SendOnce(request, call);
  const bool broken = !reply && reply.error().code() == ErrorCode::kUnavailable;
  if (broken && request.resend() == http::Resend::kSafe) co_return co_await SendOnce(request, call);
  co_return reply;
}

Task<Result<http::Response>> InProcessTransport::SendOnce(const http::Request& request,
                                                          CallContext call) const {
  const FixedText route = request.route();
  http::ServerRequest arrived = Arrived(request);
  http::ServerReply reply = co_await handler_->Reply(std::move(arrived));
  if (reply.delay().count() > 0) {
    const bool in_time = co_await Wait(reply.delay(), call);
    if (!in_time) {
      co_return tl::unexpected(Failed(
          ErrorCode::kTimeout, "The deadline passed before the reply was complete.", "deadline", route));
    }
  }
  switch (reply.delivery()) {
    case http::Delivery::kWhole:
      break;
    case http::Delivery::kReset:
      co_return tl::unexpected(Failed(ErrorCode::kUnavailable,
                                      "The connection broke before the reply was complete.", "reset", route));
    case http::Delivery::kTruncated:
      co_return tl::unexpected(
          Failed(ErrorCode::kUnavailable, "The peer's reply ended too early.", "truncated", route));
  }
  if (reply.response().body().size() > kMaxReplyBytes) {
    co_return tl::unexpected(
        Failed(ErrorCode::kRejected, "The peer's reply is larger than allowed.", "too large", route));
  }
  co_return reply.TakeResponse();
}

Task<bool> InProcessTransport::Wait(std::chrono::milliseconds delay, CallContext call) const {
  const std::shared_ptr<const Clock> clock = manual_ ? manual_ : SystemClock();
  const std::chrono::steady_clock::duration left = call.deadline() - clock->SteadyNow();
  const auto time = std::clamp<std::chrono::steady_clock::duration>(
      delay, std::chrono::steady_clock::duration::zero(),
      std::max(left, std::chrono::steady_clock::duration::zero()));
  if (manual_) {
    manual_->Advance(time);
  } else {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
    co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
  co_return delay < left;
}

}  // namespace authtree::inline v0::simulator
