#include "request_reading.h"

#include <algorithm>
#include <utility>

#include "authtree/core/encoding.h"
#include "authtree/http/url.h"

#include "payload_schemas.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kMaxNameCharacters = 255;

std::size_t Characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

/// `adaptive` is null when the payload has one form.
tl::expected<UserRequest, http::Response> Read(const Exchange& exchange, const Schema& plain,
                                               const Schema* adaptive) {
  auto body = exchange.ReadObject();
  if (!body) return tl::unexpected(std::move(body).error());
  std::vector<ValidationError> errors;
  const Schema* schema = adaptive == nullptr ? &plain : ChooseSchema(*body, plain, *adaptive, errors);
  auto user = ReadUserKey(exchange, schema == nullptr ? plain.object : schema->object, errors);
  if (schema != nullptr) {
    CheckPayload(*body, *schema, exchange.strictness(), errors);
    CheckEnvironmentHeader(exchange, *schema, errors);
  }
  if (!errors.empty() || !user) return tl::unexpected(exchange.Invalid(errors));
  return UserRequest{*std::move(user), *std::move(body), schema};
}

}  // namespace

std::optional<UserKey> ParseUserKey(std::string_view segment) {
  std::optional<std::string> user;
  std::optional<std::string> domain;
  if (std::count(segment.begin(), segment.end(), '@') == 1) {
    const std::size_t at = segment.find('@');
    user = http::PercentDecode(segment.substr(0, at));
    domain = http::PercentDecode(segment.substr(at + 1));
  } else if (const auto whole = http::PercentDecode(segment)) {
    const std::size_t at = whole->rfind('@');
    if (at == std::string::npos) return std::nullopt;
    user = whole->substr(0, at);
    domain = whole->substr(at + 1);
  }
  if (!user || !domain || user->empty() || domain->empty()) return std::nullopt;
  if (!IsUtf8(*user) || !IsUtf8(*domain)) return std::nullopt;
  if (Characters(*user) > kMaxNameCharacters || Characters(*domain) > kMaxNameCharacters) return std::nullopt;
  return UserKey{*std::move(user), *std::move(domain)};
}

std::optional<UserKey> ReadUserKey(const Exchange& exchange, std::string_view object,
                                   std::vector<ValidationError>& errors) {
  auto key = ParseUserKey(exchange.segment(0));
  if (!key) errors.push_back({std::string(object), "userID@domain", "must match ^.{1,255}@.{1,255}$"});
  return key;
}

std::string ReadSegment(const Exchange& exchange, std::size_t index, const FieldRule& rule,
                        std::string_view object, std::vector<ValidationError>& errors) {
  auto text = http::PercentDecode(exchange.segment(index));
  if (!text || !IsUtf8(*text)) {
    errors.push_back({std::string(object), std::string(rule.name), "the path is not encoded well"});
    return {};
  }
  CheckText(*text, rule, object, errors);
  return *std::move(text);
}

const Schema* ChooseSchema(const Json& body, const Schema& plain, const Schema& adaptive,
                           std::vector<ValidationError>& errors) {
  const std::string type = TextOf(body, "objectType");
  if (type == plain.object) return &plain;
  if (type == adaptive.object) return &adaptive;
  errors.push_back({std::string(plain.object), "objectType",
                    "must be one of " + std::string(plain.object) + " " + std::string(adaptive.object)});
  return nullptr;
}

void CheckEnvironmentHeader(const Exchange& exchange, const Schema& schema,
                            std::vector<ValidationError>& errors) {
  const std::string_view value = exchange.request().headers().Find(kRiskAnalyticsEnvironment.name);
  if (!value.empty()) CheckText(value, kRiskAnalyticsEnvironment, schema.object, errors);
}

tl::expected<UserRequest, http::Response> ReadUserRequest(const Exchange& exchange, const Schema& schema) {
  return Read(exchange, schema, nullptr);
}

tl::expected<UserRequest, http::Response> ReadUserRequest(const Exchange& exchange, const Schema& plain,
                                                          const Schema& adaptive) {
  return Read(exchange, plain, &adaptive);
}

}  // namespace authtree::inline v0::simulator
