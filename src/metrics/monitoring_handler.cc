#include "authtree/metrics/monitoring_handler.h"

#include <string>
#include <string_view>

namespace authtree::inline v0::metrics {
namespace {

constexpr std::string_view kPlain = "text/plain; charset=utf-8";
constexpr std::string_view kExposition = "text/plain; version=0.0.4; charset=utf-8";

http::Response MakeReply(int status, std::string_view type, std::string_view text) {
  return http::Response(status)
      .WithHeader("Cache-Control", "no-store")
      .WithHeader("X-Content-Type-Options", "nosniff")
      .WithBody(std::string(type), Secret(text));
}

}  // namespace

Task<http::Response> MonitoringHandler::Handle(http::ServerRequest request) { co_return Answer(request); }

http::Response MonitoringHandler::Answer(const http::ServerRequest& request) const {
  const std::string_view path = request.path();
  if (path != "/metrics" && path != "/health" && path != "/ready") {
    return MakeReply(404, kPlain, "There is /metrics, /health and /ready.\n");
  }
  if (request.method() != http::Method::kGet && request.method() != http::Method::kHead) {
    return MakeReply(405, kPlain, "Ask with GET.\n").WithHeader("Allow", "GET, HEAD");
  }
  if (path == "/metrics") return MakeReply(200, kExposition, metrics_->Text());
  if (path == "/health") return MakeReply(200, kPlain, "alive\n");
  return ready_() ? MakeReply(200, kPlain, "ready\n") : MakeReply(503, kPlain, "not ready\n");
}

}  // namespace authtree::inline v0::metrics
