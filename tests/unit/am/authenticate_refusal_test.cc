#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "authenticate_fixture.h"

// What the endpoint refuses, and in which words.

namespace authtree::inline v0::am {
namespace {

/// A store that has no room, or that does not answer.
class BrokenStore final : public SessionStore {
 public:
  Task<Result<void>> Put(std::string /*id*/, std::string /*sealed*/, TimePoint /*expires*/,
                         CallContext /*call*/) override {
    co_return tl::unexpected(Error(ErrorCode::kUnavailable, "Private words about the store."));
  }
  Task<Result<std::string>> Take(std::string /*id*/, CallContext /*call*/) override {
    co_return tl::unexpected(Error(ErrorCode::kUnavailable, "Private words about the store."));
  }
};

TEST_F(AuthenticateTest, OtherPathsAreNotFound) {
  for (const char* path :
       {"/", "/am/json/realms/root/sessions", "/am/json/realms/root/realms/alpha/authenticate",
        "/authenticate", "/am/json/realms/authenticate", "/am/json/root/authenticate",
        "/am/json/realms/root/realms/authenticate", "/am/json/realms/root/realms/json/authenticate",
        "/am/json/realms/root/%zz/authenticate", "/am/json/realms/root/authenticate/more",
        "/am/json/alpha/authenticate"}) {
    ExpectError(Post(path), 404, "Resource not found");
  }
}

TEST_F(AuthenticateTest, OtherRealmOfTheQueryIsRefused) {
  ExpectError(Post("/am/json/authenticate?realm=/alpha"), 400, "Invalid Domain DN");
}

TEST_F(AuthenticateTest, OtherMethodsAreRefused) {
  for (const http::Method method : {http::Method::kGet, http::Method::kPut, http::Method::kDelete,
                                    http::Method::kPatch, http::Method::kHead, http::Method::kOptions}) {
    const http::Response response = Await(endpoint_.Handle(Request(method, kPath, "")));
    ExpectError(response, 405, "Method Not Allowed");
    EXPECT_EQ(response.headers().Find("Allow"), "POST");
  }
}

TEST_F(AuthenticateTest, ABodyMustBeDeclaredAsJson) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"}) {
    ExpectError(Await(endpoint_.Handle(Request(http::Method::kPost, kPath, "{}", type))), 415,
                "Unsupported Media Type");
  }
}

