#include "identity_verification_node.h"

#include "authtree/testkit/fake_transport.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::IsEmpty;
using testing::SizeIs;
using testkit::FakeTransport;
using testkit::NodeTester;
using testkit::StepResult;

constexpr const char* kHost = "idv.example.com";
constexpr const char* kTransaction = "0b8f2c2e-6f0d-4d0e-9a43-2f1f6f5a7c11";
constexpr const char* kAddress = "https://idv.example.com/go?token=x&y=1";
constexpr const char* kBegun = R"({"tokens":[{"accessUrl":"https://idv.example.com/go?token=x&y=1"}]})";
constexpr const char* kBegunWithId = R"({"transaction_id":"0b8f2c2e-6f0d-4d0e-9a43-2f1f6f5a7c11",)"
                                     R"("tokens":[{"accessUrl":"https://idv.example.com/go?token=x&y=1"}]})";
constexpr const char* kPassed = R"({"result":"Passed"})";
constexpr const char* kUndefined = R"({"result":"Undefined"})";

Json Properties() {
  return Json{{"url", "https://idv.example.com/api/"},
              {"authToken", "tok"},
              {"XTenant", "ten"},
              {"workflowId", "wf"},
              {"brandId", "br"},
              {"failUrl", "https://a.example/f?transaction={{transactionId}}&opaqueId={{opaqueId}}"},
              {"passUrl", "https://a.example/p?transaction={{transactionId}}&opaqueId={{opaqueId}}"}};
}

RequestContext Return(const std::string& transaction, const std::string& opaque_id) {
  return RequestContext("192.0.2.10")
      .WithParameter("transaction", transaction)
      .WithParameter("opaqueId", opaque_id);
}

std::string AddressOf(const StepResult& result) {
  if (result.callbacks().size() != 1) return "(none)";
  const Value* value = result.callbacks()[0].FindOutput("redirectUrl");
  return value != nullptr && value->is_secret() ? std::string(value->secret()->Expose()) : "(no secret)";
}

class IdentityVerificationNodeTest : public testing::Test {
 protected:
  using Tester = NodeTester<IdentityVerificationNode>;

  Tester NodeWith(const Json& properties) {
    Tester tester(properties, IdentityVerification{transport_, {kHost}});
    tester.Shared(
        "objectAttributes",
        Json{{"givenName", "Al"}, {"sn", "Ice"}, {"telephoneNumber", "+41"}, {"mail", "a@b.example"}});
    return tester;
  }
  /// A node whose user has been sent away.
  Tester Begun(const char* reply = kBegun) {
    transport_->Reply(200, reply);
    Tester tester = NodeWith(Properties());
    EXPECT_THAT(tester.Run(), Asks(1));
    return tester;
  }
  /// The same, and the user is back by the right address.
  Tester Returned() {
    Tester tester = Begun();
    tester.Request(Return(kTransaction, tester.Text("opaqueId").value_or("")));
    return tester;
  }
  static Diagnostics HostFindings(const std::string& url, const IdentityVerification& verification) {
    Diagnostics diagnostics;
    IdentitySettings settings;
    settings.url = url;
    settings.token = Secret("tok");
    IdentityVerificationNode::Check(settings, "", diagnostics, verification);
    return diagnostics;
  }
  testkit::SentRequest Sent() const { return transport_->sent().back(); }
  Json SentBody() const { return Json::parse(Sent().body); }

  std::shared_ptr<FakeTransport> transport_ = std::make_shared<FakeTransport>();
};

TEST_F(IdentityVerificationNodeTest, FailsWhereNobodyVerifiesIdentities) {
  Tester tester(Properties(), IdentityVerification());
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kUnavailable));
}

TEST_F(IdentityVerificationNodeTest, FailsWithoutTheUser) {
  Tester tester(Properties(), IdentityVerification{transport_, {kHost}});
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "objectAttributes"));
  EXPECT_THAT(transport_->sent(), IsEmpty());
}

TEST_F(IdentityVerificationNodeTest, FailsForAUserThatIsNoObject) {
  Tester tester(Properties(), IdentityVerification{transport_, {kHost}});
  tester.Shared("objectAttributes", Json("Al")).Shared("sn", Json("Ice"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kInvalidInput, "objectAttributes"));
}

