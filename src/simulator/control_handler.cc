#include "authtree/simulator/control_handler.h"

#include <utility>
#include <vector>

#include "authtree/core/object_reader.h"

#include "request_reading.h"
#include "script_reading.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kFaultsPath = "/simulator/faults";
constexpr std::string_view kScriptPath = "/simulator/script";
constexpr std::string_view kInboxPath = "/simulator/inbox";
constexpr std::string_view kRequestsPath = "/simulator/requests";
constexpr std::string_view kActivationsPath = "/simulator/activations";
constexpr std::string_view kAccountsPath = "/simulator/accounts";
constexpr std::string_view kJsonType = "application/json";

http::Response JsonAnswer(int status, const OrderedJson& body) {
  return http::Response(status)
      .WithHeader("Cache-Control", "no-store")
      .WithBody(std::string(kJsonType), Secret::Take(DumpJson(body)));
}

http::Response Declined(int status, std::string_view message, const Diagnostics& diagnostics = {}) {
  OrderedJson body;
  body["code"] = status;
  body["message"] = message;
  for (const Finding& finding : diagnostics.findings()) {
    body["findings"].push_back(
        OrderedJson{{"place", finding.place}, {"problem", finding.problem}, {"fix", finding.fix}});
  }
  return JsonAnswer(status, body);
}

/// The body as JSON; an error without a fact when it is not sent as such.
Result<Json> ReadBody(const http::ServerRequest& request) {
  if (http::MediaTypeOf(request.headers().Find("Content-Type")) != kJsonType) {
    return tl::unexpected(Error(ErrorCode::kRejected, "Send the body as application/json."));
  }
  return ParseJson(request.body().Expose());
}

http::Response Unreadable(const Error& error) {
  return Declined(error.code() == ErrorCode::kRejected ? 415 : 400, error.Describe());
}

}  // namespace

ControlHandler::ControlHandler(std::shared_ptr<OneSpanService> service) : service_(std::move(service)) {}

Task<http::Response> ControlHandler::Handle(http::ServerRequest request) {
  if (auto answer = Control(request)) co_return *std::move(answer);
  co_return co_await service_->Handle(std::move(request));
}

Task<http::ServerReply> ControlHandler::Reply(http::ServerRequest request) {
  if (auto answer = Control(request)) co_return http::ServerReply(*std::move(answer));
  co_return co_await service_->Reply(std::move(request));
}

std::optional<http::Response> ControlHandler::Control(const http::ServerRequest& request) {
  const std::string_view path = request.path();
  if (path == kFaultsPath) return AnswerFaults(request);
  if (path == kScriptPath) return AnswerScript(request);
  if (path == kInboxPath) return AnswerInbox(request);
  if (path == kRequestsPath) return AnswerRequests(request);
  if (path == kActivationsPath) return AnswerActivations(request);
  if (path == kAccountsPath) return AnswerAccounts(request);
  if (path.starts_with(kAccountsPath) && path.substr(kAccountsPath.size()).starts_with('/')) {
    return ChangeAccount(request, path.substr(kAccountsPath.size() + 1));
  }
  if (path.starts_with(kRequestsPath) && path.substr(kRequestsPath.size()).starts_with('/')) {
    return DecideRequest(request, path.substr(kRequestsPath.size() + 1));
  }
  return std::nullopt;
}

