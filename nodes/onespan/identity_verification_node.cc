#include "identity_verification_node.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

#include "authtree/core/crypto.h"
#include "authtree/core/task.h"
#include "authtree/core/text.h"

#include "refusal.h"

namespace authtree::inline v0::nodes {
namespace {

using http::Method;
using std::chrono::milliseconds;

constexpr FixedText kCreateRoute = "{identity verification}/transaction/";
constexpr FixedText kReportRoute =
    "{identity verification}/transactions/{transaction}/detailed-verification-report";
constexpr std::string_view kTransactionParameter = "transaction";
constexpr std::string_view kOpaqueIdParameter = "opaqueId";
constexpr milliseconds kPause = std::chrono::seconds(3);
constexpr milliseconds kLongestCheck = std::chrono::minutes(10);

/// The names of the node's own keys: what it remembers of a verification that it began.
class Memory {
 public:
  explicit Memory(std::string_view node_id)
      : opaque_(std::string(node_id) + ".opaque_id"),
        address_(std::string(node_id) + ".address"),
        transaction_(std::string(node_id) + ".transaction"),
        returned_(std::string(node_id) + ".returned"),
        next_(std::string(node_id) + ".next"),
        until_(std::string(node_id) + ".until") {}

  [[nodiscard]] StateKey<std::string> opaque_id() const { return {opaque_}; }
  /// Where the user was sent.
  [[nodiscard]] StateKey<Secret> address() const { return {address_}; }
  /// The id the service gave the transaction, if it told.
  [[nodiscard]] StateKey<std::string> transaction() const { return {transaction_}; }
  /// The id the user came back with, once it was found good.
  [[nodiscard]] StateKey<std::string> returned() const { return {returned_}; }
  /// When the service is asked again, and until when: epoch milliseconds.
  [[nodiscard]] StateKey<std::int64_t> next() const { return {next_}; }
  [[nodiscard]] StateKey<std::int64_t> until() const { return {until_}; }

  void Forget(Action& action) const {
    for (const std::string* name : {&opaque_, &address_, &transaction_, &returned_, &next_, &until_}) {
      action.Remove(*name);
    }
    action.Remove(ostid::kOpaqueId.name);
  }

