#include "authtree/simulator/onespan_service.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "authtree/core/crypto.h"

#include "exchange.h"
#include "fault_effect.h"
#include "online_activation.h"
#include "redaction.h"
#include "routes.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kGateway = "simulated-gateway";
constexpr std::string_view kUnknownRoute = "(unknown)";
constexpr std::string_view kCorrelationHeader = "log-correlation-id";

/// A request and the operation it asks for.
struct Target {
  const Route* route = nullptr;
  std::vector<std::string> segments;
  std::string_view path = kUnknownRoute;  ///< template of the path, known also when the method is wrong
  std::string allowed;                    ///< methods of that path
};

Target FindTarget(const http::ServerRequest& request) {
  Target target;
  for (const Route& route : Routes()) {
    // The first template that fits is the one meant: /v1/users/register names no user.
    if (target.path != kUnknownRoute && target.path != route.path) continue;
    auto segments = MatchPath(route.path, request.path());
    if (!segments) continue;
    target.path = route.path;
    if (!target.allowed.empty()) target.allowed += ", ";
    target.allowed += http::MethodName(route.method);
    if (route.method == request.method() && target.route == nullptr) {
      target.route = &route;
      target.segments = *std::move(segments);
    }
  }
  return target;
}

/// Adds what may be shown of a request and its answer.
void Show(RequestEvent& event, const http::ServerRequest& request, const Target& target,
          const http::Response& answer) {
  event.target = ShownTarget(target.path, target.segments, request);
  event.request_body = ShownBody(BodyOf::kRequest, http::MediaTypeOf(request.headers().Find("Content-Type")),
                                 request.body().Expose());
  if (event.status == 0) return;
  event.reply_body = ShownBody(BodyOf::kAnswer, answer.MediaType(), answer.body().Expose());
}

}  // namespace

std::string_view RegistrationStateName(RegistrationState state) {
  switch (state) {
    case RegistrationState::kOpened:
      return "opened";
    case RegistrationState::kDeviceAdded:
      return "device added";
    case RegistrationState::kActive:
      return "active";
    case RegistrationState::kExpired:
      return "expired";
    case RegistrationState::kGone:
      return "gone";
  }
  return "gone";
}

struct OneSpanService::State {
  State(ServiceConfig given, std::shared_ptr<const Clock> time)
      : config(std::move(given)),
        clock(std::move(time)),
        faults(config.faults),
        tenant(config, clock->Now()) {}

  /// The fault that applies to a request, counted.
  std::optional<FaultRule> TakeFault(const Target& target, http::Method method);
  http::Response Run(const http::ServerRequest& request, const Target& target, const ErrorContext& context);
  /// The tenant with all that apps have done by now. The mutex is held.
  Tenant& TenantAt(Moment now);

  const ServiceConfig config;
  const std::shared_ptr<const Clock> clock;
  std::mutex mutex;
  std::vector<FaultRule> faults;  // guarded by `mutex`, as is the tenant
  Tenant tenant;
};

std::optional<FaultRule> OneSpanService::State::TakeFault(const Target& target, http::Method method) {
  const std::lock_guard lock(mutex);
  for (FaultRule& fault : faults) {
    if (fault.route != "*" && fault.route != target.path) continue;
    if (fault.method && *fault.method != method) continue;
    if (fault.skip > 0) {
      --fault.skip;
      continue;
    }
    if (fault.times && *fault.times <= 0) continue;
    if (fault.times) --*fault.times;
    return fault;
  }
  return std::nullopt;
}

http::Response OneSpanService::State::Run(const http::ServerRequest& request, const Target& target,
                                          const ErrorContext& context) {
  if (target.allowed.empty()) return ErrorAnswer(context, 404, "simulated: no such path");
  if (target.route == nullptr) {
    return ErrorAnswer(context, 405, "simulated: no such method here").WithHeader("Allow", target.allowed);
  }
  const Exchange exchange(request, target.segments, config, context, clock->SteadyNow());
  if (const auto* plain = std::get_if<PlainOperation>(&target.route->operation)) return (*plain)(exchange);
  const std::lock_guard lock(mutex);
  return std::get<TenantOperation>(target.route->operation)(exchange, TenantAt(exchange.now()));
}

Tenant& OneSpanService::State::TenantAt(Moment now) {
  tenant.SetWallTime(clock->Now());
  LetAppsAct(tenant, now);
  return tenant;
}

OneSpanService::OneSpanService(ServiceConfig config, std::shared_ptr<const Clock> clock)
    : state_(std::make_unique<State>(std::move(config), std::move(clock))) {}

OneSpanService::~OneSpanService() = default;

http::ServerReply OneSpanService::AnswerOrFault(const http::ServerRequest& request) {
  const Target target = FindTarget(request);
  const ErrorContext context{target.route == nullptr ? kGateway : target.route->service, RandomUuid(),
                             state_->clock->Now()};
  const std::optional<FaultRule> fault = state_->TakeFault(target, request.method());
  http::Response answer;
  if (!fault || IsCarriedOut(fault->kind)) answer = state_->Run(request, target, context);
  http::ServerReply reply =
      fault ? Spoil(*fault, context, std::move(answer)) : http::ServerReply(std::move(answer));
  const http::Delivery delivery = reply.delivery();
  if (state_->config.on_request) {
    RequestEvent event;
    event.method = request.method();
    event.route = target.path;
    event.status = delivery == http::Delivery::kReset ? 0 : reply.response().status();
    event.correlation_id = context.correlation_id;
    if (target.route != nullptr) event.operation = target.route->name;
    if (fault) event.fault = FaultKindName(fault->kind);
    if (state_->config.show_bodies) Show(event, request, target, reply.response());
    state_->config.on_request(event);
  }
  const std::chrono::milliseconds delay = reply.delay();
  http::ServerReply correlated(
      reply.TakeResponse().WithHeader(std::string(kCorrelationHeader), context.correlation_id));
  return std::move(correlated).After(delay).By(delivery);
}

