#include "visual_code_messages.h"

#include <string>
#include <utility>

#include "authtree/core/encoding.h"

#include "field_rules.h"
#include "reply_body.h"
#include "secret_json_writer.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr int kSmallestImage = 35;
constexpr int kLargestImage = 700;
constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1A\n";

std::string_view FormatName(VisualCodeFormat format) {
  switch (format) {
    case VisualCodeFormat::kCronto:
      return "CRONTO";
    case VisualCodeFormat::kQrCode:
      return "QRCODE";
  }
  return {};
}

std::string_view EncodingName(MessageEncoding encoding) {
  switch (encoding) {
    case MessageEncoding::kHexString:
      return "HEXSTRING";
    case MessageEncoding::kClearText:
      return "CLEARTEXT";
  }
  return {};
}

std::optional<Error> Check(const RenderVisualCodeRequest& request) {
  const bool hex = request.encoding() == MessageEncoding::kHexString;
  if (auto problem = CheckText(hex ? kHexMessageRule : kClearMessageRule, request.message().Expose()))
    return problem;
  if (request.image_size() < kSmallestImage || request.image_size() > kLargestImage) {
    return Error(ErrorCode::kInvalidInput, "The size of a visual code must be 35 to 700 pixels.")
        .With(Fact::kField, "imageSize");
  }
  return std::nullopt;
}

}  // namespace

Result<Secret> RenderVisualCodeBody(const RenderVisualCodeRequest& request) {
  if (auto problem = Check(request)) return tl::unexpected(*std::move(problem));
  SecretJsonWriter body;
  body.Text("message", request.message());
  body.Text("type", EncodingName(request.encoding()));
  body.Text("format", FormatName(request.format()));
  body.Number("imageSize", request.image_size());
  return std::move(body).Finish();
}

Result<http::Url> RenderVisualCodeUrl(const http::Url& operation, const RenderVisualCodeRequest& request) {
  if (auto problem = Check(request)) return tl::unexpected(*std::move(problem));
  const std::string_view message = request.message().Expose();
  std::string hex =
      request.encoding() == MessageEncoding::kHexString ? std::string(message) : HexEncode(message);
  http::Url url = operation.Query("message", hex)
                      .Query("format", FormatName(request.format()))
                      .Query("imageSize", std::to_string(request.image_size()));
  Wipe(hex.data(), hex.size());
  return url;
}

Result<VisualCodeImage> ReadVisualCode(const http::Response& reply) {
  if (reply.status() != 200) return tl::unexpected(UnexpectedReply("status"));
  if (reply.MediaType() != "image/png") return tl::unexpected(UnexpectedReply("Content-Type"));
  if (reply.body().Expose().substr(0, kPngSignature.size()) != kPngSignature) {
    return tl::unexpected(UnexpectedReply("image"));
  }
  return VisualCodeImage{reply.body().Clone()};
}

}  // namespace authtree::inline v0::onespan
