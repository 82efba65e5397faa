#include "store_command_node.h"

#include "authtree/testkit/fake_onespan_api.h"
#include "authtree/testkit/fake_transport.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::FakeTransport;
using testkit::NodeTester;

// Hex of "ab-1".
constexpr const char* kSession = "61622d31";
constexpr const char* kHost = "commands.example.com";

Json Url(const std::string& path) { return Json{{"javascript", "https://" + std::string(kHost) + path}}; }

class StoreCommandNodeTest : public testing::Test {
 protected:
  NodeTester<StoreCommandNode> Tester(const Json& properties) {
    NodeTester<StoreCommandNode> tester(properties, api_, CommandStorage{transport_, {kHost}});
    tester.Shared("ostid_session_id", Json(kSession))
        .Shared("ostid_irm_response", Json(11))
        .Shared("ostid_command", Json("0a0b"))
        .Shared("ostid_request_id", Json("req-1"))
        .Shared("username", Json("alice"));
    return tester;
  }
  static Diagnostics HostFindings(const std::string& url, const CommandStorage& storage) {
    Diagnostics diagnostics;
    StoreCommandNode::Config config;
    config.url = url;
    StoreCommandNode::Check(config, "", diagnostics, nullptr, storage);
    return diagnostics;
  }
  testkit::SentRequest Sent() const { return transport_->sent().back(); }

  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
  std::shared_ptr<FakeTransport> transport_ = std::make_shared<FakeTransport>();
};

TEST_F(StoreCommandNodeTest, FailsWithoutASession) {
  NodeTester<StoreCommandNode> tester(Url("/cmd"), api_, CommandStorage{transport_, {kHost}});
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_session_id"));
  EXPECT_THAT(transport_->sent(), IsEmpty());
}

TEST_F(StoreCommandNodeTest, FailsWhereNothingStoresCommands) {
  NodeTester<StoreCommandNode> tester(Url("/cmd"), api_, CommandStorage());
  tester.Shared("ostid_session_id", Json(kSession));
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kUnavailable));
}

TEST_F(StoreCommandNodeTest, FailsForAPlaceholderWithoutAValue) {
  const std::vector<std::pair<std::string, std::string>> rows{{"{requestID}", "ostid_request_id"},
                                                              {"{hexRequestID}", "ostid_request_id"},
                                                              {"{username}", "username"}};
  for (const auto& [placeholder, key] : rows) {
    NodeTester<StoreCommandNode> tester(Url("/" + placeholder), api_, CommandStorage{transport_, {kHost}});
    tester.Shared("ostid_session_id", Json(kSession));
    EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, key));
  }
  EXPECT_THAT(transport_->sent(), IsEmpty());
}

TEST_F(StoreCommandNodeTest, FailsForASessionIdThatIsNoHex) {
  auto tester = Tester(Url("/{sessionIdentifier}"));
  tester.Shared("ostid_session_id", Json("session"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kInvalidInput, "ostid_session_id"));
}

TEST_F(StoreCommandNodeTest, FailsWhenTheCommandIsNotTaken) {
  const std::vector<std::pair<int, ErrorCode>> rows{
      {302, ErrorCode::kRejected},    {400, ErrorCode::kRejected},    {403, ErrorCode::kRejected},
      {429, ErrorCode::kUnavailable}, {500, ErrorCode::kUnavailable}, {503, ErrorCode::kUnavailable}};
  for (const auto& [status, code] : rows) {
    transport_->Reply(status, R"({"message":"secret"})");
    const auto result = Tester(Url("/cmd")).Run();
    EXPECT_THAT(result, FailsWith(code)) << status;
    EXPECT_EQ(result.error()->Find(Fact::kHttpStatus), std::to_string(status));
  }
}

TEST_F(StoreCommandNodeTest, FailsWhenNobodyAnswers) {
  transport_->Fail(Error(ErrorCode::kTimeout, "Too late."));
  EXPECT_THAT(Tester(Url("/cmd")).Run(), FailsWith(ErrorCode::kTimeout));
}

