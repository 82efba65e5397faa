#include "authtree/http/guarded_transport.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>

#include "authtree/core/wait.h"

#include "guarded_host.h"
#include "retry_after.h"

namespace authtree::inline v0::http {
namespace {

constexpr int kTooManyRequests = 429;

struct Refusal {
  ErrorCode code;
  FixedText sentence;
  FixedText reason;
};

constexpr Refusal kQueueFull{
    ErrorCode::kUnavailable,
    "Too many calls to the service wait already, so this one was not sent. Try again in a moment. If this "
    "happens often, raise the limit of calls at a time.",
    "limit"};
constexpr Refusal kNoTurn{
    ErrorCode::kUnavailable,
    "The call had to wait too long for its turn, so it was not sent. Try again in a moment. If this happens "
    "often, raise the limit of calls at a time.",
    "limit"};
constexpr Refusal kCircuitOpen{
    ErrorCode::kUnavailable,
    "The service has been failing, so it is not called for a short time. Try again "
    "later.",
    "circuit open"};
constexpr Refusal kCancelled{ErrorCode::kUnavailable, "The call was cancelled before the reply was complete.",
                             "cancelled"};
constexpr Refusal kDeadline{ErrorCode::kTimeout, "The deadline passed before the reply was complete.",
                            "deadline"};
constexpr Refusal kTooLate{ErrorCode::kTimeout, "The deadline passed before the request could be sent.",
                           "deadline"};
constexpr Refusal kBrokeOff{ErrorCode::kInternal, "The request could not be carried out.", "internal"};

const Refusal* RefusalFor(Standing standing) {
  switch (standing) {
    case Standing::kOutside:
      return &kBrokeOff;
    case Standing::kWaiting:
    case Standing::kAdmitted:
      return nullptr;
    case Standing::kQueueFull:
      return &kQueueFull;
    case Standing::kNoTurn:
      return &kNoTurn;
    case Standing::kCircuitOpen:
      return &kCircuitOpen;
    case Standing::kCancelled:
      return &kCancelled;
  }
  return &kBrokeOff;
}

tl::unexpected<Error> Refused(const Refusal& refusal, FixedText route) {
  return tl::unexpected(Error(refusal.code, refusal.sentence)
                            .With(Fact::kRoute, std::string(route.view()))
                            .With(Fact::kReason, std::string(refusal.reason.view())));
}

Verdict VerdictOn(const Error& error) {
  switch (error.code()) {
    case ErrorCode::kTimeout:
      return Verdict::kBad;
    case ErrorCode::kUnavailable: {
      // The end of a call that its caller did not want any more, or that another guard did not let through.
      const std::string_view reason = error.Find(Fact::kReason);
      const bool unsent = reason == kCancelled.reason.view() || reason == kQueueFull.reason.view() ||
                          reason == kCircuitOpen.reason.view();
      return unsent ? Verdict::kNone : Verdict::kBad;
    }
    case ErrorCode::kRejected:  // the host is there, and we do not get along
    case ErrorCode::kNotFound:
    case ErrorCode::kConflict:
    case ErrorCode::kLicenseLimit:
    case ErrorCode::kAuthenticatorLimit:
      return Verdict::kGood;
    case ErrorCode::kInvalidInput:
    case ErrorCode::kMissingState:
    case ErrorCode::kInternal:
      return Verdict::kNone;
  }
  return Verdict::kNone;
}

Verdict VerdictOn(const Result<Response>& reply, const BreakerOptions& options) {
  if (!reply) return VerdictOn(reply.error());
  const auto& bad = options.failure_statuses;
  const bool failed =
      reply->status() == kTooManyRequests || std::find(bad.begin(), bad.end(), reply->status()) != bad.end();
  return failed ? Verdict::kBad : Verdict::kGood;
}

/// The pause that the host asked for, if it is to be granted.
std::optional<std::chrono::seconds> PauseOf(const Result<Response>& reply, const GuardOptions& options) {
  if (!reply || reply->status() != kTooManyRequests || options.breaker.longest_pause.count() == 0) {
    return std::nullopt;
  }
  const auto pause = ReadRetryAfter(reply->headers().Find("Retry-After"), options.clock->Now());
  if (!pause || pause->count() == 0) return std::nullopt;
  return pause;
}

using ReplyPlace = std::shared_ptr<std::optional<Result<Response>>>;

/// Owns all it uses: it may have to go on when nobody waits for it any more.
Task<void> SendInto(std::shared_ptr<const Transport> transport, Request request, CallContext call,
                    ReplyPlace place) {
  place->emplace(co_await transport->Send(std::move(request), call));
}

tl::unexpected<Error> Invalid(FixedText sentence, FixedText field) {
  return tl::unexpected(
      Error(ErrorCode::kInvalidInput, sentence).With(Fact::kField, std::string(field.view())));
}

}  // namespace

Result<std::shared_ptr<const GuardedTransport>> GuardedTransport::Make(
    std::shared_ptr<const Transport> transport, GuardOptions options) {
  using std::chrono::milliseconds;
  const BreakerOptions& breaker = options.breaker;
  if (transport == nullptr) return Invalid("A guard needs a transport.", "transport");
  if (options.limit.calls == 0) return Invalid("At least one call at a time must be allowed.", "calls");
  if (options.limit.reserve < milliseconds(0)) return Invalid("A reserve is not negative.", "reserve");
  if (!(breaker.ratio > 0.0) || breaker.ratio > 1.0) {
    return Invalid("The ratio of failures is more than 0 and at most 1.", "ratio");
  }
  if (breaker.window < milliseconds(10)) {
    return Invalid("The window for failures is at least 10 ms long.", "window");
  }
  if (breaker.open_for < milliseconds(1)) {
    return Invalid("A breaker that opens stays open for at least 1 ms.", "open_for");
  }
  if (breaker.trials == 0) return Invalid("At least one trial must be allowed.", "trials");
  if (breaker.longest_pause < milliseconds(0)) return Invalid("A pause is not negative.", "longest_pause");
  if (options.clock == nullptr) options.clock = SystemClock();
  if (options.timers == nullptr) options.timers = SystemTimers(options.clock);
  return std::shared_ptr<const GuardedTransport>(
      new GuardedTransport(std::move(transport), std::move(options)));
}

GuardedTransport::GuardedTransport(std::shared_ptr<const Transport> transport, GuardOptions options)
    : transport_(std::move(transport)), options_(std::make_shared<const GuardOptions>(std::move(options))) {}

Task<Result<Response>> GuardedTransport::Send(Request request, CallContext call) const {
  const FixedText route = request.route();
  if (TimeLeft(call).count() <= 0) co_return Refused(kTooLate, route);
  Wait turn(co_await boost::asio::this_coro::executor);
  Visit visit(HostOf(request.url()), turn.wake_up());
  const auto latest = call.deadline() - options_->limit.reserve;
  GuardedHost& host = visit.host();
  Standing standing = host.Enter(visit, latest);
  if (standing == Standing::kWaiting) {
    const Woken woken = co_await turn.Until(latest, *options_->timers);
    // Cancelled on the way here: the next wait would throw.
    const auto cancellation = co_await boost::asio::this_coro::cancellation_state;
    const bool cancelled = cancellation.cancelled() != boost::asio::cancellation_type::none;
    standing = host.Settle(visit, cancelled ? Woken::kCancelled : woken);
  }
  if (const Refusal* refusal = RefusalFor(standing)) co_return Refused(*refusal, route);

  const bool has_time = TimeLeft(call) >= options_->limit.reserve;
  const auto place = std::make_shared<std::optional<Result<Response>>>();
  Task<void> sending = SendInto(transport_, std::move(request), call, place);
  const Woken woken = co_await RunUntil(std::move(sending), call.deadline(), *options_->timers);
  if (woken == Woken::kCancelled) co_return Refused(kCancelled, route);
  if (woken == Woken::kDeadline) *place = Refused(kDeadline, route);
  if (!*place) co_return Refused(kBrokeOff, route);
  Result<Response> reply = std::move(**place);
  const bool was_short = !has_time && !reply && reply.error().code() == ErrorCode::kTimeout;
  if (const auto pause = PauseOf(reply, *options_)) {
    host.LeaveWithPause(visit, *pause);
  } else {
    host.Leave(visit, was_short ? Verdict::kNone : VerdictOn(reply, options_->breaker));
  }
  co_return reply;
}

std::chrono::steady_clock::duration GuardedTransport::TimeLeft(const CallContext& call) const {
  return call.deadline() - options_->clock->SteadyNow();
}

std::vector<HostState> GuardedTransport::Hosts() const {
  const std::lock_guard lock(mutex_);
  std::vector<HostState> states;
  states.reserve(hosts_.size());
  for (const auto& [key, host] : hosts_) states.push_back(host->State());
  return states;
}

std::shared_ptr<GuardedHost> GuardedTransport::HostOf(const Url& url) const {
  const std::string name = url.Authority();
  const std::lock_guard lock(mutex_);
  auto& host = hosts_[(url.is_https() ? "https://" : "http://") + name];
  if (host == nullptr) host = std::make_shared<GuardedHost>(name, options_);
  return host;
}

}  // namespace authtree::inline v0::http
