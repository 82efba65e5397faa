#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>

#include "authtree/am/authenticate.h"
#include "authtree/am/fan_out_authenticate_observer.h"
#include "authtree/audit/auditor.h"
#include "authtree/core/encoding.h"
#include "authtree/engine/fan_out_observer.h"
#include "authtree/metrics/metrics_observer.h"
#include "authtree/session/memory_store.h"
#include "authtree/spdlog_observer/spdlog_observer.h"
#include "authtree/testkit/drive.h"

#include "../unit/audit/memory_log.h"
#include "../unit/audit/schema_check.h"
#include "simulated_world.h"

namespace authtree::inline v0::testing_world {
namespace {

constexpr const char* kSuccess = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";
constexpr const char* kFailure = "e301438c-0bd0-429c-ab0c-66126501069a";
constexpr const char* kPassword = "Canary-Pass-7391";
constexpr const char* kUserAgent = "Canary-Agent-5512";

Json TreeNode(const std::string& type, Json connections) {
  return Json{{"nodeType", type}, {"displayName", type}, {"connections", std::move(connections)}};
}

// The offline activation with a password, each step a node of its own.
std::string JourneyWithPassword() {
  Json journey;
  journey["tree"] = {
      {"_id", "Canary"},
      {"entryNodeId", "user"},
      {"nodes",
       {{"user", TreeNode("UsernameCollectorNode", {{"outcome", "password"}})},
        {"password", TreeNode("PasswordCollectorNode", {{"outcome", "register"}})},
        {"register", TreeNode("OS_Auth_UserRegisterNode", {{"Success", "show1"}, {"Error", "error"}})},
        {"show1", TreeNode("OS_Auth_VisualCodeNode", {{"Next", "code"}, {"Error", "error"}})},
        {"code", TreeNode("OS_Sample_AttributesCollector", {{"outcome", "add"}})},
        {"add", TreeNode("OS_Auth_AddDeviceNode", {{"success", "show2"}, {"error", "error"}})},
        {"show2", TreeNode("OS_Auth_VisualCodeNode", {{"Next", "sign"}, {"Error", "error"}})},
        {"sign", TreeNode("OS_Sample_AttributesCollector", {{"outcome", "activate"}})},
        {"activate", TreeNode("OS_Auth_ActivateDeviceNode", {{"success", kSuccess}, {"error", "error"}})},
        {"error", TreeNode("OS_Sample_ErrorDisplayNode", {{"outcome", kFailure}})}}}};
  journey["nodes"] = {{"user", Json::object()},
                      {"password", Json::object()},
                      {"register", {{"objectType", "OCA"}, {"activationType", "offlineMDL"}}},
                      {"show1", Json::object()},
                      {"code", {{"attributes", {"deviceCode"}}}},
                      {"add", Json::object()},
                      {"show2", Json::object()},
                      {"sign", {{"attributes", {"signature"}}}},
                      {"activate", Json::object()},
                      {"error", Json::object()}};
  return DumpJson(journey);
}

// Everything that left the process or was written down during a walk, by the place it came out of.
class Channels {
 public:
  void Add(const std::string& channel, const std::string& text) { texts_[channel] += text + "\n"; }

  [[nodiscard]] std::set<std::string> PlacesOf(const std::string& secret) const {
    std::set<std::string> places;
    for (const auto& [channel, text] : texts_) {
      if (text.find(secret) != std::string::npos) places.insert(channel);
    }
    return places;
  }

 private:
  std::map<std::string, std::string> texts_;
};

// A client of the authenticate endpoint that writes down what it gets.
class CanaryWalk {
 public:
  explicit CanaryWalk(simulator::DigipassConfig device) : device_(std::move(device)) {
    auto logger =
        std::make_shared<spdlog::logger>("canary", std::make_shared<spdlog::sinks::ostream_sink_mt>(log_));
    logger->set_level(spdlog::level::trace);
    auto catalog = std::make_shared<JourneyCatalog>();
    catalog->Add(world_.Load(JourneyWithPassword()));
    store_ = std::make_shared<MemoryStore>(world_.clock());
    const auto keys = KeyRing::Random();
    const auto log = std::make_shared<SpdlogObserver>(std::move(logger));
    on_call_ = [log, metrics = metrics_](const onespan::CallRecord& call) {
      log->OnOneSpanCall(call);
      metrics->OnOneSpanCall(call);
    };
    const auto auditor = *audit::Auditor::Make(audit_, world_.clock(), audit::AuditOptions());
    auto service = std::make_shared<const JourneyService>(
        catalog,
        Engine(world_.clock(), std::make_shared<FanOutObserver>(
                                   std::vector<std::shared_ptr<Observer>>{log, metrics_, auditor})),
        store_, Sealer(*keys));
    endpoint_ = std::make_unique<am::AuthenticateEndpoint>(
        service, *keys, world_.clock(), am::AuthenticateOptions(),
        std::make_shared<am::FanOutAuthenticateObserver>(
            std::vector<std::shared_ptr<am::AuthenticateObserver>>{log, metrics_, auditor}));
  }