TEST_F(StoreCommandNodeTest, SendsTheCommand) {
  transport_->Reply(204);
  const auto result = Tester(Url("/cmd")).Run();
  EXPECT_THAT(result, LeavesBy("Success"));
  EXPECT_THAT(result.written(), IsEmpty());
  EXPECT_EQ(Sent().method, http::Method::kPost);
  EXPECT_EQ(Sent().url, "https://commands.example.com/cmd");
  EXPECT_EQ(Sent().headers.Find("Accept"), "application/json");
  EXPECT_EQ(Json::parse(Sent().body),
            (Json{{"commandString", "0a0b"}, {"irmResponse", "11"}, {"sessionId", kSession}}));
  EXPECT_EQ(Sent().resend, http::Resend::kIfUnsent);
}

TEST_F(StoreCommandNodeTest, D_SEC_16_LeavesOutWhatIsNotThere) {
  transport_->Reply(200);
  NodeTester<StoreCommandNode> tester(Url("/cmd"), api_, CommandStorage{transport_, {kHost}});
  tester.Shared("ostid_session_id", Json(kSession));
  EXPECT_THAT(tester.Run(), LeavesBy("Success"));
  EXPECT_EQ(Json::parse(Sent().body), (Json{{"sessionId", kSession}}));
}

TEST_F(StoreCommandNodeTest, FillsPathAndQuery) {
  transport_->Reply(200);
  auto tester = Tester(Url(
      "/v1/{tenantName}/{sessionIdentifier}/{sessionID}/x-{requestID}-{username}?h={hexRequestID}&q=%26a"));
  EXPECT_THAT(tester.Run(), LeavesBy("Success"));
  EXPECT_EQ(Sent().target, "/v1/acme/ab-1/61622d31/x-req-1-alice?h=7265712d31&q=%26a");
}

TEST_F(StoreCommandNodeTest, D_SEC_19_FillsOnceAndEscaped) {
  transport_->Reply(200);
  auto tester = Tester(Url("/{username}/cmd?user={username}"));
  tester.Shared("username", Json("../{sessionID}?a=b&c#d"));
  tester.Run();
  EXPECT_EQ(Sent().target,
            "/..%2F%7BsessionID%7D%3Fa%3Db%26c%23d/cmd?user=..%2F%7BsessionID%7D%3Fa%3Db%26c%23d");
}

TEST_F(StoreCommandNodeTest, TakesPlaceholdersOfItsOwnFromStateOrAsTheyAre) {
  transport_->Reply(200);
  Json properties = Url("/{a}/{b}/{c}");
  properties["placeholderMap"] = {{"a", "ka"}, {"b", "kb"}, {"c", "kc"}};
  auto tester = Tester(properties);
  tester.Shared("ka", Json("va")).Shared("kc", Json(5));
  EXPECT_THAT(tester.Run(), LeavesBy("Success"));
  EXPECT_EQ(Sent().target, "/va/kb/5");
}

TEST_F(StoreCommandNodeTest, SendsTheConfiguredHeaders) {
  transport_->Reply(200);
  Json properties = Url("/cmd");
  properties["requestHeaders"] = {{"Authorization", ""}, {"X-A", "b"}, {"accept", "text/plain"}};
  Tester(properties).Run();
  EXPECT_EQ(Sent().headers.Find("X-A"), "b");
  EXPECT_EQ(Sent().headers.Find("Accept"), "text/plain");
  EXPECT_EQ(Sent().headers.Find("Authorization"), "");
  EXPECT_EQ(Sent().headers.Find("Content-Type"), "application/json");
}

TEST_F(StoreCommandNodeTest, RefusesHeadersThatAreNone) {
  for (const Json& headers : {Json{{"Host", "evil"}}, Json{{"content-length", "1"}}, Json{{"", "x"}},
                              Json{{"X-A", "b\r\nX-B: c"}}}) {
    Json properties = Url("/cmd");
    properties["requestHeaders"] = headers;
    EXPECT_TRUE(FindingsOf<StoreCommandNode>(properties).has_errors()) << headers;
  }
}

