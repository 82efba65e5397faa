#pragma once

#include <chrono>
#include <cstdint>
#include <utility>

#include "authtree/core/task.h"
#include "authtree/http/message.h"

namespace authtree::inline v0::http {

/// What becomes of an answer on its way to the client.
enum class Delivery : std::uint8_t {
  kWhole,      ///< it arrives
  kReset,      ///< the connection is reset, and not a byte of the answer arrives
  kTruncated,  ///< half of the body arrives, then the connection ends; one without a body counts as `kReset`
};

/// An answer and the way it leaves. Anything but "at once and whole" is for those who try out what a client
/// makes of a peer that is slow or breaks off.
class ServerReply {
 public:
  ServerReply(Response response) : response_(std::move(response)) {}  // NOLINT(google-explicit-constructor)

  /// Lets so much time pass between the handler's return and the first byte.
  [[nodiscard]] ServerReply After(std::chrono::milliseconds delay) &&;
  [[nodiscard]] ServerReply By(Delivery delivery) &&;

  [[nodiscard]] const Response& response() const { return response_; }
  [[nodiscard]] Response TakeResponse() { return std::move(response_); }
  [[nodiscard]] std::chrono::milliseconds delay() const { return delay_; }
  /// `kReset` for a truncated answer that has no body.
  [[nodiscard]] Delivery delivery() const;

 private:
  Response response_;
  std::chrono::milliseconds delay_{0};
  Delivery delivery_ = Delivery::kWhole;
};

/// Answers requests that arrived at a server of ours.
class Handler {
 public:
  virtual ~Handler() = default;

  /// Must answer every request, with an error status if need be. Called from any server thread.
  [[nodiscard]] virtual Task<Response> Handle(ServerRequest request) = 0;

  /// The same, with the way the answer leaves: what servers call. By default the answer of `Handle`, whole
  /// and at once. A handler that hands requests on to another one hands this on as well.
  [[nodiscard]] virtual Task<ServerReply> Reply(ServerRequest request);
};

}  // namespace authtree::inline v0::http
