#include "authtree/simulator/control_handler.h"

#include <utility>
#include <vector>

#include "authtree/core/object_reader.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kFaultsPath = "/simulator/faults";
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

}  // namespace

ControlHandler::ControlHandler(std::shared_ptr<OneSpanService> service) : service_(std::move(service)) {}

Task<http::Response> ControlHandler::Handle(http::ServerRequest request) {
  if (request.path() == kFaultsPath) co_return AnswerFaults(request);
  co_return co_await service_->Handle(std::move(request));
}

Task<http::ServerReply> ControlHandler::Reply(http::ServerRequest request) {
  if (request.path() == kFaultsPath) co_return http::ServerReply(AnswerFaults(request));
  co_return co_await service_->Reply(std::move(request));
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
  if (http::MediaTypeOf(request.headers().Find("Content-Type")) != kJsonType) {
    return Refusal(415, "Send the faults as application/json.");
  }
  const Result<Json> body = ParseJson(request.body().Expose());
  if (!body) return Refusal(400, body.error().Describe());
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
