#include "store_command_node.h"

#include <algorithm>
#include <utility>

#include "authtree/core/encoding.h"
#include "authtree/core/text.h"

#include "state_text.h"

namespace authtree::inline v0::nodes {
namespace {

using http::Method;

constexpr FixedText kRoute = "{command storage}";
constexpr std::string_view kUserNameName = "username";
constexpr std::array<std::string_view, 6> kReserved{"tenantName", "sessionIdentifier", "sessionID",
                                                    "requestID",  "hexRequestID",      "username"};
// Written by the client itself.
constexpr std::array<std::string_view, 5> kClientHeaders{"Connection", "Content-Length", "Expect", "Host",
                                                         "Transfer-Encoding"};

template <std::size_t N>
bool IsAmong(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Error Missing(std::string_view key, FixedText sentence) {
  return Error(ErrorCode::kMissingState, sentence).With(Fact::kStateKey, std::string(key));
}

void CheckHeaders(const TextMap& headers, const std::string& place, Diagnostics& diagnostics) {
  for (const auto& [name, value] : headers) {
    const std::string& key = name;
    const bool of_the_client =
        std::any_of(kClientHeaders.begin(), kClientHeaders.end(),
                    [&key](std::string_view known) { return EqualsIgnoringCase(known, key); });
    if (of_the_client) {
      diagnostics.AddError(PointerTo(place, name), "'" + name + "' is written by the HTTP client",
                           "Remove the entry");
    } else if (name.empty() || !http::Headers().Add(name, value)) {
      diagnostics.AddError(PointerTo(place, name), "the name or value is none that a header field can have",
                           "Use letters, digits and hyphens in the name, and one line in the value");
    }
  }
}

void CheckUrl(const StoreCommandNode::Config& config, const std::string& place, Diagnostics& diagnostics) {
  CheckHeaders(config.headers, PointerTo(place, "requestHeaders"), diagnostics);
  const std::string url_place = PointerTo(place, "javascript");
  if (config.url.empty()) {
    diagnostics.AddWarning(url_place, "the URL is empty, so no command can be stored",
                           "Give the https URL of the system that stores commands");
    return;
  }
  const Result<CommandTemplate> url = CommandTemplate::Parse(config.url);
  if (!url) {
    diagnostics.AddError(url_place, std::string(url.error().message()),
                         "Give an https URL such as https://commands.example.com/{tenantName}/{sessionID}");
    return;
  }
  for (const std::string& name : url->Placeholders()) {
    if (IsAmong(kReserved, name) || config.placeholders.contains(name)) continue;
    diagnostics.AddError(url_place, "'{" + name + "}' is no placeholder that is known",
                         "Add it to placeholderMap, or use {tenantName}, {sessionID}, {sessionIdentifier}, "
                         "{requestID}, {hexRequestID} or {username}");
  }
}

/// What went wrong, as far as a status tells.
ErrorCode CodeOf(int status) {
  constexpr int kTooManyRequests = 429;
  constexpr int kServerErrors = 500;
  return status == kTooManyRequests || status >= kServerErrors ? ErrorCode::kUnavailable
                                                               : ErrorCode::kRejected;
}

}  // namespace

ConfigSpec<StoreCommandNode::Config> StoreCommandNode::Spec() {
  return ConfigSpec<Config>()
      .Field("javascript", &Config::url,
             "The https URL that takes the command, with placeholders in its path and query: {tenantName}, "
             "{sessionID}, {sessionIdentifier}, {requestID}, {hexRequestID}, {username}, and your own.")
      .Field("placeholderMap", &Config::placeholders,
             "Placeholders of your own, as name and state key. Where state has no text or number under that "
             "key, the entry itself is the value.")
      .Field("requestHeaders", &Config::headers,
             "Further header fields. Those with an empty value are left out.")
      .Choice("httpmethod", &Config::method,
              {{"POST", Method::kPost},
               {"PUT", Method::kPut},
               {"GET", Method::kGet},
               {"DELETE", Method::kDelete},
               {"PATCH", Method::kPatch}},
              "HTTP method. GET and DELETE are sent without a body, so the address has to say everything.")
      .Where(CheckUrl);
}

void StoreCommandNode::Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                             const std::shared_ptr<const onespan::Api>& /*api*/,
                             const CommandStorage& storage) {
  if (storage.transport == nullptr) return;
  const Result<CommandTemplate> url = CommandTemplate::Parse(config.url);
  if (!url) return;
  const std::string host = url->Authority();
  if (std::find(storage.hosts.begin(), storage.hosts.end(), host) != storage.hosts.end()) return;
  diagnostics.AddError(PointerTo(place, "javascript"), "the host '" + host + "' may not be called",
                       "Add it to the hosts that commands may be sent to");
}

StoreCommandNode::StoreCommandNode(Config config, std::shared_ptr<const onespan::Api> api,
                                   CommandStorage storage)
    : config_(std::move(config)), api_(std::move(api)), storage_(std::move(storage)) {
  if (Result<CommandTemplate> url = CommandTemplate::Parse(config_.url)) url_ = *std::move(url);
}

StateContract StoreCommandNode::Contract() const {
  StateContract contract = Reads(ostid::kCommand, ostid::kRiskResponse, ostid::kSessionId, ostid::kRequestId);
  if (!url_) return contract;
  for (const std::string& placeholder : url_->Placeholders()) {
    const auto own = config_.placeholders.find(placeholder);
    if (placeholder == kUserNameName) {
      contract.Merge(StateContract().ReadsName(kUserNameName));
    } else if (!IsAmong(kReserved, placeholder) && own != config_.placeholders.end()) {
      contract.Merge(StateContract().ReadsName(own->second));
    }
  }
  return contract;
}

Task<Result<Action>> StoreCommandNode::Process(const StepContext& step) const {
  Result<http::Request> request = Request(step.state());
  if (!request) co_return tl::unexpected(request.error());
  const Result<http::Response> reply = co_await storage_.transport->Send(*std::move(request), step.call());
  if (!reply) {
    co_return tl::unexpected(
        Error(reply.error().code(), "The command for the app could not be stored. Try again.")
            .With(Fact::kRoute, std::string(kRoute.view()))
            .With(Fact::kReason, std::string(reply.error().message())));
  }
  if (!reply->ok()) {
    co_return tl::unexpected(
        Error(CodeOf(reply->status()), "The command for the app was not taken by the system that stores it.")
            .With(Fact::kRoute, std::string(kRoute.view()))
            .With(Fact::kHttpStatus, std::to_string(reply->status())));
  }
  co_return Action::To("Success");
}

Result<http::Request> StoreCommandNode::Request(const StateView& state) const {
  if (storage_.transport == nullptr || !url_) {
    return tl::unexpected(
        Error(ErrorCode::kUnavailable, "There is no system here that stores commands for apps."));
  }
  const Result<std::string> session = state.Require(ostid::kSessionId);
  if (!session) return tl::unexpected(session.error());
  const Result<http::Url> url =
      url_->Fill([&](std::string_view placeholder) { return ValueOf(placeholder, state); });
  if (!url) return tl::unexpected(url.error());

  http::Request request = http::Request(config_.method, *url, kRoute).WithResend(http::Resend::kIfUnsent);
  bool accept_given = false;
  for (const auto& [name, value] : config_.headers) {
    if (value.empty() || EqualsIgnoringCase(name, "Content-Type")) continue;
    accept_given = accept_given || EqualsIgnoringCase(name, "Accept");
    request = std::move(request).WithHeader(name, value);
  }
  if (!accept_given) request = std::move(request).WithHeader("Accept", "application/json");
  if (config_.method == Method::kGet || config_.method == Method::kDelete) return request;

  Json body{{"sessionId", *session}};
  if (const auto command = state.Get(ostid::kCommand)) body["commandString"] = *command;
  if (const auto risk = StateText(state, ostid::kRiskResponse.name)) body["irmResponse"] = *risk;
  return std::move(request).WithBody("application/json", Secret(DumpJson(body)));
}

Result<std::string> StoreCommandNode::ValueOf(std::string_view placeholder, const StateView& state) const {
  if (placeholder == "tenantName") return api_->tenant();
  if (placeholder == "sessionID") return state.Require(ostid::kSessionId);
  if (placeholder == "requestID") return state.Require(ostid::kRequestId);
  if (placeholder == "hexRequestID") {
    Result<std::string> id = state.Require(ostid::kRequestId);
    return id ? Result<std::string>(HexEncode(*id)) : id;
  }
  if (placeholder == "sessionIdentifier") {
    Result<std::string> session = state.Require(ostid::kSessionId);
    if (!session) return session;
    std::optional<std::string> decoded = HexDecode(*session);
    if (decoded) return *std::move(decoded);
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The session id is no hexadecimal text.")
                              .With(Fact::kStateKey, std::string(ostid::kSessionId.name)));
  }
  if (placeholder == kUserNameName) {
    std::optional<std::string> name = StateText(state, kUserNameName);
    if (name) return *std::move(name);
    return tl::unexpected(Missing(kUserNameName, "The user name is missing: collect it before this step."));
  }
  const auto own = config_.placeholders.find(std::string(placeholder));
  if (own == config_.placeholders.end()) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "The command's address has a placeholder that is not known."));
  }
  return StateText(state, own->second).value_or(own->second);
}

}  // namespace authtree::inline v0::nodes