 private:
  std::string opaque_;
  std::string address_;
  std::string transaction_;
  std::string returned_;
  std::string next_;
  std::string until_;
};

std::int64_t EpochMilliseconds(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count();
}

/// What went wrong, as far as a status tells.
Error RefusedBy(int status) {
  constexpr int kUnauthorized = 401;
  constexpr int kForbidden = 403;
  constexpr int kTooManyRequests = 429;
  constexpr int kServerErrors = 500;
  if (status == kTooManyRequests || status >= kServerErrors) {
    return Error(ErrorCode::kUnavailable, "The service that verifies identities is busy. Try again later.");
  }
  if (status == kUnauthorized || status == kForbidden) {
    return Error(ErrorCode::kRejected,
                 "The service that verifies identities does not accept this client. Check the token and the "
                 "tenant.");
  }
  return Error(
      ErrorCode::kRejected,
      "The service that verifies identities refused the request. Check the URL, the workflow and the "
      "brand.");
}

/// The body of a good answer, or the error that there is none.
Result<Json> BodyOf(const Result<http::Response>& reply, FixedText route) {
  if (!reply) {
    return tl::unexpected(
        Error(reply.error().code(), "The service that verifies identities did not answer. Try again.")
            .With(Fact::kRoute, std::string(route.view()))
            .With(Fact::kReason, std::string(reply.error().message())));
  }
  if (!reply->ok()) {
    return tl::unexpected(RefusedBy(reply->status())
                              .With(Fact::kRoute, std::string(route.view()))
                              .With(Fact::kHttpStatus, std::to_string(reply->status())));
  }
  Result<Json> body = ParseJson(reply->body().Expose());
  if (body && body->is_object()) return body;
  return tl::unexpected(Error(ErrorCode::kRejected,
                              "The service that verifies identities gave an answer that is no JSON object.")
                            .With(Fact::kRoute, std::string(route.view())));
}

/// Where the service wants the user; nothing unless it is an https address.
std::optional<Secret> AddressIn(const Json& reply) {
  const Json* tokens = FindMember(reply, "tokens");
  if (tokens == nullptr || !tokens->is_array() || tokens->empty()) return std::nullopt;
  Secret address = Secret::Take(StringMember(tokens->front(), "accessUrl"));
  const std::string_view text = address.Expose();
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (!plain || !text.starts_with("https://") || text.size() <= std::string_view("https://").size())
    return std::nullopt;
  return address;
}

std::string TransactionIn(const Json& reply) {
  std::string id = StringMember(reply, "transaction_id");
  return id.empty() ? StringMember(reply, "transactionId") : id;
}

bool IsUnfinished(const Json& report) {
  const Json* result = FindMember(report, "result");
  if (result == nullptr || result->is_null()) return true;
  if (!result->is_string()) return false;
  const auto& text = result->get_ref<const std::string&>();
  return EqualsIgnoringCase(text, "Undefined") || EqualsIgnoringCase(text, "In progress") ||
         EqualsIgnoringCase(text, "InProgress") || EqualsIgnoringCase(text, "Pending");
}

/// Whether the user came back from the verification that was begun here.
bool IsOurs(const StepContext& step, const Memory& memory, const std::string& opaque_id) {
  const std::string_view transaction = step.request().Parameter(kTransactionParameter);
  const bool same_opaque = ConstantTimeEquals(step.request().Parameter(kOpaqueIdParameter), opaque_id);
  const std::optional<std::string> known = step.state().Get(memory.transaction());
  const bool same_transaction = !known || ConstantTimeEquals(transaction, *known);
  return same_opaque && same_transaction && IsTransactionId(transaction);
}

/// Whether a report is about the verification that was begun here, as far as it tells.
bool IsAbout(const Json& report, const std::string& opaque_id) {
  for (const std::string_view name : {"opaque_id", "opaqueId"}) {
    const std::string named = StringMember(report, name);
    if (!named.empty() && !ConstantTimeEquals(named, opaque_id)) return false;
  }
  return true;
}

/// Ends a verification that is not the one which was begun here.
Action Foreign(const Memory& memory) {
  Action refusal = Refusal("fail", "This is not the identity verification that was begun here. Start again.",
                           ErrorCode::kRejected);
  memory.Forget(refusal);
  return refusal;
}

/// Lets the client wait, and then ask again.
Action Wait(const Memory& memory, const std::string& transaction, milliseconds pause) {
  return Action::Ask(Callback::PollingWait(pause, "Your identity is being verified."))
      .Put(memory.returned(), transaction);
}

}  // namespace

void IdentityVerificationNode::Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                                     const IdentityVerification& verification) {
  const std::shared_ptr<const Secret>& given = verification.token;
  if (verification.transport == nullptr) return;
  if (!config.url.empty() && config.token.empty() && (given == nullptr || given->empty())) {
    diagnostics.AddWarning(PointerTo(place, "authToken"), "there is no token, so the service will refuse",
                           "Give the token here, or have the program give it");
  }
  const Result<http::Url> url = http::Url::Parse(config.url);
  if (!url || !url->is_https()) return;
  const std::string host = url->Authority();
  if (std::find(verification.hosts.begin(), verification.hosts.end(), host) != verification.hosts.end())
    return;
  diagnostics.AddError(PointerTo(place, "url"), "the host '" + host + "' may not be called",
                       "Add it to the hosts that may verify identities");
}

IdentityVerificationNode::IdentityVerificationNode(Config config, IdentityVerification verification)
    : config_(std::move(config)), verification_(std::move(verification)) {
  Result<http::Url> url = http::Url::Parse(config_.url);
  if (url && url->is_https()) url_ = *std::move(url);
}

StateContract IdentityVerificationNode::Contract() const {
  StateContract contract = Writes(ostid::kOpaqueId, ostid::kIdentityTransaction, ostid::kIdentityReport,
                                  ostid::kIdentityReportAlias, ostid::kErrorMessage, ostid::kErrorCode);
  switch (config_.payload) {
    case IdentityPayload::kUserOfState:
      return std::move(contract).AndReads(ostid::kObjectAttributes, ostid::kGivenName, ostid::kSurname,
                                          ostid::kTelephoneNumber, ostid::kMail);
    case IdentityPayload::kUsers:
    case IdentityPayload::kWhole:
      return std::move(contract).AndReads(ostid::kIdentityPayload);
  }
  return contract;
}

Task<Result<Action>> IdentityVerificationNode::Process(const StepContext& step) const {
  const Memory memory(step.node_id());
  const std::optional<std::string> opaque_id = step.state().Get(memory.opaque_id());
  if (!opaque_id) co_return co_await Begin(step);
  std::optional<std::string> transaction = step.state().Get(memory.returned());
  if (!transaction) {
    const std::string_view given = step.request().Parameter(kTransactionParameter);
    std::optional<Secret> address = step.state().Get(memory.address());
    if (given.empty() && address) co_return Action::Ask(Callback::Redirect(*std::move(address)));
    if (!IsOurs(step, memory, *opaque_id)) co_return Foreign(memory);
    transaction = std::string(given);
  }
  co_return co_await Conclude(step, *std::move(transaction));
}

