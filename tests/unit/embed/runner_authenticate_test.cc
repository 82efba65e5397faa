// AM's protocol through a runner, as a host with an HTTP server of its own uses it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/json.h"

#include "runner_world.h"

namespace authtree::inline v0::embed {
namespace {

http::ServerRequest Authenticate(const std::string& journey, const Json& body = nullptr) {
  http::Headers headers;
  (void)headers.Add("Content-Type", "application/json");
  std::string target = "/am/json/realms/root/authenticate?authIndexType=service&authIndexValue=" + journey;
  return http::ServerRequest(http::Method::kPost, std::move(target))
      .WithHeaders(std::move(headers))
      .WithBody(Secret(body.is_null() ? std::string() : body.dump()))
      .WithClientIp("192.0.2.10");
}

Json BodyOf(const http::Response& response) {
  return ParseJson(response.body().Expose()).value_or(Json("no JSON"));
}

TEST(RunnerAuthenticate, AStoppedRunnerIsUnavailable) {
  const auto runner = MakeRunner(TestOptions());
  runner->Stop(std::chrono::milliseconds(0));
  const http::Response response = runner->HandleAuthenticateAndWait(Authenticate("Login"));
  EXPECT_EQ(response.status(), 503);
  EXPECT_EQ(BodyOf(response),
            (Json{{"code", 503}, {"reason", "Service Unavailable"}, {"message", "Service Unavailable"}}));
}

TEST(RunnerAuthenticate, ARoundThatIsCutOffLetsNobodyIn) {
  const auto gate = std::make_shared<Gate>();
  const auto runner = MakeRunner(TestOptions(gate));
  auto [told, done] = Told<http::Response>::Make();
  (void)runner->HandleAuthenticate(Authenticate("Silent"), done);
  gate->AwaitArrivals(1);
  runner->Stop(std::chrono::milliseconds(0));
  ASSERT_EQ(told->count(), 1U);
  EXPECT_EQ(told->Await().status(), 401);
}

TEST(RunnerAuthenticate, WaitingOnAThreadOfTheRunnerIsRefused) {
  const auto runner = MakeRunner(TestOptions());
  auto [told, done] = Told<http::Response>::Make();
  (void)runner->HandleAuthenticate(Authenticate("Login"), [&runner, done = done](const http::Response&) {
    done(runner->HandleAuthenticateAndWait(Authenticate("Login")));
  });
  EXPECT_EQ(told->Await().status(), 503);
}

TEST(RunnerAuthenticate, LetsAClientOfAmIn) {
  const auto runner = MakeRunner(TestOptions());
  Json step = BodyOf(runner->HandleAuthenticateAndWait(Authenticate("Login")));
  step["callbacks"][0]["input"][0]["value"] = "jdoe";
  step["callbacks"][1]["input"][0]["value"] = "let-me-in";
  const http::Response end = runner->HandleAuthenticateAndWait(Authenticate("Login", step));
  EXPECT_EQ(end.status(), 200);
  EXPECT_TRUE(BodyOf(end).contains("tokenId"));
}

TEST(RunnerAuthenticate, PromptsOfTheProtocolAndOfTheRunnerShareTheSessions) {
  const auto runner = MakeRunner(TestOptions());
  auto [told, done] = Told<http::Response>::Make();
  (void)runner->HandleAuthenticate(Authenticate("Login"), done);
  const Json step = BodyOf(told->Await());
  EXPECT_EQ(step.value("header", ""), "Sign in");
}

}  // namespace
}  // namespace authtree::inline v0::embed