  void Run() {
    Json step = Post("?authIndexType=service&authIndexValue=Canary", "", "reply: start");
    step = Answer(step, "user", "reply: user");
    step = Answer(step, kPassword, "reply: first picture");
    device_code = Scan(step);
    step = Post("", DumpJson(step), "reply: device code prompt");
    step = Answer(step, device_code, "reply: second picture");
    signature = Scan(step);
    step = Post("", DumpJson(step), "reply: signature prompt");
    end = Answer(step, signature, "reply: end");
    // Once more, so that a refusal is written down as well.
    (void)Answer(step, signature, "reply: replay");
    for (const Exchange& exchange : world_.wire().exchanges()) {
      const std::string place = exchange.path.substr(exchange.path.rfind('/') + 1);
      channels.Add("to OneSpan: " + place, exchange.request_body);
      channels.Add("path to OneSpan", exchange.path);
    }
    channels.Add("log", log_.str());
    channels.Add("metrics", metrics_->Text());
    audit_lines = audit_->lines();
    audit_names = audit_->Names();
    for (const std::string& line : audit_lines) channels.Add("audit", line);
    registration_id = world_.Calls("/users/register").front().Reply().at("registrationID");
    activation_message1 = world_.Calls("/users/register").front().Reply().at("activationPassword");
    activation_message2 = world_.Calls("/add-device").front().Reply().at("activationMessage2");
  }

  Channels channels;
  std::string device_code;
  std::string signature;
  std::string registration_id;
  std::string activation_message1;
  std::string activation_message2;
  Json end;
  std::vector<std::string> audit_lines;
  std::vector<std::string> audit_names;

 private:
  Json Post(const std::string& query, const std::string& body, const std::string& channel) {
    http::Headers headers;
    headers.Add("Content-Type", "application/json");
    headers.Add("User-Agent", kUserAgent);
    const http::Response reply = testkit::Drive(endpoint_->Handle(
        http::ServerRequest(http::Method::kPost, "/am/json/realms/root/authenticate" + query)
            .WithHeaders(std::move(headers))
            .WithBody(Secret(body))
            .WithClientIp("192.0.2.1")));
    const std::string text(reply.body().Expose());
    channels.Add(channel, text);
    for (const auto& [name, value] : reply.headers().fields())
      channels.Add("reply headers", name + ": " + value);
    const Result<Json> json = ParseJson(text);
    if (json) NoteAuthId(*json);
    return json ? *json : Json();
  }

  void NoteAuthId(const Json& step) {
    const std::string auth_id = StringMember(step, "authId");
    const std::size_t first = auth_id.find('.');
    const std::size_t second = auth_id.find('.', first + 1);
    if (second == std::string::npos) return;
    channels.Add("authId", Base64UrlDecode(auth_id.substr(first + 1, second - first - 1)).value_or(""));
  }

  Json Answer(Json step, const std::string& answer, const std::string& channel) {
    step["callbacks"][0]["input"][0]["value"] = answer;
    return Post("", DumpJson(step), channel);
  }

  std::string Scan(const Json& step) {
    constexpr std::size_t kUriStart = std::char_traits<char>::length("data:image/png;base64,");
    const std::string uri = step.at("callbacks").at(0).at("output").at(0).at("value");
    const auto reading = device_.Scan(Base64Decode(uri.substr(kUriStart)).value_or(""));
    return reading ? reading->code : "";
  }

  /// A service that shows what arrives, as `authtree simulate` prints it.
  simulator::ServiceConfig Watched() {
    simulator::ServiceConfig config;
    config.show_bodies = true;
    config.on_request = [this](const simulator::RequestEvent& event) {
      channels.Add("shown by the simulator", event.target + event.request_body + event.reply_body);
    };
    return config;
  }