TEST_F(IdentityVerificationNodeTest, TakesTheUserFromKeysWhereThereIsNoObject) {
  transport_->Reply(200, kBegun);
  Tester tester(Properties(), IdentityVerification{transport_, {kHost}});
  tester.Shared("givenName", Json("Al")).Shared("mail", Json("a@b.example"));
  EXPECT_THAT(tester.Run(), Asks(1));
  EXPECT_EQ(SentBody()["users"],
            Json::array({Json{{"first_name", "Al"}, {"email", "a@b.example"}, {"role", "Customer"}}}));
}

TEST_F(IdentityVerificationNodeTest, FailsForABodyOfTheStateThatIsNone) {
  Json properties = Properties();
  properties["customPayload"] = "usersPayload";
  EXPECT_THAT(NodeWith(properties).Run(), FailsFor(ErrorCode::kMissingState, "os_payload_body"));
  for (const char* body : {"", "{", "[]", "7"}) {
    Tester tester = NodeWith(properties);
    tester.Shared("os_payload_body", Json(body));
    EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kInvalidInput, "os_payload_body")) << body;
  }
  EXPECT_THAT(transport_->sent(), IsEmpty());
}

TEST_F(IdentityVerificationNodeTest, FailsWhenTheServiceRefuses) {
  const std::vector<std::pair<int, ErrorCode>> rows{{302, ErrorCode::kRejected},
                                                    {403, ErrorCode::kRejected},
                                                    {429, ErrorCode::kUnavailable},
                                                    {500, ErrorCode::kUnavailable}};
  for (const auto& [status, code] : rows) {
    transport_->Reply(status, R"({"message":"secret"})");
    const auto result = NodeWith(Properties()).Run();
    EXPECT_THAT(result, FailsWith(code)) << status;
    EXPECT_THAT(result.written(), IsEmpty());
  }
}

TEST_F(IdentityVerificationNodeTest, FailsWhenNobodyAnswers) {
  transport_->Fail(Error(ErrorCode::kTimeout, "Too late."));
  EXPECT_THAT(NodeWith(Properties()).Run(), FailsWith(ErrorCode::kTimeout));
}

