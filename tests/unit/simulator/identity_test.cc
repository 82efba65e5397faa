#include "authtree/simulator/virtual_browser.h"

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr const char* kBegin = "/api/transaction/";

/// A verification: what its caller sent, and what became of it.
class IdentityTest : public ServiceTest {
 protected:
  [[nodiscard]] static http::ServerRequest WithFields(http::ServerRequest request, const std::string& token) {
    http::Headers headers;
    headers.Add("Host", "idv.example.com");
    headers.Add("Content-Type", "application/json");
    if (!token.empty()) headers.Add("Authorization", token);
    return std::move(request).WithHeaders(std::move(headers));
  }
  [[nodiscard]] http::Response Begin(const Json& body, const std::string& token = "Bearer t") {
    const std::string text = body.dump();
    return service_->Answer(WithFields(
        http::ServerRequest(http::Method::kPut, kBegin).WithBody(Secret(std::string_view(text))), token));
  }
  [[nodiscard]] http::Response Report(const std::string& id, const std::string& token = "Bearer t") {
    return service_->Answer(WithFields(
        http::ServerRequest(http::Method::kGet, "/api/transactions/" + id + "/detailed-verification-report"),
        token));
  }
  [[nodiscard]] static Json BodyOf(const http::Response& response) {
    const auto body = ParseJson(response.body().Expose());
    return body ? *body : Json();
  }
  /// A verification with a way back for each result, its id in `id_`.
  [[nodiscard]] std::string BegunAddress() {
    const Json body = BodyOf(Begin(Body()));
    id_ = StringMember(body, "transaction_id");
    return body["tokens"][0]["accessUrl"].get<std::string>();
  }
  [[nodiscard]] static Json Body() {
    const std::string query = "?transaction={{transactionId}}&opaqueId={{opaqueId}}";
    return Json{{"opaque_id", "o p"},
                {"tokens", Json::array({Json{{"role", "Customer"}}})},
                {"configuration",
                 {{"redirects",
                   {{{"id", "REDIRECT_DOCID_PASS"}, {"url", "https://a.example/pass" + query}},
                    {{"id", "REDIRECT_DOCID_FAIL"}, {"url", "https://a.example/fail?case=f"}},
                    {{"id", "REDIRECT_DEFAULT_URL"}, {"url", "https://a.example/other?case=d#top"}}}}}}};
  }
  [[nodiscard]] std::string Result() { return StringMember(BodyOf(Report(id_)), "result"); }

  std::string id_;
};

TEST_F(IdentityTest, NobodyIsServedWithoutABearerToken) {
  for (const char* token : {"", "Bearer ", "Basic abc"}) {
    EXPECT_EQ(Begin(Body(), token).status(), 401) << token;
    EXPECT_EQ(Report("x", token).status(), 401) << token;
  }
}

TEST_F(IdentityTest, ARequestMustBeAnObjectAndNameItsHost) {
  EXPECT_EQ(Begin(Json::array()).status(), 400);
  http::Headers headers;
  headers.Add("Content-Type", "application/json");
  headers.Add("Authorization", "Bearer t");
  EXPECT_EQ(service_
                ->Answer(http::ServerRequest(http::Method::kPut, kBegin)
                             .WithHeaders(std::move(headers))
                             .WithBody(Secret("{}")))
                .status(),
            400);
}

TEST_F(IdentityTest, UnknownTransactionsAndPagesAreNotThere) {
  EXPECT_EQ(Report("none").status(), 404);
  const auto back =
      VisitIdentityPage(*service_, "https://idv.example.com/simulated-identity-verification/none");
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code(), ErrorCode::kNotFound);
}

TEST_F(IdentityTest, WhatIsNoAddressCannotBeVisited) {
  const auto back = VisitIdentityPage(*service_, "idv.example.com");
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code(), ErrorCode::kInvalidInput);
}

TEST_F(IdentityTest, TheAddressSaysThatItIsSimulated) {
  EXPECT_THAT(BegunAddress(), HasSubstr("https://idv.example.com/simulated-identity-verification/"));
  EXPECT_THAT(StringMember(BodyOf(Report(id_)), "comment"), HasSubstr("simulated"));
}

TEST_F(IdentityTest, EveryTokenThatWasAskedForHasAnAddress) {
  EXPECT_THAT(BodyOf(Begin(Json::object()))["tokens"], IsEmpty());
  EXPECT_THAT(
      BodyOf(Begin(Json{{"tokens", Json::array({Json{{"role", "a"}}, Json{{"role", "b"}}})}}))["tokens"],
      SizeIs(2));
}

TEST_F(IdentityTest, UntilTheUserWasThereNothingIsKnown) {
  const std::string address = BegunAddress();
  EXPECT_EQ(Result(), "Undefined");
  ASSERT_TRUE(VisitIdentityPage(*service_, address));
  EXPECT_EQ(Result(), "Passed");
}

TEST_F(IdentityTest, TheUserComesBackWithBothIds) {
  const auto back = VisitIdentityPage(*service_, BegunAddress());
  ASSERT_TRUE(back);
  EXPECT_THAT(*back, ElementsAre(Pair("transaction", id_), Pair("opaqueId", "o p")));
}

TEST_F(IdentityTest, TheWayBackFollowsTheResult) {
  service_->SetIdentityScript({IdentityResult::kFailed, seconds(0)});
  EXPECT_THAT(*VisitIdentityPage(*service_, BegunAddress()), ElementsAre(Pair("case", "f")));
  EXPECT_EQ(Result(), "Failed");
  service_->SetIdentityScript({IdentityResult::kUndefined, seconds(0)});
  EXPECT_THAT(*VisitIdentityPage(*service_, BegunAddress()), ElementsAre(Pair("case", "d")));
  EXPECT_EQ(Result(), "Undefined");
}

TEST_F(IdentityTest, WithoutAWayBackTheUserStays) {
  const Json body = BodyOf(Begin(Json{{"tokens", Json::array({Json{{"role", "a"}}})}}));
  const auto back = VisitIdentityPage(*service_, body["tokens"][0]["accessUrl"].get<std::string>());
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code(), ErrorCode::kNotFound);
}

TEST_F(IdentityTest, TheResultComesAfterItsTime) {
  service_->SetIdentityScript({IdentityResult::kPassed, seconds(5)});
  ASSERT_TRUE(VisitIdentityPage(*service_, BegunAddress()));
  clock_->Advance(seconds(4));
  EXPECT_EQ(Result(), "Undefined");
  clock_->Advance(seconds(1));
  EXPECT_EQ(Result(), "Passed");
}

TEST_F(IdentityTest, ASecondVisitChangesNothing) {
  const std::string address = BegunAddress();
  ASSERT_TRUE(VisitIdentityPage(*service_, address));
  service_->SetIdentityScript({IdentityResult::kFailed, seconds(0)});
  ASSERT_TRUE(VisitIdentityPage(*service_, address));
  EXPECT_EQ(Result(), "Passed");
}

TEST(ParametersOf, ReadsTheQueryOfAnAddressOnly) {
  EXPECT_THAT(*ParametersOf("https://a.example/p?x=1&y=a%20b#z=2"),
              ElementsAre(Pair("x", "1"), Pair("y", "a b")));
  EXPECT_THAT(*ParametersOf("https://a.example/p#?x=1"), IsEmpty());
  EXPECT_THAT(*ParametersOf(""), IsEmpty());
  EXPECT_FALSE(ParametersOf("https://a.example/?x=%zz"));
}

}  // namespace
}  // namespace authtree::inline v0::simulator
