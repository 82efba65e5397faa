#include "contract_transport.h"

#include <utility>

namespace authtree::inline v0::testing_world {
namespace {

Json Parsed(const std::string& text) {
  const Result<Json> json = ParseJson(text);
  return json ? *json : Json();
}

}  // namespace

Json Exchange::Request() const { return Parsed(request_body); }
Json Exchange::Reply() const { return Parsed(reply_body); }

Task<Result<http::Response>> ContractTransport::Send(http::Request request, CallContext call) const {
  const std::string target = request.url().Target();
  const std::size_t question = target.find('?');
  Exchange exchange;
  exchange.method = http::MethodName(request.method());
  exchange.path = target.substr(0, question);
  exchange.request_body = request.body().Expose();
  const std::string query = question == std::string::npos ? "" : target.substr(question + 1);
  Note(contract_.CheckRequest(exchange.method, exchange.path, query, exchange.request_body));

  Result<http::Response> reply = co_await next_->Send(std::move(request), call);
  if (reply) {
    exchange.status = reply->status();
    exchange.reply_body = reply->body().Expose();
    Note(contract_.CheckReply(exchange.method, exchange.path, exchange.status,
                              reply->headers().Find("Content-Type"), exchange.reply_body));
  }
  exchanges_.push_back(std::move(exchange));
  co_return reply;
}

void ContractTransport::Note(const std::vector<std::string>& violations) const {
  violations_.insert(violations_.end(), violations.begin(), violations.end());
}

}  // namespace authtree::inline v0::testing_world
