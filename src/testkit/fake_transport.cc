#include "authtree/testkit/fake_transport.h"

#include <utility>

namespace authtree::inline v0::testkit {

FakeTransport& FakeTransport::Reply(int status, std::string_view json_text) {
  if (json_text.empty()) return Reply(http::Response(status));
  return Reply(http::Response(status).WithBody("application/json;charset=UTF-8", Secret(json_text)));
}

FakeTransport& FakeTransport::Reply(http::Response response) {
  const std::lock_guard lock(mutex_);
  script_.emplace_back(std::move(response));
  return *this;
}

FakeTransport& FakeTransport::Fail(Error error) {
  const std::lock_guard lock(mutex_);
  script_.emplace_back(tl::unexpected(std::move(error)));
  return *this;
}

FakeTransport& FakeTransport::OnSend(std::function<void()> hook) {
  const std::lock_guard lock(mutex_);
  on_send_ = std::move(hook);
  return *this;
}

std::function<void()> FakeTransport::Hook() const {
  const std::lock_guard lock(mutex_);
  return on_send_;
}

std::vector<SentRequest> FakeTransport::sent() const {
  const std::lock_guard lock(mutex_);
  return sent_;
}

std::size_t FakeTransport::remaining() const {
  const std::lock_guard lock(mutex_);
  return script_.size();
}

Task<Result<http::Response>> FakeTransport::Send(http::Request request, CallContext call) const {
  if (const auto hook = Hook()) hook();
  const std::lock_guard lock(mutex_);  // held over no suspension: there is none
  sent_.push_back({.method = request.method(),
                   .url = request.url().ToString(),
                   .target = request.url().Target(),
                   .route = std::string(request.route().view()),
                   .headers = request.headers(),
                   .body = std::string(request.body().Expose()),
                   .resend = request.resend(),
                   .deadline = call.deadline()});
  if (script_.empty()) {
    co_return tl::unexpected(
        Error(ErrorCode::kInternal, "The script of the fake transport has no reply left."));
  }
  Result<http::Response> answer = std::move(script_.front());
  script_.pop_front();
  co_return answer;
}

}  // namespace authtree::inline v0::testkit