http::Response ControlHandler::AnswerScript(const http::ServerRequest& request) {
  if (request.method() == http::Method::kGet) {
    OrderedJson script;
    script["push"] = PushScriptJson(service_->push_script());
    script["onlineActivation"] = ActivationScriptJson(service_->activation_script());
    script["orchestration"] = CommandRulesJson(service_->CommandRules());
    script["risk"] = RiskRulesJson(service_->RiskRules());
    return JsonAnswer(200, script);
  }
  if (request.method() != http::Method::kPut) {
    return Declined(405, "Read the script with GET, change it with PUT.").WithHeader("Allow", "GET, PUT");
  }
  const auto body = ReadBody(request);
  if (!body) return Unreadable(body.error());
  Diagnostics diagnostics;
  ObjectReader reader(*body, "", diagnostics);
  PushScript push = service_->push_script();
  reader.Object("push", [&](ObjectReader& member) { ReadPushScript(member, push); });
  ActivationScript activation = service_->activation_script();
  reader.Object("onlineActivation", [&](ObjectReader& member) { ReadActivationScript(member, activation); });
  std::optional<std::vector<CommandRule>> commands;
  if (const Json* list = reader.Any("orchestration")) {
    commands = ReadCommandRules(*list, "/orchestration", diagnostics);
  }
  std::optional<std::vector<RiskRule>> risk;
  if (const Json* list = reader.Any("risk")) risk = ReadRiskRules(*list, "/risk", diagnostics);
  reader.Finish();
  if (diagnostics.has_errors()) return Declined(400, "The script has findings.", diagnostics);
  service_->SetPushScript(push);
  service_->SetActivationScript(activation);
  if (commands) service_->SetCommandRules(*std::move(commands));
  if (risk) service_->SetRiskRules(*std::move(risk));
  return http::Response(204);
}

http::Response ControlHandler::AnswerInbox(const http::ServerRequest& request) {
  if (request.method() == http::Method::kDelete) {
    service_->ClearInbox();
    return http::Response(204);
  }
  if (request.method() != http::Method::kGet) {
    return Declined(405, "Read the inbox with GET, empty it with DELETE.").WithHeader("Allow", "GET, DELETE");
  }
  OrderedJson messages = OrderedJson::array();
  for (const InboxMessage& message : service_->Inbox()) {
    messages.push_back(OrderedJson{{"userID", message.user_id},
                                   {"domain", message.domain},
                                   {"channel", message.channel},
                                   {"address", message.address},
                                   {"otp", message.otp}});
  }
  return JsonAnswer(200, OrderedJson{{"messages", messages}});
}

http::Response ControlHandler::AnswerRequests(const http::ServerRequest& request) {
  if (request.method() != http::Method::kGet) {
    return Declined(405, "Read the requests with GET.").WithHeader("Allow", "GET");
  }
  OrderedJson requests = OrderedJson::array();
  for (const RequestView& view : service_->Requests()) {
    OrderedJson one{{"requestID", view.request_id},
                    {"kind", RequestKindName(view.kind)},
                    {"state", RequestStateName(view.state)},
                    {"userID", view.user_id},
                    {"domain", view.domain}};
    if (!view.title.empty()) one["title"] = view.title;
    for (const DisplayLine& line : view.lines) {
      one["lines"].push_back(OrderedJson{{"label", line.label}, {"text", line.text}});
    }
    requests.push_back(std::move(one));
  }
  return JsonAnswer(200, OrderedJson{{"requests", requests}});
}

http::Response ControlHandler::DecideRequest(const http::ServerRequest& request,
                                             std::string_view request_id) {
  if (request.method() != http::Method::kPut) {
    return Declined(405, "Decide a push with PUT.").WithHeader("Allow", "PUT");
  }
  const auto body = ReadBody(request);
  if (!body) return Unreadable(body.error());
  Diagnostics diagnostics;
  ObjectReader reader(*body, "", diagnostics);
  PushDecision decision = PushDecision::kWait;
  reader.Require("decision", "send {\"decision\": \"accept\"}");
  reader.Word<PushDecision>(
      "decision", decision,
      {{"accept", PushDecision::kAccept}, {"refuse", PushDecision::kRefuse}, {"wait", PushDecision::kWait}});
  reader.Finish();
  if (diagnostics.has_errors()) return Declined(400, "The decision has findings.", diagnostics);
  const auto decided = service_->DecidePush(request_id, decision);
  return decided ? http::Response(204) : Declined(404, decided.error().message());
}

