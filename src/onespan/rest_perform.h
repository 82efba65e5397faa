#pragma once

#include <string>
#include <utility>

#include "authtree/onespan/rest_api.h"

#include "no_reply_error.h"
#include "operation_traits.h"
#include "reply_error.h"

namespace authtree::inline v0::onespan {

/// An error without a reply, told with the route it was for.
[[nodiscard]] Error Routed(Operation operation, Error error);

/// An answer that broke its contract, told with where it came from.
[[nodiscard]] Error Located(Operation operation, const http::Response& reply, Error error);

template <class Reply, class Read>
Result<Reply> Understand(Operation operation, const http::Response& reply, Read read) {
  if (!reply.ok()) return tl::unexpected(ReplyError(operation, reply));
  auto answer = read(reply);
  if (!answer) return tl::unexpected(Located(operation, reply, std::move(answer.error())));
  return answer;
}

template <class Reply>
Task<Result<Reply>> RestApi::Perform(Operation operation, CallContext call, http::Request request,
                                     Reader<Reply> read) const {
  const auto start = options_.clock->SteadyNow();
  CallRecord record;
  record.operation = operation;
  record.route = TraitsOf(operation).route.view();
  record.method = request.method();
  const CallContext limited = call.NotAfter(start + options_.call_timeout);
  Result<http::Response> reply = co_await transport_->Send(std::move(request), limited);

  auto answer =
      reply ? Understand<Reply>(operation, *reply, read)
            : Result<Reply>(tl::unexpected(Routed(operation, NoReplyError(operation, reply.error()))));
  if (options_.on_call) {
    record.duration = options_.clock->SteadyNow() - start;
    if (reply) record.status = reply->status();
    if (reply) record.correlation_id = CorrelationId(*reply);
    if (!answer) record.error = answer.error().code();
    options_.on_call(record);
  }
  co_return answer;
}

template <class Reply>
Task<Result<Reply>> RestApi::SendBody(Operation operation, CallContext call, http::Method method,
                                      http::Url url, Result<Secret> body, Reader<Reply> read) const {
  if (!body) co_return tl::unexpected(Routed(operation, std::move(body.error())));
  http::Request request = JsonRequest(operation, method, std::move(url), *std::move(body));
  co_return co_await Perform<Reply>(operation, call, std::move(request), read);
}

template <class Reply>
Task<Result<Reply>> RestApi::Post(Operation operation, CallContext call, http::Url url, Result<Secret> body,
                                  Reader<Reply> read) const {
  return SendBody<Reply>(operation, call, http::Method::kPost, std::move(url), std::move(body), read);
}

}  // namespace authtree::inline v0::onespan
