#include "authtree/simulator/control_handler.h"

#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ControlHandlerTest : public ServiceTest {
 protected:
  http::ServerReply Ask(http::Method method, std::string_view body = {},
                        std::string path = "/simulator/faults", std::string_view type = "application/json") {
    ControlHandler handler(service_);
    http::Headers headers;
    headers.Add("Content-Type", std::string(type));
    http::ServerRequest request =
        http::ServerRequest(method, std::move(path)).WithHeaders(std::move(headers)).WithBody(Secret(body));
    std::optional<http::ServerReply> reply;
    auto ask = [&]() -> Task<void> { reply.emplace(co_await handler.Reply(std::move(request))); };
    boost::asio::io_context context;
    boost::asio::co_spawn(context, ask(), boost::asio::detached);
    context.run();
    return std::move(*reply);
  }
};

TEST_F(ControlHandlerTest, BadFaultsAreRefusedWithEveryFindingAndChangeNothing) {
  service_->AddFault(FaultRule());
  const http::ServerReply reply =
      Ask(http::Method::kPut, R"({"faults": [{"kind": "x"}, {"status": 1}], "more": 1})");
  EXPECT_EQ(reply.response().status(), 400);
  EXPECT_THAT(ParseJson(reply.response().body().Expose())->at("findings"), SizeIs(3));
  EXPECT_THAT(service_->Faults(), SizeIs(1));
}

TEST_F(ControlHandlerTest, BodyMustBeJson) {
  EXPECT_EQ(Ask(http::Method::kPut, "{").response().status(), 400);
  EXPECT_EQ(Ask(http::Method::kPut, "{}").response().status(), 400);
  EXPECT_EQ(Ask(http::Method::kPut, "{}", "/simulator/faults", "text/plain").response().status(), 415);
}

TEST_F(ControlHandlerTest, OtherMethodsAreRefused) {
  const http::ServerReply reply = Ask(http::Method::kPost, "{}");
  EXPECT_EQ(reply.response().status(), 405);
  EXPECT_EQ(reply.response().headers().Find("Allow"), "GET, PUT, DELETE");
}

TEST_F(ControlHandlerTest, PutReplacesGetShowsDeleteRemoves) {
  service_->AddFault(FaultRule());
  EXPECT_EQ(Ask(http::Method::kPut, R"({"faults": [{"operation": "add_device", "kind": "reset"}]})")
                .response()
                .status(),
            204);
  const http::ServerReply shown = Ask(http::Method::kGet);
  EXPECT_THAT(std::string(shown.response().body().Expose()), HasSubstr("add_device"));
  EXPECT_EQ(Ask(http::Method::kPut, shown.response().body().Expose()).response().status(), 204);
  EXPECT_EQ(Ask(http::Method::kDelete).response().status(), 204);
  EXPECT_THAT(service_->Faults(), IsEmpty());
}

TEST_F(ControlHandlerTest, FaultsDoNotApplyToIt) {
  FaultRule broken;
  broken.kind = FaultKind::kReset;
  service_->AddFault(broken);
  EXPECT_EQ(Ask(http::Method::kGet).delivery(), http::Delivery::kWhole);
}

TEST_F(ControlHandlerTest, EverythingElseIsTheServices) {
  FaultRule broken;
  broken.kind = FaultKind::kReset;
  service_->AddFault(broken);
  EXPECT_EQ(Ask(http::Method::kPost, "{}", "/v1/users/register").delivery(), http::Delivery::kReset);
}

TEST_F(ControlHandlerTest, AScriptWithMistakesChangesNothing) {
  const http::ServerReply reply = Ask(
      http::Method::kPut, R"({"push": {"decision": "wait"}, "risk": [{"code": "x"}]})", "/simulator/script");
  EXPECT_EQ(reply.response().status(), 400);
  EXPECT_EQ(service_->push_script().decision, PushDecision::kAccept);
}

TEST_F(ControlHandlerTest, AScriptChangesWhatItNames) {
  const http::ServerReply reply =
      Ask(http::Method::kPut, R"({"push": {"decision": "refuse"}})", "/simulator/script");
  EXPECT_EQ(reply.response().status(), 204);
  EXPECT_EQ(service_->push_script().decision, PushDecision::kRefuse);
  EXPECT_EQ(service_->push_script().after, std::chrono::seconds(2));
}

TEST_F(ControlHandlerTest, AScriptOfCommandsIsTakenAndShown) {
  EXPECT_EQ(Ask(http::Method::kPut, R"({"orchestration": [{"command": "0"}]})", "/simulator/script")
                .response()
                .status(),
            400);
  EXPECT_EQ(Ask(http::Method::kPut, R"({"orchestration": [{"command": "01", "answer": "02"}],
                                       "onlineActivation": {"decision": "activate"}})",
                "/simulator/script")
                .response()
                .status(),
            204);
  const std::string script(Ask(http::Method::kGet, {}, "/simulator/script").response().body().Expose());
  EXPECT_THAT(script, HasSubstr(R"([{"command":"01","answer":"02"}])"));
  EXPECT_THAT(script, HasSubstr(R"("decision":"activate")"));
}