http::Response ControlHandler::AnswerActivations(const http::ServerRequest& request) {
  if (request.method() != http::Method::kPost) {
    return Declined(405, "Finish an online activation with POST.").WithHeader("Allow", "POST");
  }
  const auto body = ReadBody(request);
  if (!body) return Unreadable(body.error());
  Diagnostics diagnostics;
  ObjectReader reader(*body, "", diagnostics);
  std::string message;
  std::string user;
  std::string domain;
  DigipassPlatform platform = service_->activation_script().platform;
  reader.Text("message", message);
  reader.Text("userID", user);
  reader.Text("domain", domain);
  ReadPlatform(reader, platform);
  reader.Finish();
  if (message.empty() == user.empty()) {
    diagnostics.AddError("", "names no activation, or two",
                         "send {\"message\": \"02;...\"} or {\"userID\": \"alice\"}");
  }
  if (diagnostics.has_errors()) return Declined(400, "The activation has findings.", diagnostics);
  const auto serials = message.empty() ? service_->CompleteOnlineActivation(user, domain, platform)
                                       : service_->ReadByApp(Secret::Take(std::move(message)), platform);
  if (serials) return JsonAnswer(200, OrderedJson{{"serialNumbers", *serials}});
  const ErrorCode code = serials.error().code();
  const int refused = code == ErrorCode::kInvalidInput ? 400 : code == ErrorCode::kNotFound ? 404 : 409;
  return Declined(refused, serials.error().message());
}

http::Response ControlHandler::AnswerAccounts(const http::ServerRequest& request) {
  if (request.method() != http::Method::kGet) {
    return Declined(405, "Read the accounts with GET.").WithHeader("Allow", "GET");
  }
  OrderedJson accounts = OrderedJson::array();
  for (const AccountView& account : service_->Snapshot().accounts) {
    accounts.push_back(OrderedJson{{"userID", account.user_id},
                                   {"domain", account.domain},
                                   {"enabled", account.enabled},
                                   {"locked", account.locked}});
  }
  return JsonAnswer(200, OrderedJson{{"accounts", accounts}});
}

http::Response ControlHandler::ChangeAccount(const http::ServerRequest& request, std::string_view segment) {
  if (request.method() != http::Method::kPut) {
    return Declined(405, "Lock or unlock an account with PUT.").WithHeader("Allow", "PUT");
  }
  const auto body = ReadBody(request);
  if (!body) return Unreadable(body.error());
  Diagnostics diagnostics;
  ObjectReader reader(*body, "", diagnostics);
  bool locked = false;
  reader.Require("locked", "send {\"locked\": false}");
  reader.Boolean("locked", locked);
  reader.Finish();
  if (diagnostics.has_errors()) return Declined(400, "The change has findings.", diagnostics);
  const auto user = ParseUserKey(segment);
  if (!user) return Declined(404, "The path names no user: /simulator/accounts/alice@master");
  const auto changed = service_->SetLocked(user->user_id, user->domain, locked);
  return changed ? http::Response(204) : Declined(404, changed.error().message());
}

http::Response ControlHandler::AnswerFaults(const http::ServerRequest& request) {
  switch (request.method()) {
    case http::Method::kGet:
      return JsonAnswer(200, OrderedJson{{"faults", FaultsJson(service_->Faults())}});
    case http::Method::kPut:
      return TakeFaults(request);
    case http::Method::kDelete:
      service_->ClearFaults();
      return http::Response(204);
    case http::Method::kPost:
    case http::Method::kPatch:
    case http::Method::kHead:
    case http::Method::kOptions:
      break;
  }
  return Declined(405, "Read the faults with GET, replace them with PUT, remove them with DELETE.")
      .WithHeader("Allow", "GET, PUT, DELETE");
}

http::Response ControlHandler::TakeFaults(const http::ServerRequest& request) {
  const auto body = ReadBody(request);
  if (!body) return Unreadable(body.error());
  Diagnostics diagnostics;
  ObjectReader reader(*body, "", diagnostics);
  reader.Require("faults", "send {\"faults\": [...]}");
  std::vector<FaultRule> faults;
  if (const Json* list = reader.Any("faults")) faults = ReadFaults(*list, "/faults", diagnostics);
  reader.Finish();
  if (diagnostics.has_errors()) return Declined(400, "The faults have findings.", diagnostics);
  service_->SetFaults(std::move(faults));
  return http::Response(204);
}

}  // namespace authtree::inline v0::simulator
