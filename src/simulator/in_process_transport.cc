#include "authtree/simulator/in_process_transport.h"

#include <utility>

namespace authtree::inline v0::simulator {

InProcessTransport::InProcessTransport(std::shared_ptr<http::Handler> handler)
    : handler_(std::move(handler)) {}

Task<Result<http::Response>> InProcessTransport::Send(http::Request request, CallContext /*call*/) const {
  http::Headers headers;
  for (const auto& [name, value] : request.headers().fields()) headers.Add(name, value);
  http::ServerRequest arrived = http::ServerRequest(request.method(), request.url().Target())
                                    .WithHeaders(std::move(headers))
                                    .WithBody(request.body().Clone())
                                    .WithClientIp("127.0.0.1");
  co_return co_await handler_->Handle(std::move(arrived));
}

}  // namespace authtree::inline v0::simulator
