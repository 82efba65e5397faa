#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "authtree/http/transport.h"
#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0::faults {

using TransportPtr = std::shared_ptr<const http::Transport>;

/// Makes what stands in for the way to the service while a fault lasts. `next` is the way that works.
using FaultMaker =
    std::function<TransportPtr(TransportPtr next, std::shared_ptr<testkit::ManualClock> clock)>;

/// Hands the requests of one route to a faulty transport, all others on.
class RouteFault final : public http::Transport {
 public:
  RouteFault(TransportPtr next, TransportPtr faulty, std::string route)
      : next_(std::move(next)), faulty_(std::move(faulty)), route_(std::move(route)) {}

  [[nodiscard]] Task<Result<http::Response>> Send(http::Request request, CallContext call) const override;

 private:
  TransportPtr next_;
  TransportPtr faulty_;
  std::string route_;
};

/// The service answers this, whatever it is asked.
[[nodiscard]] FaultMaker Answers(std::function<http::Response()> reply);
/// The same with a status, a media type and a body; an empty media type stands for no body at all.
[[nodiscard]] FaultMaker Answers(int status, std::string media_type, std::string body);
/// An error as the service writes it, with a text in it that nobody may see again.
[[nodiscard]] FaultMaker AnswersError(int status, std::string message = "simulated: fault");
/// Nothing comes until the deadline, to which the clock moves on.
[[nodiscard]] FaultMaker KeepsSilent();
/// The request reaches the service twice, and the second answer comes back.
[[nodiscard]] FaultMaker SendsTwice();
/// The request goes to another address, through another transport. `kept` lives as long as that.
[[nodiscard]] FaultMaker GoesTo(std::string base_url, TransportPtr transport,
                                std::shared_ptr<const void> kept);

}  // namespace authtree::inline v0::faults