TEST_F(IdentityVerificationNodeTest, SendsNobodyToAnAddressThatIsNotHttps) {
  for (const char* reply :
       {"{}", R"({"tokens":[]})", R"({"tokens":[{}]})", R"({"tokens":[{"accessUrl":7}]})",
        R"({"tokens":[{"accessUrl":"https://"}]})", R"({"tokens":[{"accessUrl":"http://idv.example.com"}]})",
        R"({"tokens":[{"accessUrl":"javascript:alert"}]})", R"({"tokens":[{"accessUrl":"https://a b"}]})",
        R"({"tokens":[{"accessUrl":"https://a\nb"}]})", "[]", "<html/>"}) {
    transport_->Reply(200, reply);
    EXPECT_THAT(NodeWith(Properties()).Run(), FailsWith(ErrorCode::kRejected)) << reply;
  }
}

TEST_F(IdentityVerificationNodeTest, SendsTheUserToTheService) {
  transport_->Reply(201, kBegun);
  Tester tester = NodeWith(Properties());
  const auto result = tester.Run();
  ASSERT_THAT(result, Asks(1));
  EXPECT_EQ(result.callbacks()[0].type(), CallbackType::kRedirect);
  EXPECT_EQ(AddressOf(result), kAddress);
  EXPECT_EQ(Sent().method, http::Method::kPut);
  EXPECT_EQ(Sent().url, "https://idv.example.com/api/transaction/");
  EXPECT_EQ(Sent().headers.Find("Authorization"), "Bearer tok");
  EXPECT_EQ(Sent().headers.Find("X-Tenant"), "ten");
  EXPECT_EQ(Sent().headers.Find("Content-Type"), "application/json");
  EXPECT_EQ(Sent().resend, http::Resend::kIfUnsent);
  EXPECT_EQ(SentBody()["opaque_id"], tester.Text("opaqueId").value_or("none"));
  EXPECT_EQ(SentBody()["users"], Json::array({Json{{"first_name", "Al"},
                                                   {"last_name", "Ice"},
                                                   {"phone_number", "+41"},
                                                   {"email", "a@b.example"},
                                                   {"role", "Customer"}}}));
  EXPECT_EQ(SentBody()["tokens"], Json::array({Json{{"role", "Customer"}}}));
  EXPECT_EQ(SentBody()["workflow_id"], "wf");
  EXPECT_EQ(SentBody()["brand_id"], "br");
  EXPECT_EQ(SentBody()["language"], "en");
}

TEST_F(IdentityVerificationNodeTest, D_SEC_22_SendsNoEmptyRedirects) {
  Begun();
  EXPECT_EQ(SentBody()["configuration"]["redirects"],
            Json::array({Json{{"id", "REDIRECT_DOCID_FAIL"}, {"url", Properties()["failUrl"]}},
                         Json{{"id", "REDIRECT_DOCID_PASS"}, {"url", Properties()["passUrl"]}}}));
}

TEST_F(IdentityVerificationNodeTest, PutsItsPropertiesOverTheUsersOfTheState) {
  transport_->Reply(200, kBegun);
  Json properties = Properties();
  properties["customPayload"] = "usersPayload";
  Tester tester = NodeWith(properties);
  tester.Shared("os_payload_body", Json(R"({"users":[{"first_name":"X"}],"language":"fr"})"));
  EXPECT_THAT(tester.Run(), Asks(1));
  EXPECT_EQ(SentBody()["users"], Json::array({Json{{"first_name", "X"}}}));
  EXPECT_EQ(SentBody()["language"], "en");
}

TEST_F(IdentityVerificationNodeTest, D_COR_28_SendsTheBodyOfTheStateOnce) {
  transport_->Reply(200, kBegun);
  Json properties = Properties();
  properties["customPayload"] = "customPayload";
  Tester tester(properties, IdentityVerification{transport_, {kHost}});
  tester.Shared("os_payload_body", Json(R"({"language":"fr"})"));
  EXPECT_THAT(tester.Run(), Asks(1));
  EXPECT_THAT(transport_->sent(), SizeIs(1));
  EXPECT_EQ(SentBody(), (Json{{"language", "fr"}, {"opaque_id", tester.Text("opaqueId").value_or("none")}}));
}

TEST_F(IdentityVerificationNodeTest, D_SEC_12_TakesTheTokenOfTheProgram) {
  transport_->Reply(200, kBegun);
  Json properties = Properties();
  properties.erase("authToken");
  IdentityVerification verification{transport_, {kHost}};
  verification.token = std::make_shared<const Secret>("given");
  Tester tester(properties, verification);
  tester.Shared("objectAttributes", Json::object());
  EXPECT_THAT(tester.Run(), Asks(1));
  EXPECT_EQ(Sent().headers.Find("Authorization"), "Bearer given");
}

TEST_F(IdentityVerificationNodeTest, D_SEC_22_BelievesNoReturnFromWhatItDidNotBegin) {
  transport_->Reply(200, kBegun);
  Tester tester = NodeWith(Properties());
  tester.Shared("opaqueId", Json("op-1")).Request(Return(kTransaction, "op-1"));
  const auto result = tester.Run();
  EXPECT_EQ(AddressOf(result), kAddress);
  EXPECT_NE(tester.Text("opaqueId"), "op-1");
}

TEST_F(IdentityVerificationNodeTest, AClientThatComesBackWithNothingIsSentAgain) {
  Tester tester = Begun();
  EXPECT_EQ(AddressOf(tester.Run()), kAddress);
  EXPECT_THAT(transport_->sent(), SizeIs(1));
}

TEST_F(IdentityVerificationNodeTest, D_SEC_22_AnotherOpaqueIdFails) {
  for (const char* opaque_id : {"", "other"}) {
    Tester tester = Begun();
    tester.Request(Return(kTransaction, opaque_id));
    const auto result = tester.Run();
    EXPECT_THAT(result, LeavesBy("fail"));
    EXPECT_FALSE(tester.Text("os_transactionId").has_value());
    EXPECT_FALSE(tester.Text("opaqueId").has_value());
  }
  EXPECT_THAT(transport_->sent(), SizeIs(2));
}

TEST_F(IdentityVerificationNodeTest, D_SEC_05_TheTransactionMustBeTheOneThatWasBegun) {
  Tester tester = Begun(kBegunWithId);
  tester.Request(Return("1b8f2c2e-6f0d-4d0e-9a43-2f1f6f5a7c11", tester.Text("opaqueId").value_or("")));
  EXPECT_THAT(tester.Run(), LeavesBy("fail"));
  EXPECT_THAT(transport_->sent(), SizeIs(1));
}

TEST_F(IdentityVerificationNodeTest, D_SEC_22_AReportOfAnotherVerificationFails) {
  for (const char* report :
       {R"({"result":"Passed","opaque_id":"other"})", R"({"result":"Passed","opaqueId":"other"})"}) {
    Tester tester = Returned();
    transport_->Reply(200, report);
    EXPECT_THAT(tester.Run(), LeavesBy("fail")) << report;
    EXPECT_FALSE(tester.Text("verificationResults").has_value());
  }
}

TEST_F(IdentityVerificationNodeTest, D_SEC_05_NoParameterChangesThePath) {
  for (const std::string transaction : {"../users", "a/b", "a%2fb", "a?b", "a#b", "..", "a b", "\xC3\xA4"}) {
    Tester tester = Begun();
    tester.Request(Return(transaction, tester.Text("opaqueId").value_or("")));
    const std::size_t before = transport_->sent().size();
    EXPECT_THAT(tester.Run(), LeavesBy("fail")) << transaction;
    EXPECT_THAT(transport_->sent(), SizeIs(before)) << transaction;
  }
}

TEST_F(IdentityVerificationNodeTest, PassesByTheReport) {
  Tester tester = Begun(kBegunWithId);
  transport_->Reply(200, kPassed);
  tester.Request(Return(kTransaction, tester.Text("opaqueId").value_or("")));
  EXPECT_THAT(tester.Run(), LeavesBy("pass"));
  EXPECT_EQ(Sent().method, http::Method::kGet);
  EXPECT_EQ(Sent().url, "https://idv.example.com/api/transactions/" + std::string(kTransaction) +
                            "/detailed-verification-report");
  EXPECT_EQ(Sent().headers.Find("Authorization"), "Bearer tok");
  EXPECT_EQ(Sent().body, "");
  EXPECT_EQ(tester.Text("os_transactionId"), kTransaction);
  EXPECT_EQ(tester.Text("verificationResults"), kPassed);
  EXPECT_EQ(tester.Text("OneSpan_IDV_Results"), kPassed);
  EXPECT_FALSE(tester.Text("opaqueId").has_value());
  EXPECT_FALSE(tester.Text("ostid_error_message").has_value());
}

TEST_F(IdentityVerificationNodeTest, FailsByTheReport) {
  Tester tester = Returned();
  transport_->Reply(200, R"({"result":"Failed"})");
  EXPECT_THAT(tester.Run(), LeavesBy("fail"));
  EXPECT_EQ(tester.Text("verificationResults"), R"({"result":"Failed"})");
  EXPECT_EQ(tester.Text("ostid_error_message"), "Your identity could not be verified.");
}

TEST_F(IdentityVerificationNodeTest, AResultThatIsNotKnownIsAnError) {
  for (const char* report : {R"({"result":"Sometimes"})", R"({"result":7})", "[]", "x"}) {
    Tester tester = Returned();
    transport_->Reply(200, report);
    EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kRejected)) << report;
  }
}

