#include "test_journeys.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "authtree/node/well_known_keys.h"

namespace authtree::inline v0::test_support {
namespace {

constexpr StateKey<Secret> kCode{"ostid_cronto_msg"};

class LoginNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "TestLoginNode";
  static constexpr std::string_view kSummary = "Asks for name and password.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  explicit LoginNode(NoConfig) {}

  StateContract Contract() const override { return Writes(keys::kUsername, keys::kPassword); }

  Result<Action> Step(const StepContext& step) const override {
    if (!step.answered()) {
      return Action::Ask(Callback::Name("User Name"), Callback::Password("Password"))
          .Stage("UsernamePassword")
          .Header("Sign in")
          .Description("Please");
    }
    return Action::To("outcome")
        .Put(keys::kUsername, step.submitted()[0].Text().value_or(""))
        .PutTransient(keys::kPassword, *step.submitted()[1].SecretText());
  }
};

class ShowCodeNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "TestShowCodeNode";
  static constexpr std::string_view kSummary = "Shows a secret code.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  explicit ShowCodeNode(NoConfig) {}

  StateContract Contract() const override { return Writes(kCode); }

  Result<Action> Step(const StepContext& step) const override {
    if (step.answered()) return Action::To("outcome");
    Callback confirm = Callback::Confirmation({"Next"}, 0, 0);
    confirm.set_id(7);
    return Action::Ask(Callback::TextOutput(MessageType::kInformation, "Scan this"),
                       Callback::HiddenValue("code", Secret(kCodeCanary)), std::move(confirm))
        .Put(kCode, Secret(kCodeCanary));
  }
};

class DeviceCodeNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "TestDeviceCodeNode";
  static constexpr std::string_view kSummary = "Asks for the code of the device.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"success", "failure"};
  using Config = NoConfig;
  explicit DeviceCodeNode(NoConfig) {}

  StateContract Contract() const override { return Reads(keys::kPassword, kCode); }

  Result<Action> Step(const StepContext& step) const override {
    if (!step.answered()) return Action::Ask(Callback::TextInput("Code"));
    const std::string typed = step.submitted()[0].Text().value_or("");
    if (typed == "fail") return tl::unexpected(Error(ErrorCode::kNotFound, "The test wants an error."));
    if (typed == "deny") return Action::To("failure").ErrorMessage("Not today");
    if (typed != "1234") return Action::Ask(Callback::TextInput("Code"));
    // The password came from two rounds ago, so it survived as a secret that this node declares.
    Result<Secret> password = step.state().Require(keys::kPassword);
    if (!password) return tl::unexpected(password.error());
    return Action::To(password->Expose() == kPasswordCanary ? "success" : "failure");
  }
};

class AnonymousNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "TestAnonymousNode";
  static constexpr std::string_view kSummary = "Asks nothing of interest.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  explicit AnonymousNode(NoConfig) {}

  StateContract Contract() const override { return {}; }
  Result<Action> Step(const StepContext& step) const override {
    if (step.answered()) return Action::To("outcome");
    return Action::Ask(Callback::TextOutput(MessageType::kInformation, "Hello"));
  }
};

class WaitingNode final : public Node {
 public:
  static constexpr std::string_view kType = "TestWaitingNode";
  static constexpr std::string_view kSummary = "Waits for a peer that never answers.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  explicit WaitingNode(NoConfig) {}

  StateContract Contract() const override { return {}; }
  Task<Result<Action>> Process(const StepContext& step) const override {
    if (!step.answered()) co_return Action::Ask(Callback::TextInput("First"));
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::hours(1));
    const auto [error] = co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    co_return Action::Ask(Callback::TextInput(error ? "Cancelled" : "Waited"));
  }
};

class EchoNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "TestEchoNode";
  static constexpr std::string_view kSummary = "Shows the request.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  using Config = NoConfig;
  explicit EchoNode(NoConfig) {}

  StateContract Contract() const override { return {}; }
  Result<Action> Step(const StepContext& step) const override {
    const RequestContext& request = step.request();
    Json seen;
    seen["ip"] = request.client_ip();
    seen["agent"] = request.Header("User-Agent");
    seen["cookie"] = request.Header("Cookie");
    seen["forwarded"] = request.Header("X-Forwarded-For");
    seen["password"] = request.Header("X-OpenAM-Password");
    seen["code"] = request.Parameter("code");
    seen["index"] = request.Parameter("authIndexValue");
    seen["locales"] = request.locales();
    return Action::Ask(Callback::Metadata(std::move(seen)));
  }
};

constexpr std::string_view kFile = R"({"trees": {
  "Offline": {
    "tree": {"_id": "Offline", "entryNodeId": "a1", "nodes": {
      "a1": {"nodeType": "TestLoginNode", "displayName": "Login", "connections": {"outcome": "a2"}},
      "a2": {"nodeType": "TestShowCodeNode", "displayName": "Show", "connections": {"outcome": "a3"}},
      "a3": {"nodeType": "TestDeviceCodeNode", "displayName": "Code", "connections": {
        "success": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0",
        "failure": "e301438c-0bd0-429c-ab0c-66126501069a"}}}},
    "nodes": {"a1": {}, "a2": {}, "a3": {}}},
  "Short": {
    "tree": {"_id": "Short", "entryNodeId": "b1", "treeTimeout": 1, "nodes": {
      "b1": {"nodeType": "TestLoginNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"b1": {}}},
  "Anonymous": {
    "tree": {"_id": "Anonymous", "entryNodeId": "c1", "nodes": {
      "c1": {"nodeType": "TestAnonymousNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"c1": {}}},
  "Waiting": {
    "tree": {"_id": "Waiting", "entryNodeId": "d1", "nodes": {
      "d1": {"nodeType": "TestWaitingNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"d1": {}}},
  "Echo": {
    "tree": {"_id": "Echo", "entryNodeId": "e1", "nodes": {
      "e1": {"nodeType": "TestEchoNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"e1": {}}},
  "Disabled": {
    "tree": {"_id": "Disabled", "entryNodeId": "f1", "enabled": false, "nodes": {
      "f1": {"nodeType": "TestAnonymousNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"f1": {}}},
  "Inner": {
    "tree": {"_id": "Inner", "entryNodeId": "g1", "innerTreeOnly": true, "nodes": {
      "g1": {"nodeType": "TestAnonymousNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"g1": {}}}
}})";

}  // namespace

std::shared_ptr<const JourneyCatalog> TestCatalog() {
  NodeRegistry registry;
  registry.Register<LoginNode>();
  registry.Register<ShowCodeNode>();
  registry.Register<DeviceCodeNode>();
  registry.Register<AnonymousNode>();
  registry.Register<WaitingNode>();
  registry.Register<EchoNode>();
  const LoadedJourneys loaded = LoadJourneys(kFile, registry);
  if (loaded.diagnostics.has_errors()) {
    std::cerr << loaded.diagnostics.ToText();
    std::abort();
  }
  auto catalog = std::make_shared<JourneyCatalog>(loaded);
  if (!catalog->SetDefault("Anonymous")) std::abort();
  return catalog;
}

}  // namespace authtree::inline v0::test_support
