#include "authtree/am/authenticate.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

#include "authenticate_fixture.h"

namespace authtree::inline v0::am {
namespace {

TEST_F(AuthenticateTest, StartsWithEveryFormOfThePath) {
  for (const char* path : {"/am/json/realms/root/authenticate", "/json/realms/root/authenticate",
                           "/openam/sso/json/authenticate", "/am//json/realms/root/authenticate",
                           "/am/json/authenticate?realm=/", "/json/json/authenticate"}) {
    EXPECT_NE(AuthIdOf(Post(path)), "") << path;
  }
}

TEST_F(AuthenticateTest, ServesASubRealm) {
  AuthenticateOptions options;
  options.realm = "/first/second";
  AuthenticateEndpoint endpoint = EndpointWith(store_, options);
  EXPECT_EQ(
      Await(endpoint.Handle(Request(http::Method::kPost,
                                    "/am/json/realms/root/realms/first/realms/second/authenticate", "")))
          .status(),
      200);
  EXPECT_EQ(Await(endpoint.Handle(Request(http::Method::kPost, kPath, ""))).status(), 404);
  EXPECT_EQ(Await(endpoint.Handle(Request(http::Method::kPost,
                                          "/am/json/realms/root/realms/first%2Fsecond/authenticate", "")))
                .status(),
            404);
}

TEST_F(AuthenticateTest, StartsWithEveryEmptyBody) {
  for (const char* body : {"", "{}", " \r\n", " { } "})
    EXPECT_EQ(Post(kStartOffline, body).status(), 200) << body;
  EXPECT_EQ(Await(endpoint_.Handle(Request(http::Method::kPost, kStartOffline, "", ""))).status(), 200);
  EXPECT_EQ(Await(endpoint_.Handle(
                      Request(http::Method::kPost, kStartOffline, "{}", "Application/JSON; charset=UTF-8")))
                .status(),
            200);
}

TEST_F(AuthenticateTest, AStepHasTheFormThatClientsKnow) {
  const http::Response response = Post(kStartOffline);
  const std::string text = Text(response);
  const std::string auth_id = AuthIdOf(response);
  EXPECT_EQ(text,
            R"({"authId":")" + auth_id +
                R"(","callbacks":[{"type":"NameCallback","output":[{"name":"prompt","value":"User Name"}],)"
                R"("input":[{"name":"IDToken1","value":""}]},)"
                R"({"type":"PasswordCallback","output":[{"name":"prompt","value":"Password"}],)"
                R"("input":[{"name":"IDToken2","value":""}]}],)"
                R"("stage":"UsernamePassword","header":"Sign in","description":"Please"})");
}

TEST_F(AuthenticateTest, AllAnswersCarryTheSameHeaders) {
  for (const http::Response& response :
       {Post(kStartOffline), Post("/nowhere"), Post(kPath, "{"), Post(kPath, "{}")}) {
    const http::Headers& headers = response.headers();
    EXPECT_EQ(headers.Find("Content-Type"), "application/json");
    EXPECT_EQ(headers.Find("Content-API-Version"), "resource=2.1");
    EXPECT_EQ(headers.Find("Cache-Control"), "no-store");
    EXPECT_EQ(headers.Find("Expires"), "0");
    EXPECT_EQ(headers.Find("Pragma"), "no-cache");
    EXPECT_EQ(headers.Find("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(headers.Find("X-Frame-Options"), "SAMEORIGIN");
  }
}

TEST_F(AuthenticateTest, EchoesAHarmlessTransactionIdOnly) {
  for (const auto& [id, echo] : {std::pair("frodo-1b2c/0:a.b_c", "frodo-1b2c/0:a.b_c"), std::pair("a b", ""),
                                 std::pair("<script>", ""), std::pair("", "")}) {
    http::Headers headers;
    headers.Add("X-ForgeRock-TransactionId", id);
    const http::Response response = Await(
        endpoint_.Handle(http::ServerRequest(http::Method::kPost, kPath).WithHeaders(std::move(headers))));
    EXPECT_EQ(response.headers().Find("X-ForgeRock-TransactionId"), echo);
  }
  EXPECT_EQ(Post(kPath).headers().Find("X-ForgeRock-TransactionId"), "");
}

TEST_F(AuthenticateTest, RunsAJourneyToItsSuccess) {
  const http::Response first = Post(kStartOffline);
  const http::Response second = Answer(first, {"jdoe", kPasswordCanary});
  const http::Response third = Answer(second, {"code", 0});
  const http::Response again = Answer(third, {"wrong"});
  const http::Response end = Answer(again, {"1234"});
  ASSERT_EQ(end.status(), 200) << Text(end);
  const std::string token = StringMember(Body(end), "tokenId");
  EXPECT_GE(token.size(), 43U);
  EXPECT_EQ(Text(end), R"({"tokenId":")" + token + R"(","successUrl":"/","realm":"/"})");
  EXPECT_EQ(end.headers().Find("Set-Cookie"),
            "iPlanetDirectoryPro=" + token + "; Path=/; HttpOnly; Secure; SameSite=Lax");
  EXPECT_EQ(store_->size(), 0U);
}

TEST_F(AuthenticateTest, TheCookieIsTheHostsToShape) {
  AuthenticateOptions options;
  options.cookie = {"session", "/am", "example.org", SameSite::kNone, true};
  options.success_url = "/console";
  endpoint_ = EndpointWith(store_, options);
  const http::Response step = Post("/json/authenticate?authIndexType=service&authIndexValue=Short");
  const http::Response end = Answer(step, {"jdoe", "x"});
  EXPECT_EQ(end.headers().Find("Set-Cookie"),
            "session=" + StringMember(Body(end), "tokenId") +
                "; Path=/am; Domain=example.org; HttpOnly; Secure; SameSite=None");
  EXPECT_EQ(StringMember(Body(end), "successUrl"), "/console");
}

TEST_F(AuthenticateTest, OnContinuationTheQueryIsNotAsked) {
  const http::Response step = Post(kStartOffline);
  const http::Response next = Post(std::string(kPath) + "?authIndexType=service&authIndexValue=Anonymous",
                                   AnswerWith(step, {"jdoe", "x"}));
  EXPECT_NE(Text(next).find("Scan this"), std::string::npos);
  const http::Response other =
      Post(std::string(kPath) + "?authIndexType=module", AnswerWith(next, {"code", 0}));
  EXPECT_EQ(other.status(), 200);
}

TEST_F(AuthenticateTest, ABodyWithoutCallbacksAnswersNothing) {
  const http::Response second = Answer(Post(kStartOffline), {"jdoe", kPasswordCanary});
  const http::Response third = Post(kPath, R"({"authId":")" + AuthIdOf(second) + "\"}");
  EXPECT_EQ(third.status(), 200);
  EXPECT_NE(Text(third).find("TextInputCallback"), std::string::npos);
}

TEST_F(AuthenticateTest, TheJourneyTokenStaysAndTheSessionChanges) {
  const http::Response first = Post(kStartOffline);
  const http::Response second = Answer(first, {"jdoe", kPasswordCanary});
  const AuthIdCodec codec(*ring_, clock_);
  const AuthIdClaims one = codec.Read(AuthIdOf(first)).value();
  const AuthIdClaims two = codec.Read(AuthIdOf(second)).value();
  EXPECT_EQ(one.journey_token, two.journey_token);
  EXPECT_NE(one.session, two.session);
  EXPECT_EQ(two.journey, "Offline");
}

TEST_F(AuthenticateTest, SecretsAppearWhereTheyBelongAndNowhereElse) {
  const http::Response first = Post(kStartOffline);
  const http::Response second = Answer(first, {"jdoe", kPasswordCanary});
  const http::Response third = Answer(second, {"code", 0});
  const http::Response fourth = Answer(third, {"wrong"});
  const http::Response end = Answer(fourth, {"deny"});
  EXPECT_NE(Text(second).find(kCodeCanary), std::string::npos) << "the callback that shows it";
  for (const http::Response* response : {&first, &third, &fourth, &end}) {
    EXPECT_EQ(Text(*response).find(kCodeCanary), std::string::npos);
  }
  for (const http::Response* response : {&first, &second, &third, &fourth, &end}) {
    EXPECT_EQ(Text(*response).find(kPasswordCanary), std::string::npos);
    for (const auto& [name, value] : response->headers().fields()) {
      EXPECT_EQ(value.find("canary"), std::string::npos) << name;
    }
  }
  for (const http::Response* response : {&first, &second, &third, &fourth}) {
    const std::string auth_id = AuthIdOf(*response);
    const std::size_t dot = auth_id.find('.');
    const auto payload = Base64UrlDecode(auth_id.substr(dot + 1, auth_id.rfind('.') - dot - 1));
    ASSERT_TRUE(payload);
    EXPECT_EQ(payload->find("canary"), std::string::npos);
    EXPECT_EQ(payload->find("jdoe"), std::string::npos);
  }
}

TEST_F(AuthenticateTest, NodesSeeOfTheRequestWhatTheyMay) {
  http::Headers headers;
  headers.Add("User-Agent", "agent/1");
  headers.Add("Cookie", "iPlanetDirectoryPro=secret");
  headers.Add("X-Forwarded-For", "203.0.113.9");
  headers.Add("X-OpenAM-Password", "secret");
  headers.Add("Accept-Language", "en;q=0.5, de-CH, fr;q=0.8, it;q=0, *;q=0.1, x y;q=1, es;q=2, pt;q=abc");
  const http::Response response = Await(endpoint_.Handle(
      http::ServerRequest(
          http::Method::kPost,
          std::string(kPath) + "?authIndexType=service&authIndexValue=Echo&code=a%20b&code=other")
          .WithHeaders(std::move(headers))
          .WithClientIp("192.0.2.1")));
  const Json seen = Body(response)["callbacks"][0]["output"][0]["value"];
  EXPECT_EQ(seen["ip"], "192.0.2.1");
  EXPECT_EQ(seen["agent"], "agent/1");
  EXPECT_EQ(seen["cookie"], "");
  EXPECT_EQ(seen["forwarded"], "");
  EXPECT_EQ(seen["password"], "");
  EXPECT_EQ(seen["code"], "a b");
  EXPECT_EQ(seen["index"], "");
  EXPECT_EQ(seen["locales"], Json::parse(R"(["de-CH","fr","en"])"));
}

TEST_F(AuthenticateTest, TheLocaleOfTheQueryComesFirst) {
  http::Headers headers;
  headers.Add("Accept-Language", "en");
  const http::Response response = Await(endpoint_.Handle(
      http::ServerRequest(http::Method::kPost,
                          std::string(kPath) + "?authIndexType=service&authIndexValue=Echo&locale=fr_CA")
          .WithHeaders(std::move(headers))));
  EXPECT_EQ(Body(response)["callbacks"][0]["output"][0]["value"]["locales"],
            Json::parse(R"(["fr-CA","en"])"));
}

TEST_F(AuthenticateTest, OneOfManyIdenticalSubmissionsWins) {
  const std::string body = AnswerWith(Post(kStartOffline), {"jdoe", kPasswordCanary});
  std::atomic<int> steps = 0;
  std::atomic<int> timed_out = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const http::Response response = Post(kPath, body);
      if (response.status() == 200) ++steps;
      if (Text(response) == kTimedOut) ++timed_out;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(steps.load(), 1);
  EXPECT_EQ(timed_out.load(), 7);
}

TEST_F(AuthenticateTest, SurvivesCutOffAndChangedBodies) {
  const std::string body = AnswerWith(Post(kStartOffline), {"jdoe", kPasswordCanary});
  for (std::size_t size = 1; size < body.size(); ++size) {
    const http::Response response = Post(kPath, body.substr(0, size));
    ASSERT_EQ(response.status(), 400) << size;
  }
  EXPECT_EQ(Post(kPath, body).status(), 200);
}

}  // namespace
}  // namespace authtree::inline v0::am
