#include "demo_handler.h"

#include <utility>

#include "authtree/core/encoding.h"
#include "authtree/core/json.h"

namespace authtree::inline v0::cli {
namespace {

constexpr std::string_view kPngUri = "data:image/png;base64,";
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

DemoHandler::DemoHandler(std::shared_ptr<http::Handler> authenticate, simulator::DigipassConfig digipass)
    : authenticate_(std::move(authenticate)), device_(std::move(digipass)) {}

Task<http::Response> DemoHandler::Handle(http::ServerRequest request) {
  if (request.path() == "/demo/digipass") co_return Scan(request);
  co_return co_await authenticate_->Handle(std::move(request));
}

http::Response DemoHandler::Scan(const http::ServerRequest& request) {
  if (request.method() != http::Method::kPost) return Refusal(405, "Send the picture with POST.");
  const Result<Json> body = ParseJson(request.body().Expose(), kPictureLimits);
  const std::string image = body ? StringMember(*body, "image") : std::string();
  const std::optional<std::string> png = image.starts_with(kPngUri)
                                             ? Base64Decode(std::string_view(image).substr(kPngUri.size()))
                                             : std::nullopt;
  if (!png)
    return Refusal(400, "Send {\"image\": \"data:image/png;base64,...\"}: the value of ostid_cronto.");
  const std::lock_guard lock(mutex_);
  const Result<simulator::DigipassReading> reading = device_.Scan(*png);
  if (!reading) return Refusal(422, reading.error().message());
  OrderedJson reply;
  reply["kind"] = reading->kind == simulator::DigipassReading::Kind::kDeviceCode ? "deviceCode" : "signature";
  reply["code"] = reading->code;
  reply["serial"] = reading->serial;
  return JsonReply(200, reply);
}

}  // namespace authtree::inline v0::cli
