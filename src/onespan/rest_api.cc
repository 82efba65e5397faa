#include "authtree/onespan/rest_api.h"

#include <type_traits>
#include <utility>

#include "field_rules.h"
#include "no_reply_error.h"
#include "operation_traits.h"
#include "registration_messages.h"
#include "reply_error.h"
#include "user_messages.h"
#include "visual_code_messages.h"

namespace authtree::inline v0::onespan {
namespace {

static_assert(!std::is_aggregate_v<http::Request>);
static_assert(!std::is_aggregate_v<http::Url>);

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kPng = "image/png";

/// An error without a reply, told with the route it was for.
Error Routed(Operation operation, Error error) {
  if (error.Find(Fact::kRoute).empty())
    error.With(Fact::kRoute, std::string(TraitsOf(operation).route.view()));
  return error;
}

/// An answer that broke its contract, told with where it came from.
Error Located(Operation operation, const http::Response& reply, Error error) {
  error.With(Fact::kRoute, std::string(TraitsOf(operation).route.view()));
  error.With(Fact::kHttpStatus, std::to_string(reply.status()));
  if (auto id = CorrelationId(reply); !id.empty()) error.With(Fact::kCorrelationId, std::move(id));
  return error;
}

template <class Reply, class Read>
Result<Reply> Understand(Operation operation, const http::Response& reply, Read read) {
  if (!reply.ok()) return tl::unexpected(ReplyError(operation, reply));
  auto answer = read(reply);
  if (!answer) return tl::unexpected(Located(operation, reply, std::move(answer.error())));
  return answer;
}

auto RegistrationReader(ActivationType type) {
  switch (type) {
    case ActivationType::kOnlineMdl:
      return &ReadOnlineRegistration;
    case ActivationType::kOfflineMdl:
      return &ReadOfflineRegistration;
    case ActivationType::kFido:
      return &ReadFidoRegistration;
  }
  return &ReadOnlineRegistration;
}

Error BadOption(FixedText sentence, std::string_view field) {
  return Error(ErrorCode::kInvalidInput, sentence).With(Fact::kField, std::string(field));
}

}  // namespace

Result<std::shared_ptr<const Api>> RestApi::Make(RestApiOptions options,
                                                 std::shared_ptr<const http::Transport> transport) {
  if (transport == nullptr) return tl::unexpected(BadOption("A client needs a transport.", "transport"));
  if (options.call_timeout <= std::chrono::milliseconds::zero()) {
    return tl::unexpected(BadOption("The time a call may take must be longer than nothing.", "callTimeout"));
  }
  if (auto problem = CheckText(kApplicationRefRule, options.application_ref)) {
    return tl::unexpected(*std::move(problem));
  }
  if (auto problem = CheckText(kRiskEnvironmentRule, options.risk_analytics_environment)) {
    return tl::unexpected(*std::move(problem));
  }
  if (options.clock == nullptr) options.clock = SystemClock();
  return std::shared_ptr<const Api>(new RestApi(std::move(options), std::move(transport)));
}

RestApi::RestApi(RestApiOptions options, std::shared_ptr<const http::Transport> transport)
    : options_(std::move(options)),
      transport_(std::move(transport)),
      base_(options_.location.base().Segment("v1")) {}

Task<Result<RegisterUserReply>> RestApi::RegisterUser(CallContext call, RegisterUserRequest request) const {
  constexpr Operation kOperation = Operation::kRegisterUser;
  auto body = RegisterUserBody(request, options_.application_ref);
  if (!body) co_return tl::unexpected(Routed(kOperation, std::move(body.error())));
  http::Request outgoing =
      WithRiskEnvironment(JsonPost(kOperation, base_.Segment("users").Segment("register"), *std::move(body)));
  const Reader<RegisterUserReply> read = RegistrationReader(request.activation());
  co_return co_await Perform<RegisterUserReply>(kOperation, call, std::move(outgoing), read);
}

Task<Result<UnregisterUserReply>> RestApi::UnregisterUser(CallContext call,
                                                          UnregisterUserRequest request) const {
  constexpr Operation kOperation = Operation::kUnregisterUser;
  auto body = UnregisterUserBody(request, options_.application_ref);
  if (!body) co_return tl::unexpected(Routed(kOperation, std::move(body.error())));
  const http::Url user = base_.Segment("users").UserSegment(request.user().user(), request.user().domain());
  http::Request outgoing =
      WithRiskEnvironment(JsonPost(kOperation, user.Segment("unregister"), *std::move(body)));
  co_return co_await Perform<UnregisterUserReply>(kOperation, call, std::move(outgoing), &ReadUnregistration);
}

Task<Result<AddDeviceReply>> RestApi::AddDevice(CallContext call, AddDeviceRequest request) const {
  constexpr Operation kOperation = Operation::kAddDevice;
  auto body = AddDeviceBody(request);
  if (!body) co_return tl::unexpected(Routed(kOperation, std::move(body.error())));
  const http::Url registration = base_.Segment("registrations").Segment(request.registration_id());
  http::Request outgoing = JsonPost(kOperation, registration.Segment("add-device"), *std::move(body));
  co_return co_await Perform<AddDeviceReply>(kOperation, call, std::move(outgoing), &ReadAddedDevice);
}

Task<Result<ActivateDeviceReply>> RestApi::ActivateDevice(CallContext call,
                                                          ActivateDeviceRequest request) const {
  constexpr Operation kOperation = Operation::kActivateDevice;
  auto body = ActivateDeviceBody(request);
  if (!body) co_return tl::unexpected(Routed(kOperation, std::move(body.error())));
  const http::Url registration = base_.Segment("registrations").Segment(request.registration_id());
  http::Request outgoing = JsonPost(kOperation, registration.Segment("activate"), *std::move(body));
  co_return co_await Perform<ActivateDeviceReply>(kOperation, call, std::move(outgoing),
                                                  &ReadActivatedDevice);
}

Task<Result<CheckActivationReply>> RestApi::CheckActivation(CallContext call,
                                                            CheckActivationRequest request) const {
  constexpr Operation kOperation = Operation::kCheckActivation;
  auto body = CheckActivationBody(request);
  if (!body) co_return tl::unexpected(Routed(kOperation, std::move(body.error())));
  http::Request outgoing =
      JsonPost(kOperation, base_.Segment("registrations").Segment("check-status"), *std::move(body));
  co_return co_await Perform<CheckActivationReply>(kOperation, call, std::move(outgoing),
                                                   &ReadActivationStatus);
}

Task<Result<VisualCodeImage>> RestApi::RenderVisualCode(CallContext call,
                                                        RenderVisualCodeRequest request) const {
  constexpr Operation kOperation = Operation::kRenderVisualCode;
  const OperationTraits& traits = TraitsOf(kOperation);
  const http::Url url = base_.Segment("visualcodes").Segment("render");
  if (options_.render_method == RenderMethod::kGet) {
    auto address = RenderVisualCodeUrl(url, request);
    if (!address) co_return tl::unexpected(Routed(kOperation, std::move(address.error())));
    http::Request fetch = http::Request(http::Method::kGet, *std::move(address), traits.route)
                              .WithHeader("Accept", std::string(kPng))
                              .WithResend(traits.resend);
    co_return co_await Perform<VisualCodeImage>(kOperation, call, std::move(fetch), &ReadVisualCode);
  }
  auto body = RenderVisualCodeBody(request);
  if (!body) co_return tl::unexpected(Routed(kOperation, std::move(body.error())));
  http::Request outgoing = http::Request(http::Method::kPost, url, traits.route)
                               .WithHeader("Accept", std::string(kPng))
                               .WithBody(std::string(kJson), *std::move(body))
                               .WithResend(traits.resend);
  co_return co_await Perform<VisualCodeImage>(kOperation, call, std::move(outgoing), &ReadVisualCode);
}

template <class Reply>
Task<Result<Reply>> RestApi::Perform(Operation operation, CallContext call, http::Request request,
                                     Reader<Reply> read) const {
  const auto start = options_.clock->SteadyNow();
  CallRecord record;
  record.operation = operation;
  record.route = TraitsOf(operation).route.view();
  record.method = request.method();
  const CallContext limited = call.NotAfter(start + options_.call_timeout);
  Result<http::Response> reply = co_await transport_->Send(std::move(request), limited);

  auto answer =
      reply ? Understand<Reply>(operation, *reply, read)
            : Result<Reply>(tl::unexpected(Routed(operation, NoReplyError(operation, reply.error()))));
  if (options_.on_call) {
    record.duration = options_.clock->SteadyNow() - start;
    if (reply) record.status = reply->status();
    if (reply) record.correlation_id = CorrelationId(*reply);
    if (!answer) record.error = answer.error().code();
    options_.on_call(record);
  }
  co_return answer;
}

http::Request RestApi::JsonPost(Operation operation, http::Url url, Secret body) const {
  const OperationTraits& traits = TraitsOf(operation);
  return http::Request(http::Method::kPost, std::move(url), traits.route)
      .WithHeader("Accept", std::string(kJson))
      .WithBody(std::string(kJson), std::move(body))
      .WithResend(traits.resend);
}

http::Request RestApi::WithRiskEnvironment(http::Request request) const {
  if (options_.risk_analytics_environment.empty()) return request;
  return std::move(request).WithHeader("Risk-Analytics-Environment", options_.risk_analytics_environment);
}

}  // namespace authtree::inline v0::onespan
