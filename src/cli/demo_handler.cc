#include "demo_handler.h"

#include <utility>

#include "authtree/core/json.h"
#include "authtree/simulator/visual_code_image.h"

namespace authtree::inline v0::cli {
namespace {

constexpr JsonLimits kPictureLimits{std::size_t{512} * 1024, 4};

http::Response JsonReply(int status, const OrderedJson& body) {
  const std::string text = DumpJson(body);
  return http::Response(status)
      .WithHeader("Cache-Control", "no-store")
      .WithBody("application/json", Secret(std::string_view(text)));
}

http::Response Refusal(int status, std::string_view message) {
  OrderedJson body;
  body["code"] = status;
  body["message"] = message;
  return JsonReply(status, body);
}

}  // namespace

DemoHandler::DemoHandler(std::shared_ptr<http::Handler> authenticate,
                         std::shared_ptr<simulator::OneSpanService> service,
                         const simulator::DigipassConfig& digipass)
    : authenticate_(std::move(authenticate)),
      service_(std::move(service)),
      app_platform_(simulator::AppPlatform(digipass.platform)),
      holder_(simulator::VirtualDigipass(digipass), {}) {}

Task<http::Response> DemoHandler::Handle(http::ServerRequest request) {
  if (request.path() == "/demo/digipass") co_return Scan(request);
  co_return co_await authenticate_->Handle(std::move(request));
}

http::Response DemoHandler::Scan(const http::ServerRequest& request) {
  if (request.method() != http::Method::kPost) return Refusal(405, "Send the picture with POST.");
  const Result<Json> body = ParseJson(request.body().Expose(), kPictureLimits);
  const std::optional<std::string> png =
      simulator::PngOfDataUri(body ? StringMember(*body, "image") : std::string());
  if (!png)
    return Refusal(400, "Send {\"image\": \"data:image/png;base64,...\"}: the value of ostid_cronto.");
  const std::lock_guard lock(mutex_);
  const Result<simulator::DigipassHolder::Sight> sight = holder_.Look(*png);
  if (!sight) return Refusal(422, sight.error().message());
  OrderedJson reply;
  if (sight->reading) {
    reply["kind"] = simulator::FieldFor(sight->reading->kind);
    reply["code"] = sight->reading->code;
    reply["serial"] = sight->reading->serial;
    return JsonReply(200, reply);
  }
  if (sight->offer) return ActivateApp(*sight->offer);
  const std::optional<Secret> response = holder_.Response();
  if (!response) return Refusal(422, "The device is not activated, so it has no response to this challenge.");
  reply["kind"] = "response";
  reply["code"] = response->Expose();
  reply["challenge"] = sight->challenge;
  return JsonReply(200, reply);
}

http::Response DemoHandler::ActivateApp(const Secret& offer) {
  const Result<std::vector<std::string>> serials = service_->ReadByApp(offer, app_platform_);
  if (!serials) return Refusal(422, serials.error().message());
  OrderedJson reply;
  reply["kind"] = "activation";
  reply["serialNumbers"] = *serials;
  return JsonReply(200, reply);
}

}  // namespace authtree::inline v0::cli
