#include "authtree/simulator/control_handler.h"

#include <utility>
#include <vector>

#include "authtree/core/object_reader.h"

#include "script_reading.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kFaultsPath = "/simulator/faults";
constexpr std::string_view kScriptPath = "/simulator/script";
constexpr std::string_view kInboxPath = "/simulator/inbox";
constexpr std::string_view kRequestsPath = "/simulator/requests";
constexpr std::string_view kJsonType = "application/json";

http::Response JsonAnswer(int status, const OrderedJson& body) {
  return http::Response(status)
      .WithHeader("Cache-Control", "no-store")
      .WithBody(std::string(kJsonType), Secret::Take(DumpJson(body)));
}

http::Response Refusal(int status, std::string_view message, const Diagnostics& diagnostics = {}) {
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
  return Refusal(error.code() == ErrorCode::kRejected ? 415 : 400, error.Describe());
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
  if (path.starts_with(kRequestsPath) && path.substr(kRequestsPath.size()).starts_with('/')) {
    return DecideRequest(request, path.substr(kRequestsPath.size() + 1));
  }
  return std::nullopt;
}

http::Response ControlHandler::AnswerScript(const http::ServerRequest& request) {
  if (request.method() == http::Method::kGet) {
    OrderedJson script;
    script["push"] = PushScriptJson(service_->push_script());
    script["risk"] = RiskRulesJson(service_->RiskRules());
    script["identity"] = IdentityScriptJson(service_->identity_script());
    return JsonAnswer(200, script);
  }
  if (request.method() != http::Method::kPut) {
    return Refusal(405, "Read the script with GET, change it with PUT.").WithHeader("Allow", "GET, PUT");
  }
  const auto body = ReadBody(request);
  if (!body) return Unreadable(body.error());
  Diagnostics diagnostics;
  ObjectReader reader(*body, "", diagnostics);
  PushScript push = service_->push_script();
  reader.Object("push", [&](ObjectReader& member) { ReadPushScript(member, push); });
  std::optional<std::vector<RiskRule>> risk;
  if (const Json* list = reader.Any("risk")) risk = ReadRiskRules(*list, "/risk", diagnostics);
  IdentityScript identity = service_->identity_script();
  reader.Object("identity", [&](ObjectReader& member) { ReadIdentityScript(member, identity); });
  reader.Finish();
  if (diagnostics.has_errors()) return Refusal(400, "The script has findings.", diagnostics);
  service_->SetPushScript(push);
  service_->SetIdentityScript(identity);
  if (risk) service_->SetRiskRules(*std::move(risk));
  return http::Response(204);
}

http::Response ControlHandler::AnswerInbox(const http::ServerRequest& request) {
  if (request.method() == http::Method::kDelete) {
    service_->ClearInbox();
    return http::Response(204);
  }
  if (request.method() != http::Method::kGet) {
    return Refusal(405, "Read the inbox with GET, empty it with DELETE.").WithHeader("Allow", "GET, DELETE");
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
    return Refusal(405, "Read the requests with GET.").WithHeader("Allow", "GET");
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
    return Refusal(405, "Decide a push with PUT.").WithHeader("Allow", "PUT");
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
  if (diagnostics.has_errors()) return Refusal(400, "The decision has findings.", diagnostics);
  const auto decided = service_->DecidePush(request_id, decision);
  return decided ? http::Response(204) : Refusal(404, decided.error().message());
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
  return Refusal(405, "Read the faults with GET, replace them with PUT, remove them with DELETE.")
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
  if (diagnostics.has_errors()) return Refusal(400, "The faults have findings.", diagnostics);
  service_->SetFaults(std::move(faults));
  return http::Response(204);
}

}  // namespace authtree::inline v0::simulator
