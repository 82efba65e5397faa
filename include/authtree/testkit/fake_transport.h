#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/error.h"
#include "authtree/http/transport.h"

namespace authtree::inline v0::testkit {

/// What a `FakeTransport` was asked to send. The body is in clear: for tests only.
struct SentRequest {
  http::Method method = http::Method::kGet;
  std::string url{};
  std::string target{};  ///< path and query as on the request line
  std::string route{};
  http::Headers headers{};
  std::string body{};
  http::Resend resend = http::Resend::kNever;
  std::chrono::steady_clock::time_point deadline{};
};

/// A transport that sends nothing: it answers from a script, in order, and keeps what it was asked.
///
/// @code
///   FakeTransport transport;
///   transport.Reply(200, R"({"activationStatus":"pending"})").Fail(Error(ErrorCode::kTimeout, "Too late."));
///   …
///   EXPECT_EQ(transport.sent().at(0).target, "/v1/registrations/check-status");
/// @endcode
///
/// A request beyond the script is answered with `kInternal`. Safe to use from any number of threads.
class FakeTransport final : public http::Transport {
 public:
  /// A JSON reply; without a body, no `Content-Type` either.
  FakeTransport& Reply(int status, std::string_view json_text = {});
  FakeTransport& Reply(http::Response response);
  /// No reply at all.
  FakeTransport& Fail(Error error);
  /// Calls `hook` in every `Send`, before the answer: to move a clock, for example.
  FakeTransport& OnSend(std::function<void()> hook);

  /// The requests so far.
  [[nodiscard]] std::vector<SentRequest> sent() const;
  /// How many replies nobody has asked for yet.
  [[nodiscard]] std::size_t remaining() const;

  [[nodiscard]] Task<Result<http::Response>> Send(http::Request request, CallContext call) const override;

 private:
  [[nodiscard]] std::function<void()> Hook() const;

  mutable std::mutex mutex_;
  mutable std::deque<Result<http::Response>> script_;
  mutable std::vector<SentRequest> sent_;
  std::function<void()> on_send_;
};

}  // namespace authtree::inline v0::testkit