TEST_F(StoreCommandNodeTest, KnowsTheMethods) {
  const std::vector<std::pair<std::string, bool>> rows{
      {"POST", true}, {"PUT", true}, {"PATCH", true}, {"GET", false}, {"DELETE", false}};
  for (const auto& [method, has_body] : rows) {
    transport_->Reply(200);
    Json properties = Url("/cmd");
    properties["httpmethod"] = method;
    EXPECT_THAT(Tester(properties).Run(), LeavesBy("Success"));
    EXPECT_EQ(http::MethodName(Sent().method), method);
    EXPECT_EQ(!Sent().body.empty(), has_body) << method;
  }
  EXPECT_TRUE(FindingsOf<StoreCommandNode>(Json{{"httpmethod", "TRACE"}}).has_errors());
}

TEST_F(StoreCommandNodeTest, D_SEC_19_RefusesUrlsThatCouldCallAnybody) {
  for (const char* url :
       {"http://commands.example.com/cmd", "commands.example.com", "https://", "https:///cmd",
        "https://{tenantName}.example.com/cmd", "https://user@commands.example.com/", "https://a:0/",
        "https://commands.example.com/{nobody}", "https://commands.example.com/{customUrl}",
        "https://commands.example.com/{", "https://commands.example.com/}", "https://commands.example.com/{}",
        "https://commands.example.com/{a{b}}", "https://commands.example.com/%zz",
        "https://commands.example.com/a#b", "https://commands.example.com/?=x",
        "https://commands.example.com/?{username}=x"}) {
    EXPECT_TRUE(FindingsOf<StoreCommandNode>(Json{{"javascript", url}}).has_errors()) << url;
  }
}

TEST_F(StoreCommandNodeTest, AnEmptyUrlIsAWarning) {
  const Diagnostics diagnostics = FindingsOf<StoreCommandNode>(Json::object());
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_THAT(diagnostics.findings(), SizeIs(1));
}

TEST_F(StoreCommandNodeTest, D_SEC_19_CallsListedHostsOnly) {
  const CommandStorage storage{transport_, {"commands.example.com", "other.example.com:8443"}};
  EXPECT_FALSE(HostFindings("https://Commands.example.com/cmd", storage).has_errors());
  EXPECT_FALSE(HostFindings("https://commands.example.com:443/cmd", storage).has_errors());
  EXPECT_FALSE(HostFindings("https://other.example.com:8443/cmd", storage).has_errors());
  EXPECT_TRUE(HostFindings("https://other.example.com/cmd", storage).has_errors());
  EXPECT_TRUE(HostFindings("https://commands.example.com.evil.example/cmd", storage).has_errors());
  EXPECT_TRUE(HostFindings("https://127.0.0.1/cmd", storage).has_errors());
}

TEST_F(StoreCommandNodeTest, HostsAreReadAsPeopleWriteThem) {
  EXPECT_EQ(CommandHost("Commands.Example.com:443").value_or("none"), "commands.example.com");
  EXPECT_EQ(CommandHost("a.example:8443").value_or("none"), "a.example:8443");
  for (const char* text : {"", "a/b", "a/", "a?b", "https://a", "user@a", "a:0"}) {
    EXPECT_FALSE(CommandHost(text).has_value()) << text;
  }
}

TEST_F(StoreCommandNodeTest, KnowsNothingOfHostsWithoutATransport) {
  EXPECT_FALSE(HostFindings("https://anybody.example/cmd", CommandStorage()).has_errors());
}

TEST_F(StoreCommandNodeTest, DeclaresWhatItsPlaceholdersRead) {
  Json properties = Url("/{a}/{username}");
  properties["placeholderMap"] = {{"a", "ka"}, {"unused", "kb"}};
  const auto tester = Tester(properties);
  EXPECT_THAT(tester.contract().reads(), testing::IsSupersetOf({"ka", "username"}));
  EXPECT_THAT(tester.contract().reads(), testing::Not(testing::Contains("kb")));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