Task<Result<Action>> IdentityVerificationNode::Begin(const StepContext& step) const {
  const Memory memory(step.node_id());
  const std::string opaque_id = RandomUuid();
  Result<http::Request> request = CreateRequest(step.state(), opaque_id);
  if (!request) co_return tl::unexpected(request.error());
  const Result<http::Response> reply =
      co_await verification_.transport->Send(*std::move(request), step.call());
  const Result<Json> body = BodyOf(reply, kCreateRoute);
  if (!body) co_return tl::unexpected(body.error());
  std::optional<Secret> address = AddressIn(*body);
  if (!address) {
    co_return tl::unexpected(
        Error(ErrorCode::kRejected,
              "The service that verifies identities named no https address for the user.")
            .With(Fact::kRoute, std::string(kCreateRoute.view()))
            .With(Fact::kField, "tokens[0].accessUrl"));
  }
  Action action = Action::Ask(Callback::Redirect(address->Clone()));
  action.Put(memory.opaque_id(), opaque_id);
  action.Put(ostid::kOpaqueId, opaque_id);
  action.Put(memory.address(), *std::move(address));
  if (std::string id = TransactionIn(*body); !id.empty()) action.Put(memory.transaction(), std::move(id));
  co_return action;
}

Task<Result<Action>> IdentityVerificationNode::Conclude(const StepContext& step,
                                                        std::string transaction) const {
  const Memory memory(step.node_id());
  const std::int64_t now = EpochMilliseconds(step.now());
  const std::int64_t next = step.state().Get(memory.next()).value_or(now);
  if (now < next) co_return Wait(memory, transaction, milliseconds(next - now));
  Result<http::Request> request = ReportRequest(transaction);
  if (!request) co_return tl::unexpected(request.error());
  const Result<http::Response> reply =
      co_await verification_.transport->Send(*std::move(request), step.call());
  const Result<Json> report = BodyOf(reply, kReportRoute);
  if (!report) co_return tl::unexpected(report.error());
  if (!IsAbout(*report, step.state().Get(memory.opaque_id()).value_or(""))) co_return Foreign(memory);

  if (IsUnfinished(*report)) {
    const std::int64_t until = step.state().Get(memory.until()).value_or(now + kLongestCheck.count());
    if (now >= until) {
      co_return tl::unexpected(
          Error(ErrorCode::kTimeout,
                "The verification of your identity takes longer than expected. Try again later.")
              .With(Fact::kRoute, std::string(kReportRoute.view())));
    }
    Action action = Wait(memory, transaction, kPause);
    action.Put(memory.next(), now + kPause.count());
    action.Put(memory.until(), until);
    co_return action;
  }
  const std::string result = StringMember(*report, "result");
  if (result != "Passed" && result != "Failed") {
    co_return tl::unexpected(
        Error(ErrorCode::kRejected, "The service that verifies identities gave a result that is not known.")
            .With(Fact::kRoute, std::string(kReportRoute.view()))
            .With(Fact::kField, "result"));
  }
  const std::string text(reply->body().Expose());
  Action action = result == "Passed"
                      ? Action::To("pass")
                      : Refusal("fail", "Your identity could not be verified.", ErrorCode::kRejected);
  memory.Forget(action);
  action.Put(ostid::kIdentityTransaction, std::move(transaction));
  action.Put(ostid::kIdentityReport, text);
  action.Put(ostid::kIdentityReportAlias, text);
  co_return action;
}

Result<http::Request> IdentityVerificationNode::CreateRequest(const StateView& state,
                                                              const std::string& opaque_id) const {
  if (verification_.transport == nullptr || !url_) {
    return tl::unexpected(
        Error(ErrorCode::kUnavailable, "There is no service here that verifies identities."));
  }
  Result<Secret> body = IdentityTransactionBody(config_, state, opaque_id);
  if (!body) return tl::unexpected(std::move(body.error()));
  http::Request request(Method::kPut, url_->Segment("transaction").Segment(""), kCreateRoute);
  return WithHeaders(std::move(request).WithResend(http::Resend::kIfUnsent))
      .WithBody("application/json", *std::move(body));
}

Result<http::Request> IdentityVerificationNode::ReportRequest(const std::string& transaction) const {
  if (verification_.transport == nullptr || !url_) {
    return tl::unexpected(
        Error(ErrorCode::kUnavailable, "There is no service here that verifies identities."));
  }
  http::Request request(
      Method::kGet,
      url_->Segment("transactions").Segment(transaction).Segment("detailed-verification-report"),
      kReportRoute);
  return WithHeaders(std::move(request).WithResend(http::Resend::kSafe));
}

http::Request IdentityVerificationNode::WithHeaders(http::Request request) const {
  request = std::move(request).WithHeader("Accept", "application/json");
  if (!config_.tenant.empty()) request = std::move(request).WithHeader("X-Tenant", config_.tenant);
  const Secret* token = config_.token.empty() ? verification_.token.get() : &config_.token;
  if (token == nullptr || token->empty()) return request;
  return std::move(request).WithHeader("Authorization", "Bearer " + std::string(token->Expose()));
}

}  // namespace authtree::inline v0::nodes
