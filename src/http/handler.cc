#include "authtree/http/handler.h"

#include <type_traits>

namespace authtree::inline v0::http {

static_assert(!std::is_aggregate_v<ServerReply>,
              "g++ 12 destroys an aggregate temporary twice beside co_await");

ServerReply ServerReply::After(std::chrono::milliseconds delay) && {
  delay_ = delay;
  return std::move(*this);
}

ServerReply ServerReply::By(Delivery delivery) && {
  delivery_ = delivery;
  return std::move(*this);
}

Delivery ServerReply::delivery() const {
  return delivery_ == Delivery::kTruncated && response_.body().empty() ? Delivery::kReset : delivery_;
}

Task<ServerReply> Handler::Reply(ServerRequest request) {
  Response response = co_await Handle(std::move(request));
  co_return ServerReply(std::move(response));
}

}  // namespace authtree::inline v0::http
