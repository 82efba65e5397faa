#include "fault_transports.h"

#include "authtree/core/json.h"

namespace authtree::inline v0::faults {
namespace {

constexpr std::string_view kJsonType = "application/json";

/// The same request, to the same or to another address.
http::Request CopyTo(http::Url url, const http::Request& request) {
  http::Request copy(request.method(), std::move(url), request.route());
  for (const auto& [name, value] : request.headers().fields()) {
    if (name != "Content-Type") copy = std::move(copy).WithHeader(name, value);
  }
  const std::string type(request.headers().Find("Content-Type"));
  if (!type.empty()) copy = std::move(copy).WithBody(type, request.body().Clone());
  return std::move(copy).WithResend(request.resend());
}

class Answering final : public http::Transport {
 public:
  explicit Answering(std::function<http::Response()> reply) : reply_(std::move(reply)) {}
  [[nodiscard]] Task<Result<http::Response>> Send(http::Request /*request*/,
                                                  CallContext /*call*/) const override {
    co_return reply_();
  }

 private:
  std::function<http::Response()> reply_;
};

class Silent final : public http::Transport {
 public:
  explicit Silent(std::shared_ptr<testkit::ManualClock> clock) : clock_(std::move(clock)) {}
  [[nodiscard]] Task<Result<http::Response>> Send(http::Request /*request*/,
                                                  CallContext call) const override {
    clock_->Advance(call.deadline() - clock_->SteadyNow());
    Error late(ErrorCode::kTimeout, "The deadline passed before the reply was complete.");
    late.With(Fact::kReason, "deadline");
    co_return tl::unexpected(std::move(late));
  }

 private:
  std::shared_ptr<testkit::ManualClock> clock_;
};

class Twice final : public http::Transport {
 public:
  explicit Twice(TransportPtr next) : next_(std::move(next)) {}
  [[nodiscard]] Task<Result<http::Response>> Send(http::Request request, CallContext call) const override {
    http::Request again = CopyTo(request.url(), request);
    (void)co_await next_->Send(std::move(request), call);
    co_return co_await next_->Send(std::move(again), call);
  }

 private:
  TransportPtr next_;
};

class Elsewhere final : public http::Transport {
 public:
  Elsewhere(std::string base_url, TransportPtr transport, std::shared_ptr<const void> kept)
      : base_url_(std::move(base_url)), transport_(std::move(transport)), kept_(std::move(kept)) {}
  [[nodiscard]] Task<Result<http::Response>> Send(http::Request request, CallContext call) const override {
    http::Request moved = CopyTo(http::Url::Parse(base_url_ + request.url().Target()).value(), request);
    co_return co_await transport_->Send(std::move(moved), call);
  }

 private:
  std::string base_url_;
  TransportPtr transport_;
  std::shared_ptr<const void> kept_;
};

}  // namespace

Task<Result<http::Response>> RouteFault::Send(http::Request request, CallContext call) const {
  const http::Transport& way = request.route().view() == route_ ? *faulty_ : *next_;
  co_return co_await way.Send(std::move(request), call);
}

FaultMaker Answers(std::function<http::Response()> reply) {
  return [reply = std::move(reply)](const TransportPtr&, const std::shared_ptr<testkit::ManualClock>&) {
    return std::make_shared<const Answering>(reply);
  };
}

FaultMaker Answers(int status, std::string media_type, std::string body) {
  return Answers([status, media_type = std::move(media_type), body = std::move(body)] {
    http::Response response(status);
    return media_type.empty() ? std::move(response) : std::move(response).WithBody(media_type, Secret(body));
  });
}

FaultMaker AnswersError(int status, std::string message) {
  const Json body{
      {"status", status}, {"error", "Reason"}, {"message", std::move(message)}, {"service", "test"}};
  return Answers(status, std::string(kJsonType), DumpJson(body));
}

FaultMaker KeepsSilent() {
  return [](const TransportPtr&, std::shared_ptr<testkit::ManualClock> clock) {
    return std::make_shared<const Silent>(std::move(clock));
  };
}

FaultMaker SendsTwice() {
  return [](TransportPtr next, const std::shared_ptr<testkit::ManualClock>&) {
    return std::make_shared<const Twice>(std::move(next));
  };
}

FaultMaker GoesTo(std::string base_url, TransportPtr transport, std::shared_ptr<const void> kept) {
  auto way = std::make_shared<const Elsewhere>(std::move(base_url), std::move(transport), std::move(kept));
  return [way = std::move(way)](const TransportPtr&, const std::shared_ptr<testkit::ManualClock>&) {
    return way;
  };
}

}  // namespace authtree::inline v0::faults