TEST_F(IdentityVerificationNodeTest, D_COR_29_AnyStatusOfSuccessCounts) {
  Tester tester = Returned();
  transport_->Reply(203, kPassed);
  EXPECT_THAT(tester.Run(), LeavesBy("pass"));
}

TEST_F(IdentityVerificationNodeTest, D_COR_29_TheReturnMayComeTwice) {
  Tester tester = Returned();
  transport_->Reply(503);
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kUnavailable));
  transport_->Reply(200, kPassed);
  EXPECT_THAT(tester.Run(), LeavesBy("pass"));
}

TEST_F(IdentityVerificationNodeTest, D_COR_29_WaitsForAResult) {
  Tester tester = Returned();
  transport_->Reply(200, kUndefined);
  const auto waiting = tester.Run();
  ASSERT_THAT(waiting, Asks(1));
  EXPECT_EQ(waiting.callbacks()[0].OutputText("waitTime"), "3000");
  tester.Request(RequestContext("192.0.2.10")).Advance(seconds(3));
  transport_->Reply(200, kPassed);
  EXPECT_THAT(tester.Run(), LeavesBy("pass"));
  EXPECT_EQ(tester.Text("os_transactionId"), kTransaction);
}

TEST_F(IdentityVerificationNodeTest, D_PERF_05_AClientThatComesEarlyWaitsAgain) {
  Tester tester = Returned();
  transport_->Reply(200, kUndefined);
  tester.Run();
  tester.Advance(seconds(1));
  const auto waiting = tester.Run();
  ASSERT_THAT(waiting, Asks(1));
  EXPECT_EQ(waiting.callbacks()[0].OutputText("waitTime"), "2000");
  EXPECT_THAT(transport_->sent(), SizeIs(2));
}