TEST_F(ControlHandlerTest, AnActivationNamesAMessageOrAUser) {
  for (const char* body : {"{}", R"({"message": "02;a;0;b;c;d", "userID": "alice"})", R"({"message": "x"})",
                           R"({"userID": "alice", "platform": "fridge"})"}) {
    EXPECT_EQ(Ask(http::Method::kPost, body, "/simulator/activations").response().status(), 400) << body;
  }
  EXPECT_EQ(Ask(http::Method::kGet, {}, "/simulator/activations").response().headers().Find("Allow"), "POST");
  EXPECT_EQ(Ask(http::Method::kPost, R"({"userID": "alice"})", "/simulator/activations").response().status(),
            404);
}

TEST_F(ControlHandlerTest, AnActivationIsFinishedByWhatTheAppReads) {
  const std::string password = Register({{"activationType", "onlineMDL"}}).Text("activationPassword");
  const auto read = [this](const std::string& code) {
    return Ask(http::Method::kPost, DumpJson(Json{{"message", "02;alice;0;master;" + code + ";demo"}}),
               "/simulator/activations")
        .response()
        .status();
  };
  EXPECT_EQ(read("wrong"), 409);
  EXPECT_EQ(read(password), 200);
  EXPECT_EQ(Status("alice"), "activated");
}

TEST_F(ControlHandlerTest, AnActivationIsFinishedForAUser) {
  static_cast<void>(Register({{"activationType", "onlineMDL"}}));
  const http::ServerReply reply =
      Ask(http::Method::kPost, R"({"userID": "alice", "platform": "ios"})", "/simulator/activations");
  EXPECT_EQ(reply.response().status(), 200);
  EXPECT_THAT(ParseJson(reply.response().body().Expose())->at("serialNumbers"), SizeIs(2));
  EXPECT_EQ(service_->Snapshot().instances[0].type, "TYP03");
}

TEST_F(ControlHandlerTest, AnAccountIsLockedAndUnlocked) {
  StartWith(R"({"accounts": [{"userID": "alice"}]})");
  const std::string path = "/simulator/accounts/alice@master";
  const auto change = [this](const char* body, const std::string& at) {
    return Ask(http::Method::kPut, body, at).response().status();
  };
  EXPECT_EQ(change("{}", path), 400);
  EXPECT_EQ(change(R"({"locked": true})", "/simulator/accounts/bob@master"), 404);
  EXPECT_EQ(change(R"({"locked": true})", "/simulator/accounts/alice"), 404);
  EXPECT_EQ(change(R"({"locked": true})", path), 204);
  EXPECT_TRUE(service_->Snapshot().accounts[0].locked);
  EXPECT_EQ(change(R"({"locked": false})", path), 204);
  const std::string shown(Ask(http::Method::kGet, {}, "/simulator/accounts").response().body().Expose());
  EXPECT_THAT(shown, HasSubstr(R"("locked":false)"));
}

TEST_F(ControlHandlerTest, APushIsDecided) {
  DigipassConfig config;
  config.platform = DigipassPlatform::kAndroid;
  VirtualDigipass device(config);
  ASSERT_THAT(Walk(device), HasStatus(200));
  const Reply push = Post("/v1/users/alice@master/login",
                          {{"objectType", "LoginInput"}, {"credentials", {{"passKey", "PIN"}}}});
  const std::string path = "/simulator/requests/" + push.Text("requestID");
  EXPECT_EQ(Ask(http::Method::kPut, "{}", path).response().status(), 400);
  EXPECT_EQ(Ask(http::Method::kPut, R"({"decision": "refuse"})", path).response().status(), 204);
  EXPECT_EQ(Ask(http::Method::kPut, R"({"decision": "refuse"})", path).response().status(), 404);
  const http::ServerReply requests = Ask(http::Method::kGet, {}, "/simulator/requests");
  EXPECT_THAT(std::string(requests.response().body().Expose()), HasSubstr(R"("state":"refused")"));
}

TEST_F(ControlHandlerTest, TheInboxShowsTheCodeAndCanBeEmptied) {
  (void)Register();
  (void)Post("/v1/users/alice@master/login",
             {{"objectType", "LoginInput"}, {"credentials", {{"passKey", "votp"}}}});
  ASSERT_THAT(service_->Inbox(), SizeIs(1));
  const std::string inbox(Ask(http::Method::kGet, {}, "/simulator/inbox").response().body().Expose());
  EXPECT_THAT(inbox, HasSubstr(service_->Inbox()[0].otp));
  EXPECT_EQ(Ask(http::Method::kDelete, {}, "/simulator/inbox").response().status(), 204);
  EXPECT_THAT(service_->Inbox(), IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0::simulator
