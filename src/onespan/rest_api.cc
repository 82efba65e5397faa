#include "authtree/onespan/rest_api.h"

#include <type_traits>
#include <utility>

#include "field_rules.h"
#include "operation_traits.h"
#include "reply_error.h"
#include "rest_perform.h"

namespace authtree::inline v0::onespan {
namespace {

static_assert(!std::is_aggregate_v<http::Request>);
static_assert(!std::is_aggregate_v<http::Url>);
static_assert(!std::is_aggregate_v<Result<Secret>>);

constexpr std::string_view kJson = "application/json";

Error BadOption(FixedText sentence, std::string_view field) {
  return Error(ErrorCode::kInvalidInput, sentence).With(Fact::kField, std::string(field));
}

}  // namespace

Error Routed(Operation operation, Error error) {
  if (error.Find(Fact::kRoute).empty())
    error.With(Fact::kRoute, std::string(TraitsOf(operation).route.view()));
  return error;
}

Error Located(Operation operation, const http::Response& reply, Error error) {
  error.With(Fact::kRoute, std::string(TraitsOf(operation).route.view()));
  error.With(Fact::kHttpStatus, std::to_string(reply.status()));
  if (auto id = CorrelationId(reply); !id.empty()) error.With(Fact::kCorrelationId, std::move(id));
  return error;
}

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

http::Request RestApi::JsonRequest(Operation operation, http::Method method, http::Url url,
                                   Secret body) const {
  const OperationTraits& traits = TraitsOf(operation);
  http::Request request = http::Request(method, std::move(url), traits.route)
                              .WithHeader("Accept", std::string(kJson))
                              .WithBody(std::string(kJson), std::move(body))
                              .WithResend(traits.resend);
  if (!traits.asks_risk_analytics || options_.risk_analytics_environment.empty()) return request;
  return std::move(request).WithHeader("Risk-Analytics-Environment", options_.risk_analytics_environment);
}

http::Request RestApi::JsonFetch(Operation operation, http::Url url) const {
  const OperationTraits& traits = TraitsOf(operation);
  return http::Request(http::Method::kGet, std::move(url), traits.route)
      .WithHeader("Accept", std::string(kJson))
      .WithResend(traits.resend);
}

http::Url RestApi::UserUrl(const UserId& user) const {
  return base_.Segment("users").UserSegment(user.user(), user.domain());
}

http::Url RestApi::AuthenticatorUrl(const std::string& serial_number) const {
  return base_.Segment("authenticators").Segment(serial_number);
}

}  // namespace authtree::inline v0::onespan
