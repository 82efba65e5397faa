#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "authtree/am/authenticate.h"
#include "authtree/core/json.h"
#include "authtree/session/memory_store.h"
#include "authtree/testkit/manual_clock.h"

#include "../session/run_task.h"
#include "../session/test_journeys.h"

namespace authtree::inline v0::am {

using test_support::Await;
using test_support::kCodeCanary;
using test_support::kPasswordCanary;

inline constexpr const char* kPath = "/am/json/realms/root/authenticate";
inline constexpr const char* kStartOffline =
    "/am/json/realms/root/authenticate?authIndexType=service&authIndexValue=Offline";
inline constexpr const char* kTimedOut =
    R"({"code":401,"reason":"Unauthorized","message":"Session has timed out","detail":{"errorCode":"110"}})";
inline constexpr const char* kLoginFailureBody =
    R"({"code":401,"reason":"Unauthorized","message":"Login failure","detail":{"failureUrl":""}})";

/// An endpoint over the journeys of `TestCatalog`, and the ways in which a client talks to it.
class AuthenticateTest : public ::testing::Test {
 protected:
  AuthenticateEndpoint EndpointWith(std::shared_ptr<SessionStore> store,
                                    AuthenticateOptions options = {}) const {
    auto service = std::make_shared<const JourneyService>(test_support::TestCatalog(), Engine(clock_),
                                                          std::move(store), Sealer(*ring_));
    return {std::move(service), *ring_, clock_, std::move(options)};
  }

  static http::ServerRequest Request(http::Method method, const std::string& target, const std::string& body,
                                     const std::string& type = "application/json") {
    http::Headers headers;
    headers.Add("Accept-API-Version", "protocol=1.0,resource=2.1");
    if (!type.empty()) headers.Add("Content-Type", type);
    return http::ServerRequest(method, target).WithHeaders(std::move(headers)).WithBody(Secret(body));
  }

  http::Response Post(const std::string& target, const std::string& body = {}) {
    return Await(endpoint_.Handle(Request(http::Method::kPost, target, body)));
  }

  static std::string Text(const http::Response& response) { return std::string(response.body().Expose()); }
  static Json Body(const http::Response& response) { return ParseJson(response.body().Expose()).value(); }
  static std::string AuthIdOf(const http::Response& response) {
    EXPECT_EQ(response.status(), 200) << Text(response);
    return StringMember(Body(response), "authId");
  }

  static std::string AnswerWith(const http::Response& step, const std::vector<Json>& values) {
    Json body = Body(step);
    std::size_t next = 0;
    for (Json& callback : body["callbacks"]) {
      if (callback.contains("input") && next < values.size()) callback["input"][0]["value"] = values[next++];
    }
    body["status"] = 200;
    body["ok"] = true;
    return DumpJson(body);
  }
  http::Response Answer(const http::Response& step, const std::vector<Json>& values) {
    return Post(kPath, AnswerWith(step, values));
  }

  static void ExpectError(const http::Response& response, int status, const std::string& message) {
    EXPECT_EQ(response.status(), status) << Text(response);
    EXPECT_EQ(StringMember(Body(response), "message"), message);
    EXPECT_EQ(Body(response)["code"], status);
    EXPECT_EQ(response.MediaType(), "application/json");
    EXPECT_EQ(FindMember(Body(response), "authId"), nullptr);
    EXPECT_EQ(response.headers().Find("Set-Cookie"), "");
  }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<const KeyRing> ring_ = KeyRing::Random();
  std::shared_ptr<MemoryStore> store_ = std::make_shared<MemoryStore>(clock_);
  AuthenticateEndpoint endpoint_ = EndpointWith(store_);
};

}  // namespace authtree::inline v0::am