TEST_F(AuthenticateTest, MalformedJsonIsRefused) {
  const std::string deep(100'000, '[');
  for (const std::string& body :
       {std::string("{"), std::string("x"), std::string("[]"), std::string("\"text\""), std::string("null"),
        std::string("{}{}"), std::string("{\"a\":1,\"a\":2}"), std::string("{\"a\":\"\xFF\"}"), deep}) {
    ExpectError(Post(kPath, body), 400,
                "The request could not be processed because the provided content is not valid JSON");
  }
}

TEST_F(AuthenticateTest, ALargeBodyIsRefused) {
  ExpectError(Post(kPath, "{\"a\":\"" + std::string(std::size_t{256} * 1024, 'x') + "\"}"), 413,
              "Request Entity Too Large");
}

TEST_F(AuthenticateTest, AMalformedQueryIsRefused) {
  ExpectError(Post(std::string(kPath) + "?a=%zz"), 400, "Bad Request");
}

TEST_F(AuthenticateTest, OtherIndexTypesAreRefused) {
  for (const char* type : {"module", "composite", "Service", ""}) {
    ExpectError(Post(std::string(kPath) + "?authIndexType=" + type + "&authIndexValue=Offline"), 400,
                "Unknown Authentication Index Type");
  }
}

TEST_F(AuthenticateTest, UnknownDisabledAndInnerJourneysAreTheSame) {
  const std::string query = std::string(kPath) + "?authIndexType=service&authIndexValue=";
  const http::Response unknown = Post(query + "Nonsense");
  const http::Response disabled = Post(query + "Disabled");
  EXPECT_EQ(Text(unknown), R"({"code":400,"reason":"Bad Request","message":"No Configuration found"})");
  EXPECT_EQ(Text(disabled), Text(unknown));
  EXPECT_EQ(Text(Post(query + "Inner")), Text(unknown));
  EXPECT_EQ(disabled.status(), 400);
}

TEST_F(AuthenticateTest, ASuspendedIdIsAlwaysUnknown) {
  const http::Response response = Post(std::string(kPath) + "?suspendedId=abc");
  EXPECT_EQ(response.status(), 401);
  EXPECT_NE(Text(response).find("SuspendedAuthSessionException"), std::string::npos);
  EXPECT_EQ(FindMember(Body(response), "detail"), nullptr);
}

TEST_F(AuthenticateTest, AContinuationNeedsAnAuthId) {
  for (const char* body : {R"({"callbacks":[]})", R"({"authId":7})", R"({"authId":null})"}) {
    ExpectError(Post(kPath, body), 400, "Failed to parse JWT, the request has no authId");
  }
}

TEST_F(AuthenticateTest, WhatIsNoJwtIsRefused) {
  ExpectError(Post(kPath, R"({"authId":"x"})"), 400, "Failed to parse JWT, the authId is not a signed JWT");
}

TEST_F(AuthenticateTest, ATamperedAuthIdIsRefusedAndHurtsNobody) {
  const http::Response step = Post(kStartOffline);
  Json body = ParseJson(AnswerWith(step, {"jdoe", kPasswordCanary})).value();
  std::string auth_id = body["authId"];
  auth_id.back() = auth_id.back() == 'A' ? 'B' : 'A';
  body["authId"] = auth_id;
  ExpectError(Post(kPath, DumpJson(body)), 400, "AuthId JWT Signature not valid");
  EXPECT_EQ(Answer(step, {"jdoe", kPasswordCanary}).status(), 200);
}

TEST_F(AuthenticateTest, AnAuthIdOfAnotherRealmIsRefused) {
  AuthenticateOptions options;
  options.realm = "/alpha";
  AuthenticateEndpoint alpha = EndpointWith(store_, options);
  const http::Response step = Post(kStartOffline);
  ExpectError(Await(alpha.Handle(Request(http::Method::kPost, "/json/realms/root/realms/alpha/authenticate",
                                         AnswerWith(step, {"jdoe", "x"})))),
              400, "AuthId JWT Signature not valid");
}

TEST_F(AuthenticateTest, AnExpiredAuthIdHasTimedOut) {
  const http::Response step = Post(kStartOffline);
  clock_->Advance(std::chrono::minutes(5));
  const http::Response response = Answer(step, {"jdoe", kPasswordCanary});
  EXPECT_EQ(response.status(), 401);
  EXPECT_EQ(Text(response), kTimedOut);
}

TEST_F(AuthenticateTest, AReplayedStepHasTimedOut) {
  const http::Response step = Post(kStartOffline);
  ASSERT_EQ(Answer(step, {"jdoe", kPasswordCanary}).status(), 200);
  const http::Response replay = Answer(step, {"jdoe", kPasswordCanary});
  EXPECT_EQ(replay.status(), 401);
  EXPECT_EQ(Text(replay), kTimedOut);
}

TEST_F(AuthenticateTest, WrongNumberOfCallbacksLeavesTheStepUsable) {
  const http::Response step = Post(kStartOffline);
  Json body = Body(step);
  body["callbacks"].erase(1);
  ExpectError(Post(kPath, DumpJson(body)), 400, "Incorrect number of callbacks found in JSON response");
  EXPECT_EQ(Answer(step, {"jdoe", kPasswordCanary}).status(), 200);
}

TEST_F(AuthenticateTest, WrongTypeOfCallbackLeavesTheStepUsable) {
  const http::Response step = Post(kStartOffline);
  for (const char* type : {"TextInputCallback", "NoSuchCallback"}) {
    Json body = Body(step);
    body["callbacks"][0]["type"] = type;
    ExpectError(Post(kPath, DumpJson(body)), 400, "Required callback not found in JSON response");
  }
  EXPECT_EQ(Answer(step, {"jdoe", kPasswordCanary}).status(), 200);
}

TEST_F(AuthenticateTest, WrongInputLeavesTheStepUsable) {
  const http::Response step = Post(kStartOffline);
  ExpectError(Answer(step, {"jdoe", nullptr}), 400, "Invalid callback input found in JSON response");
  ExpectError(Answer(step, {7, "x"}), 400, "Invalid callback input found in JSON response");
  Json body = Body(step);
  body["callbacks"][0].erase("input");
  ExpectError(Post(kPath, DumpJson(body)), 400, "Invalid callback input found in JSON response");
  EXPECT_EQ(Answer(step, {"jdoe", kPasswordCanary}).status(), 200);
}

TEST_F(AuthenticateTest, AJourneyThatFindsNobodyLetsNobodyIn) {
  const http::Response step = Post(kPath);
  const http::Response response = Answer(step, {});
  EXPECT_EQ(response.status(), 401);
  EXPECT_EQ(Text(response), kLoginFailureBody);
  EXPECT_EQ(response.headers().Find("Set-Cookie"), "");
}

TEST_F(AuthenticateTest, ANodeThatFailsIsALoginFailure) {
  const http::Response third = Answer(Answer(Post(kStartOffline), {"jdoe", kPasswordCanary}), {"code", 0});
  const http::Response response = Answer(third, {"fail"});
  EXPECT_EQ(response.status(), 401);
  EXPECT_EQ(Text(response), kLoginFailureBody);
}

TEST_F(AuthenticateTest, ADenialCarriesTheMessageOfTheNode) {
  const http::Response third = Answer(Answer(Post(kStartOffline), {"jdoe", kPasswordCanary}), {"code", 0});
  const http::Response response = Answer(third, {"deny"});
  EXPECT_EQ(response.status(), 401);
  EXPECT_EQ(Text(response),
            R"({"code":401,"reason":"Unauthorized","message":"Not today","detail":{"failureUrl":""}})");
}

TEST_F(AuthenticateTest, ABrokenStoreLetsNobodyInAndSaysNothing) {
  AuthenticateEndpoint broken = EndpointWith(std::make_shared<BrokenStore>());
  const http::Response start = Await(broken.Handle(Request(http::Method::kPost, kStartOffline, "")));
  EXPECT_EQ(start.status(), 500);
  EXPECT_EQ(Text(start),
            R"({"code":500,"reason":"Internal Server Error","message":"Internal Server Error"})");
  const std::string answer = AnswerWith(Post(kStartOffline), {"jdoe", kPasswordCanary});
  ExpectError(Await(broken.Handle(Request(http::Method::kPost, kPath, answer))), 500,
              "Internal Server Error");
}

}  // namespace
}  // namespace authtree::inline v0::am
