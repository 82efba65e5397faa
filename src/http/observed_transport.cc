#include "authtree/http/observed_transport.h"

#include <string>
#include <utility>

namespace authtree::inline v0::http {
namespace {

/// One call as an observer sees it, from its start to its end.
class Span {
 public:
  Span(TransportObserver& observer, const Clock& clock, const Request& request)
      : observer_(observer), clock_(clock), host_(request.url().Authority()), start_(clock.SteadyNow()) {
    end_.host = host_;
    end_.route = request.route().view();
    end_.method = request.method();
    end_.resend = request.resend();
    end_.error = ErrorCode::kUnavailable;
    end_.reason = "abandoned";
    CallStart event;
    event.host = host_;
    event.route = end_.route;
    event.method = end_.method;
    observer_.OnCallStart(event);
  }
  Span(const Span&) = delete;
  Span& operator=(const Span&) = delete;
  ~Span() {
    if (!ended_) Tell();
  }

  void End(const Result<Response>& reply) {
    end_.error.reset();
    end_.reason = {};
    if (reply) {
      end_.status = reply->status();
    } else {
      end_.error = reply.error().code();
      end_.reason = reply.error().Find(Fact::kReason);
    }
    Tell();
  }

 private:
  void Tell() {
    ended_ = true;
    end_.took = clock_.SteadyNow() - start_;
    observer_.OnCallEnd(end_);
  }

  TransportObserver& observer_;
  const Clock& clock_;
  std::string host_;
  std::chrono::steady_clock::time_point start_;
  CallEnd end_;
  bool ended_ = false;
};

}  // namespace

ObservedTransport::ObservedTransport(std::shared_ptr<const Transport> transport,
                                     std::shared_ptr<TransportObserver> observer,
                                     std::shared_ptr<const Clock> clock)
    : transport_(std::move(transport)), observer_(std::move(observer)), clock_(std::move(clock)) {}

Task<Result<Response>> ObservedTransport::Send(Request request, CallContext call) const {
  Span span(*observer_, *clock_, request);
  Result<Response> reply = co_await transport_->Send(std::move(request), call);
  span.End(reply);
  co_return reply;
}

}  // namespace authtree::inline v0::http