  std::function<void(const onespan::CallRecord&)> on_call_;
  SimulatedWorld world_{Watched(), nullptr, [this](const onespan::CallRecord& call) { on_call_(call); }};
  std::ostringstream log_;
  std::shared_ptr<MemoryStore> store_;
  std::shared_ptr<metrics::MetricsObserver> metrics_ = std::make_shared<metrics::MetricsObserver>();
  std::shared_ptr<audit::testing::MemoryLog> audit_ = std::make_shared<audit::testing::MemoryLog>();
  std::unique_ptr<am::AuthenticateEndpoint> endpoint_;
  simulator::VirtualDigipass device_;
};

// Long codes, so that none of them turns up by chance in an id or a time.
simulator::DigipassConfig LongCodes() {
  simulator::DigipassConfig config;
  config.device_code_length = 26;
  config.signature_length = 16;
  return config;
}

class Canary : public ::testing::Test {
 protected:
  void SetUp() override {
    walk.Run();
    ASSERT_TRUE(walk.end.contains("tokenId"));
  }

  CanaryWalk walk{LongCodes()};
};

using Places = std::set<std::string>;

TEST_F(Canary, PasswordGoesIntoTheRegistrationAndNowhereElse) {
  EXPECT_EQ(walk.channels.PlacesOf(kPassword), Places({"to OneSpan: register"}));
}

TEST_F(Canary, DeviceCodeGoesToAddDeviceAndNowhereElse) {
  EXPECT_EQ(walk.channels.PlacesOf(walk.device_code), Places({"to OneSpan: add-device"}));
}

TEST_F(Canary, SignatureGoesToActivateAndNowhereElse) {
  EXPECT_EQ(walk.channels.PlacesOf(walk.signature), Places({"to OneSpan: activate"}));
}

TEST_F(Canary, ActivationMessagesGoToTheVisualCodeServiceAndNowhereElse) {
  EXPECT_EQ(walk.channels.PlacesOf(walk.activation_message1), Places({"to OneSpan: render"}));
  EXPECT_EQ(walk.channels.PlacesOf(walk.activation_message2), Places({"to OneSpan: render"}));
}

TEST_F(Canary, TheHandleOfTheRegistrationIsInPathsOnly) {
  EXPECT_EQ(walk.channels.PlacesOf(walk.registration_id), Places({"path to OneSpan"}));
}

TEST_F(Canary, TheSimulatorShowsThatSomethingIsHidden) {
  EXPECT_EQ(walk.channels.PlacesOf(R"x("deviceCode":"(hidden)")x"), Places({"shown by the simulator"}));
}

TEST_F(Canary, AHeaderOfTheRequestIsNowhere) { EXPECT_EQ(walk.channels.PlacesOf(kUserAgent), Places()); }

TEST_F(Canary, LogMetricsAndAuditTellOfEveryStep) {
  // What is empty would hold no secret either.
  EXPECT_EQ(walk.channels.PlacesOf("OS_Auth_ActivateDeviceNode"), Places({"log", "metrics", "audit"}));
}

TEST_F(Canary, LogAndMetricsTellOfEveryCall) {
  EXPECT_EQ(walk.channels.PlacesOf("/v1/registrations/{registrationID}/activate"),
            Places({"log", "metrics", "shown by the simulator"}));
}

TEST_F(Canary, TheAddressOfTheClientIsForTheAuditAlone) {
  EXPECT_EQ(walk.channels.PlacesOf("192.0.2.1"), Places({"audit"}));
}

TEST_F(Canary, TheAuditTellsBeginNodesEndAndReplay) {
  ASSERT_GE(walk.audit_names.size(), 4U);
  EXPECT_EQ(walk.audit_names.front(), "AM-TREE-LOGIN-STARTED");
  EXPECT_EQ(std::count(walk.audit_names.begin(), walk.audit_names.end(), "AM-NODE-LOGIN-COMPLETED"), 9);
  EXPECT_EQ(walk.audit_names[walk.audit_names.size() - 2], "AM-TREE-LOGIN-COMPLETED");
  EXPECT_EQ(walk.audit_names.back(), "AUTHTREE-SESSION-REFUSED");
}

TEST_F(Canary, EveryAuditEventIsOfTheDocumentedShapeAndOfOneJourney) {
  std::set<std::string> tracking_ids;
  for (const std::string& line : walk.audit_lines) {
    EXPECT_EQ(audit::testing::SchemaFindings(line), "") << line;
    tracking_ids.insert(DumpJson(ParseJson(line).value_or(Json()).value("trackingIds", Json())));
  }
  EXPECT_EQ(tracking_ids.size(), 1U);
}

}  // namespace
}  // namespace authtree::inline v0::testing_world