TEST_F(IdentityVerificationNodeTest, WaitsNotForEver) {
  Tester tester = Returned();
  transport_->Reply(200, kUndefined).Reply(200, kUndefined);
  tester.Run();
  tester.Advance(minutes(10));
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kTimeout));
}

TEST_F(IdentityVerificationNodeTest, BeginsAnewAfterAResult) {
  Tester tester = Returned();
  transport_->Reply(200, R"({"result":"Failed"})").Reply(200, kBegun);
  EXPECT_THAT(tester.Run(), LeavesBy("fail"));
  EXPECT_EQ(AddressOf(tester.Run()), kAddress);
}

TEST_F(IdentityVerificationNodeTest, RefusesPropertiesThatCannotBeSent) {
  for (const Json& properties :
       {Json{{"url", "http://idv.example.com/"}}, Json{{"url", "idv.example.com"}},
        Json{{"url", "https://user@idv.example.com/"}}, Json{{"url", "https://idv.example.com/?a=b"}},
        Json{{"authToken", "a\r\nb"}}, Json{{"XTenant", "a\nb"}}, Json{{"customPayload", "all"}}}) {
    EXPECT_TRUE(FindingsOf<IdentityVerificationNode>(properties).has_errors()) << properties;
  }
}

TEST_F(IdentityVerificationNodeTest, D_SEC_12_ATokenInTheFileIsAWarning) {
  const Diagnostics diagnostics = FindingsOf<IdentityVerificationNode>(Properties());
  EXPECT_FALSE(diagnostics.has_errors());
  ASSERT_THAT(diagnostics.findings(), SizeIs(1));
  EXPECT_EQ(diagnostics.findings()[0].place, "/authToken");
}

TEST_F(IdentityVerificationNodeTest, AReturnThatNamesNoTransactionIsAWarning) {
  Json properties = Properties();
  properties["authToken"] = "";
  properties["passUrl"] = "https://a.example/p";
  const Diagnostics diagnostics = FindingsOf<IdentityVerificationNode>(properties);
  EXPECT_FALSE(diagnostics.has_errors());
  ASSERT_THAT(diagnostics.findings(), SizeIs(1));
  EXPECT_EQ(diagnostics.findings()[0].place, "/passUrl");
}

TEST_F(IdentityVerificationNodeTest, CallsListedHostsOnly) {
  const IdentityVerification verification{transport_, {kHost, "other.example.com:8443"}};
  EXPECT_FALSE(HostFindings("https://IDV.example.com/api/", verification).has_errors());
  EXPECT_FALSE(HostFindings("https://other.example.com:8443/", verification).has_errors());
  EXPECT_TRUE(HostFindings("https://other.example.com/", verification).has_errors());
  EXPECT_TRUE(HostFindings("https://idv.example.com.evil.example/", verification).has_errors());
  EXPECT_FALSE(HostFindings("https://anybody.example/", IdentityVerification()).has_errors());
}

}  // namespace
}  // namespace authtree::inline v0::nodes
