#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "authtree/core/encoding.h"
#include "authtree/simulator/visual_code_image.h"

#include "exchange.h"
#include "payload_schemas.h"
#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kPng = "image/png";
constexpr std::string_view kJson = "application/json";

struct RenderCommand {
  std::string bytes;
  VisualCodeFormat format = VisualCodeFormat::kCronto;
  int image_size = kDefaultImageSize;
};

VisualCodeFormat FormatOf(std::string_view name) {
  return name == "CRONTO" ? VisualCodeFormat::kCronto : VisualCodeFormat::kQrCode;
}

/// `QR` is what some published clients send. It is no documented value, so the strict mode refuses it.
bool IsLooseQr(const Exchange& exchange, std::string_view format) {
  return format == "QR" && exchange.strictness() == Strictness::kLoose;
}

void CheckLength(const Exchange& exchange, const RenderCommand& command,
                 std::vector<ValidationError>& errors) {
  const ServiceRules& rules = exchange.rules();
  const bool cronto = command.format == VisualCodeFormat::kCronto;
  std::size_t most = std::min(kMaxQrBytes, static_cast<std::size_t>(rules.max_message_digits) / 2);
  if (cronto) most = std::min(most, static_cast<std::size_t>(rules.max_cronto_bytes));
  if (command.bytes.size() <= most) return;
  errors.push_back(
      {std::string(kRenderInput.object), "message",
       "size must be at most " + std::to_string(most) + (cronto ? " bytes for CRONTO" : " bytes")});
}

/// Draws the code; every check is done.
tl::expected<std::string, http::Response> Draw(const Exchange& exchange, const RenderCommand& command) {
  std::vector<ValidationError> errors;
  CheckLength(exchange, command, errors);
  if (!errors.empty()) return tl::unexpected(exchange.Invalid(errors));
  auto png = RenderVisualCode(command.format, command.bytes, command.image_size);
  if (!png) return tl::unexpected(exchange.Refuse(500, "simulated: the picture could not be drawn"));
  return *std::move(png);
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The `q` of one element of an Accept header; 1 when there is none.
double QualityOf(std::string_view range) {
  for (std::size_t start = range.find(';'); start != std::string_view::npos;) {
    const std::size_t end = range.find(';', start + 1);
    const std::string_view parameter = Trimmed(
        range.substr(start + 1, end == std::string_view::npos ? std::string_view::npos : end - start - 1));
    if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
      return std::strtod(std::string(parameter.substr(2)).c_str(), nullptr);
    }
    start = end;
  }
  return 1;
}

/// The media type to answer, of the two that can be, or nothing when the caller takes neither.
std::optional<std::string_view> ChooseMediaType(std::string_view accept) {
  if (Trimmed(accept).empty()) return kPng;
  std::optional<std::string_view> best;
  double best_quality = 0;
  while (!accept.empty()) {
    const std::string_view range = Trimmed(accept.substr(0, accept.find(',')));
    accept.remove_prefix(std::min(
        accept.size(), accept.find(',') == std::string_view::npos ? accept.size() : accept.find(',') + 1));
    const std::string name = http::MediaTypeOf(range);
    const double quality = QualityOf(range);
    if (quality <= best_quality) continue;
    if (name == kPng || name == "image/*" || name == "*/*") {
      best = kPng;
    } else if (name == kJson || name == "application/*") {
      best = kJson;
    } else {
      continue;
    }
    best_quality = quality;
  }
  return best;
}

}  // namespace

http::Response RenderFromQuery(const Exchange& exchange) {
  const std::string object(kRenderInput.object);
  std::vector<ValidationError> errors;
  const auto query = exchange.request().Query();
  if (!query) return exchange.Refuse(400, "the query is not encoded well");
  RenderCommand command;
  std::optional<std::string> message;
  for (const auto& [name, value] : *query) {
    if (name == "message") {
      message = value;
    } else if (name == "format") {
      if (!IsLooseQr(exchange, value)) CheckText(value, kQueryFormat, object, errors);
      command.format = FormatOf(value);
    } else if (name == "imageSize") {
      const auto size = ParseInteger(value);
      if (!size || *size < kMinImageSize || *size > kMaxImageSize) {
        errors.push_back({object, name, "must be between 35 and 700"});
      } else {
        command.image_size = static_cast<int>(*size);
      }
    } else if (exchange.strictness() == Strictness::kStrict) {
      errors.push_back({object, name, "unknown parameter"});
    }
  }
  if (message) {
    CheckText(*message, kQueryMessage, object, errors);
  } else {
    errors.push_back({object, "message", "must not be null"});
  }
  if (!errors.empty()) return exchange.Invalid(errors);
  command.bytes = HexDecode(*message).value_or(std::string());
  auto png = Draw(exchange, command);
  if (!png) return std::move(png).error();
  return http::Response(200).WithBody(std::string(kPng), Secret::Take(*std::move(png)));
}

http::Response RenderFromBody(const Exchange& exchange) {
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  if (IsLooseQr(exchange, TextOf(*body, "format"))) (*body)["format"] = "QRCODE";
  std::vector<ValidationError> errors;
  CheckPayload(*body, kRenderInput, exchange.strictness(), errors);
  std::string message = TextOf(*body, "message");
  const bool hexadecimal = TextOf(*body, "type") == "HEXSTRING";
  if (hexadecimal && !message.empty()) CheckText(message, kQueryMessage, kRenderInput.object, errors);
  if (!errors.empty()) return exchange.Invalid(errors);

  const auto media_type = ChooseMediaType(exchange.request().headers().Find("Accept"));
  if (!media_type) return exchange.Refuse(406, "simulated: the answer is image/png or application/json");
  RenderCommand command;
  command.bytes = hexadecimal ? HexDecode(message).value_or(std::string()) : std::move(message);
  command.format = FormatOf(TextOf(*body, "format", "CRONTO"));
  command.image_size = static_cast<int>(IntegerOf(*body, "imageSize").value_or(kDefaultImageSize));
  auto png = Draw(exchange, command);
  if (!png) return std::move(png).error();
  if (*media_type == kJson) {
    return exchange.Ok(OrderedJson{{"image", "data:image/png;base64," + Base64Encode(*png)}});
  }
  return http::Response(200).WithBody(std::string(kPng), Secret::Take(*std::move(png)));
}

}  // namespace authtree::inline v0::simulator