http::Response OneSpanService::Answer(const http::ServerRequest& request) {
  return AnswerOrFault(request).TakeResponse();
}

Task<http::Response> OneSpanService::Handle(http::ServerRequest request) { co_return Answer(request); }

Task<http::ServerReply> OneSpanService::Reply(http::ServerRequest request) {
  co_return AnswerOrFault(request);
}

ServiceSnapshot OneSpanService::Snapshot() const {
  const std::lock_guard lock(state_->mutex);
  const Moment now = state_->clock->SteadyNow();
  return state_->TenantAt(now).Snapshot(now);
}

void OneSpanService::AddFault(FaultRule fault) {
  const std::lock_guard lock(state_->mutex);
  state_->faults.push_back(std::move(fault));
}

void OneSpanService::SetFaults(std::vector<FaultRule> faults) {
  const std::lock_guard lock(state_->mutex);
  state_->faults = std::move(faults);
}

void OneSpanService::ClearFaults() { SetFaults({}); }

std::vector<FaultRule> OneSpanService::Faults() const {
  const std::lock_guard lock(state_->mutex);
  std::vector<FaultRule> left;
  for (const FaultRule& fault : state_->faults) {
    if (!fault.times || *fault.times > 0) left.push_back(fault);
  }
  return left;
}

std::vector<RequestView> OneSpanService::Requests() const {
  const std::lock_guard lock(state_->mutex);
  std::vector<RequestView> views;
  for (const PendingRequest* request : state_->tenant.requests().All(state_->clock->SteadyNow())) {
    const Account* account = state_->tenant.FindAccount(request->account);
    RequestView view;
    view.request_id = request->id;
    view.kind = request->kind;
    view.state = request->state;
    view.user_id = account == nullptr ? request->account.user_id : account->user_id;
    view.domain = account == nullptr ? request->account.domain : account->domain;
    if (request->kind == RequestKind::kPush) {
      view.title = request->title;
      view.lines = request->lines;
    }
    views.push_back(std::move(view));
  }
  return views;
}

Result<void> OneSpanService::DecidePush(std::string_view request_id, PushDecision decision) {
  const std::lock_guard lock(state_->mutex);
  const Moment now = state_->clock->SteadyNow();
  PendingRequest* request = state_->tenant.requests().Find(request_id, now);
  if (request == nullptr || request->kind != RequestKind::kPush || request->state != RequestState::kPending) {
    return tl::unexpected(Error(ErrorCode::kNotFound, "no push with that request id waits"));
  }
  request->scripted = decision;
  request->scripted_at = now;
  Refresh(*request, now);
  return {};
}

void OneSpanService::SetPushScript(PushScript script) {
  const std::lock_guard lock(state_->mutex);
  state_->tenant.SetPushScript(script);
}

PushScript OneSpanService::push_script() const {
  const std::lock_guard lock(state_->mutex);
  return state_->tenant.push_script();
}

void OneSpanService::SetRiskRules(std::vector<RiskRule> rules) {
  const std::lock_guard lock(state_->mutex);
  state_->tenant.SetRiskRules(std::move(rules));
}

std::vector<RiskRule> OneSpanService::RiskRules() const {
  const std::lock_guard lock(state_->mutex);
  return state_->tenant.RiskRules();
}

void OneSpanService::SetCommandRules(std::vector<CommandRule> rules) {
  const std::lock_guard lock(state_->mutex);
  state_->tenant.SetCommandRules(std::move(rules));
}

std::vector<CommandRule> OneSpanService::CommandRules() const {
  const std::lock_guard lock(state_->mutex);
  return state_->tenant.CommandRules();
}

std::vector<InboxMessage> OneSpanService::Inbox() const {
  const std::lock_guard lock(state_->mutex);
  return state_->tenant.inbox();
}

void OneSpanService::ClearInbox() {
  const std::lock_guard lock(state_->mutex);
  state_->tenant.inbox().clear();
}

void OneSpanService::SetActivationScript(ActivationScript script) {
  const std::lock_guard lock(state_->mutex);
  state_->tenant.SetActivationScript(script);
}

ActivationScript OneSpanService::activation_script() const {
  const std::lock_guard lock(state_->mutex);
  return state_->tenant.activation_script();
}

Result<void> OneSpanService::SetLocked(std::string_view user_id, std::string_view domain, bool locked) {
  const std::lock_guard lock(state_->mutex);
  Tenant& tenant = state_->TenantAt(state_->clock->SteadyNow());
  Account* account = tenant.FindAccount(tenant.KeyOf(user_id, domain));
  if (account == nullptr) return tl::unexpected(Error(ErrorCode::kNotFound, "there is no such account"));
  account->locked = locked;
  account->failures = 0;
  tenant.Touch(*account);
  return {};
}

Result<std::vector<std::string>> OneSpanService::ReadByApp(const Secret& message, DigipassPlatform platform) {
  const std::lock_guard lock(state_->mutex);
  const Moment now = state_->clock->SteadyNow();
  return simulator::ReadByApp(state_->TenantAt(now), message, TypeOf(platform), now);
}

Result<std::vector<std::string>> OneSpanService::CompleteOnlineActivation(std::string_view user_id,
                                                                          std::string_view domain,
                                                                          DigipassPlatform platform) {
  const std::lock_guard lock(state_->mutex);
  const Moment now = state_->clock->SteadyNow();
  Tenant& tenant = state_->TenantAt(now);
  return CompleteOnline(tenant, tenant.KeyOf(user_id, domain), TypeOf(platform), now);
}

}  // namespace authtree::inline v0::simulator
