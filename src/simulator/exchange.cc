#include "exchange.h"

#include <array>
#include <utility>

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kJsonType = "application/json";

std::string_view ReasonPhrase(int status) {
  constexpr std::array<std::pair<int, std::string_view>, 16> kPhrases = {{{400, "Bad Request"},
                                                                          {401, "Unauthorized"},
                                                                          {403, "Forbidden"},
                                                                          {404, "Not Found"},
                                                                          {405, "Method Not Allowed"},
                                                                          {406, "Not Acceptable"},
                                                                          {408, "Request Timeout"},
                                                                          {409, "Conflict"},
                                                                          {412, "Precondition Failed"},
                                                                          {413, "Payload Too Large"},
                                                                          {415, "Unsupported Media Type"},
                                                                          {429, "Too Many Requests"},
                                                                          {500, "Internal Server Error"},
                                                                          {502, "Bad Gateway"},
                                                                          {503, "Service Unavailable"},
                                                                          {504, "Gateway Timeout"}}};
  for (const auto& [known, phrase] : kPhrases) {
    if (known == status) return phrase;
  }
  return "Error";
}

void AppendPadded(std::string& text, unsigned value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) text.append(width - digits.size(), '0');
  text += digits;
}

}  // namespace

std::string UtcTimestamp(std::chrono::system_clock::time_point time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  std::string text;
  AppendPadded(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  AppendPadded(text += '-', static_cast<unsigned>(date.month()), 2);
  AppendPadded(text += '-', static_cast<unsigned>(date.day()), 2);
  AppendPadded(text += 'T', static_cast<unsigned>(clock.hours().count()), 2);
  AppendPadded(text += ':', static_cast<unsigned>(clock.minutes().count()), 2);
  AppendPadded(text += ':', static_cast<unsigned>(clock.seconds().count()), 2);
  return text += 'Z';
}

http::Response ErrorAnswer(const ErrorContext& context, int status, std::string_view message,
                           const std::vector<ValidationError>& errors) {
  OrderedJson body;
  body["status"] = status;
  body["error"] = ReasonPhrase(status);
  body["message"] = message;
  body["service"] = context.service;
  body["logCorrelationID"] = context.correlation_id;
  body["timestamp"] = UtcTimestamp(context.time);
  for (const ValidationError& error : errors) {
    body["validationErrors"].push_back(
        OrderedJson{{"object", error.object}, {"field", error.field}, {"message", error.message}});
  }
  return http::Response(status).WithBody(std::string(kJsonType), Secret::Take(DumpJson(body)));
}

tl::expected<Json, http::Response> Exchange::ReadObject() const {
  if (http::MediaTypeOf(request_.headers().Find("Content-Type")) != kJsonType) {
    return tl::unexpected(Refuse(415, "the content type must be application/json"));
  }
  auto body = ParseJson(request_.body().Expose());
  if (!body || !body->is_object()) return tl::unexpected(Refuse(400, "the body is not a JSON object"));
  return *std::move(body);
}

http::Response Exchange::Ok(const OrderedJson& body) const {
  return http::Response(200).WithBody(std::string(kJsonType), Secret::Take(DumpJson(body)));
}

http::Response Exchange::Created(const OrderedJson& body) const {
  return http::Response(201).WithBody(std::string(kJsonType), Secret::Take(DumpJson(body)));
}

http::Response Exchange::Accepted(const OrderedJson& body) const {
  return http::Response(202).WithBody(std::string(kJsonType), Secret::Take(DumpJson(body)));
}

http::Response Exchange::Refuse(int status, std::string_view message) const {
  return ErrorAnswer(context_, status, message);
}

http::Response Exchange::Refuse(const Refusal& refusal) const {
  return Refuse(refusal.status, refusal.message);
}

http::Response Exchange::Invalid(const std::vector<ValidationError>& errors) const {
  return ErrorAnswer(context_, 400, "Input validation failed", errors);
}

}  // namespace authtree::inline v0::simulator
