#include "service_fixture.h"

#include "authtree/core/encoding.h"

namespace authtree::inline v0::simulator {

std::vector<std::string> Reply::Findings() const {
  std::vector<std::string> findings;
  if (const Json* errors = FindMember(body, "validationErrors")) {
    for (const Json& error : *errors) {
      findings.push_back(StringMember(error, "field") + ": " + StringMember(error, "message"));
    }
  }
  return findings;
}

std::vector<std::string> Reply::FindingFields() const {
  std::vector<std::string> fields;
  if (const Json* errors = FindMember(body, "validationErrors")) {
    for (const Json& error : *errors) fields.push_back(StringMember(error, "field"));
  }
  return fields;
}

void ServiceTest::StartWith(std::string_view json_text) {
  auto parsed = ParseServiceConfig(json_text);
  ASSERT_TRUE(parsed.diagnostics.empty()) << parsed.diagnostics.ToText();
  Start(std::move(parsed.config));
}

Reply ServiceTest::Send(http::Method method, std::string target, std::string_view body,
                        std::string_view content_type, std::string_view accept) {
  http::Headers headers;
  if (!content_type.empty()) headers.Add("Content-Type", std::string(content_type));
  if (!accept.empty()) headers.Add("Accept", std::string(accept));
  return Sent(method, std::move(target), body, std::move(headers));
}

Reply ServiceTest::SendIf(std::string entity_tag, http::Method method, std::string target, const Json& body) {
  http::Headers headers;
  headers.Add("Content-Type", "application/json");
  headers.Add("If-Match", std::move(entity_tag));
  return Sent(method, std::move(target), body.dump(), std::move(headers));
}

Reply ServiceTest::Sent(http::Method method, std::string target, std::string_view body,
                        http::Headers headers) {
  const http::Response answer = service_->Answer(
      http::ServerRequest(method, std::move(target)).WithHeaders(std::move(headers)).WithBody(Secret(body)));
  Reply reply;
  reply.status = answer.status();
  reply.text = std::string(answer.body().Expose());
  reply.media_type = answer.MediaType();
  reply.correlation_id = std::string(answer.headers().Find("log-correlation-id"));
  reply.entity_tag = std::string(answer.headers().Find("ETag"));
  reply.allow = std::string(answer.headers().Find("Allow"));
  if (reply.media_type == "application/json") reply.body = ParseJson(reply.text).value_or(Json());
  return reply;
}

Reply ServiceTest::Register(const Json& more) {
  Json body = {{"objectType", "RegisterUserInputEx"}, {"userID", "alice"}, {"activationType", "offlineMDL"}};
  body.update(more);
  return Post("/v1/users/register", body);
}

std::string ServiceTest::Status(const std::string& user, const Json& more) {
  Json body = {{"login", user}};
  body.update(more);
  return Post("/v1/registrations/check-status", body).Text("activationStatus");
}

std::string ServiceTest::Picture(const std::string& hex, const std::string& format) {
  const Reply reply = Post("/v1/visualcodes/render",
                           {{"message", hex}, {"type", "HEXSTRING"}, {"format", format}, {"imageSize", 210}});
  EXPECT_THAT(reply, HasStatus(200));
  EXPECT_EQ(reply.media_type, "image/png");
  return reply.text;
}

std::string ServiceTest::Scan(VirtualDigipass& device, const std::string& hex) {
  const auto reading = device.Scan(Picture(hex));
  EXPECT_TRUE(reading) << reading.error().Describe();
  return reading ? reading->code : std::string();
}

Reply ServiceTest::Walk(VirtualDigipass& device, const Json& more) {
  Reply registered = Register(more);
  if (registered.status != 200) return registered;
  const std::string id = registered.Text("registrationID");
  Reply added = AddDevice(id, Scan(device, registered.Text("activationPassword")));
  if (added.status != 200) return added;
  return Activate(id, Scan(device, added.Text("activationMessage2")));
}

}  // namespace authtree::inline v0::simulator
