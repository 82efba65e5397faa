#include "walk_fixture.h"

#include <fstream>

#include "authtree/node/node.h"

namespace authtree::inline v0::walk {
namespace {

constexpr const char* kSuccess = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";
constexpr const char* kFailure = "e301438c-0bd0-429c-ab0c-66126501069a";

Json TreeNode(const std::string& type, const std::string& name, Json connections) {
  return Json{{"nodeType", type}, {"displayName", name}, {"connections", std::move(connections)}};
}

std::string Journey(const std::string& id, const std::string& entry, Json tree_nodes, Json nodes,
                    Json inner = {}) {
  Json journey;
  journey["tree"] = {{"_id", id}, {"entryNodeId", entry}, {"nodes", std::move(tree_nodes)}};
  journey["nodes"] = std::move(nodes);
  if (!inner.is_null()) journey["innerNodes"] = std::move(inner);
  return DumpJson(journey);
}

std::string LoginJourney() {
  return Journey(
      "Login", "page", {{"page", TreeNode("PageNode", "Log in", {{"outcome", kSuccess}})}},
      {{"page",
        {{"nodes",
          {{{"_id", "user"}, {"nodeType", "UsernameCollectorNode"}, {"displayName", "User"}},
           {{"_id", "password"}, {"nodeType", "PasswordCollectorNode"}, {"displayName", "Password"}}}},
         {"pageHeader", {{"en", "Welcome"}}},
         {"stage", "LogIn"}}}},
      {{"user", Json::object()}, {"password", Json::object()}});
}

std::string VerifyJourney() {
  const std::string back = "https://a.example/?transaction={{transactionId}}&opaqueId={{opaqueId}}";
  return Journey(
      "Verify", "who",
      {{"who", TreeNode("OS_Sample_AttributesCollector", "", {{"outcome", "verify"}})},
       {"verify", TreeNode("OS_IDV_IdentityVerificationNode", "",
                           {{"pass", kSuccess}, {"fail", kFailure}, {"error", kFailure}})}},
      {{"who", {{"attributes", {"sn"}}}},
       {"verify", {{"url", "https://idv.example.com/api/"}, {"passUrl", back}, {"failUrl", back}}}});
}

std::string WaitJourney() {
  return Journey("Wait", "wait",
                 {{"wait", TreeNode("PollingWaitNode", "Wait", {{"DONE", "user"}, {"EXITED", kFailure}})},
                  {"user", TreeNode("UsernameCollectorNode", "", {{"outcome", kSuccess}})}},
                 {{"wait", {{"secondsToWait", 60}, {"exitable", true}}}, {"user", Json::object()}});
}

/// Asks to choose, shows a secret, and leaves a new id in the state each time.
class ChooseNode final : public SyncNode {
 public:
  using Config = NoConfig;
  static constexpr std::string_view kType = "Test_ChooseNode";
  static constexpr std::string_view kSummary = "Asks to choose.";
  static constexpr std::string_view kOutcomes[] = {"red", "blue"};
  explicit ChooseNode(const Config& /*config*/) {}

  [[nodiscard]] StateContract Contract() const override {
    return Reads(StateKey<std::string>{"colour"})
        .Writes(StateKey<std::string>{"colour"}, StateKey<Secret>{"token"});
  }
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override {
    const Callback* choice = step.Submitted(CallbackType::kChoice);
    if (choice == nullptr) {
      return Action::Ask(
          Callback::Choice("Colour", {"red", "blue"}, 0),
          Callback::HiddenValue("nonce", Secret("canary-hidden")),
          Callback::TextOutput(MessageType::kScript, "canary-script()"),
          Callback::TextOutput(MessageType::kInformation,
                               "Time is " + std::to_string(step.now().time_since_epoch().count())));
    }
    const bool blue = choice->Number() == 1;
    return Action::To(blue ? "blue" : "red")
        .Put(StateKey<std::string>{"colour"}, blue ? "blue" : "red")
        .PutSecure(StateKey<Secret>{"token"}, Secret("canary-token"));
  }
};

std::string ChooseJourney() {
  return Journey("Choose", "choose",
                 {{"choose", TreeNode("Test_ChooseNode", "Choose", {{"red", kFailure}, {"blue", kSuccess}})}},
                 {{"choose", Json::object()}});
}

}  // namespace

std::vector<std::string> PlacesOf(const Diagnostics& diagnostics) {
  std::vector<std::string> places;
  for (const Finding& finding : diagnostics.findings()) places.push_back(finding.place);
  return places;
}

std::vector<std::string> PlacesOf(const WalkReport& report) {
  std::vector<std::string> places;
  for (const Parting& parting : report.partings) places.push_back(parting.place);
  return places;
}

WalkTest::WalkTest() {
  std::string name = (std::filesystem::temp_directory_path() / "authtree-walk-XXXXXX").string();
  directory_ = mkdtemp(name.data());
  Write("login", LoginJourney());
  Write("verify", VerifyJourney());
  Write("wait", WaitJourney());
  Write("choose", ChooseJourney());
  std::filesystem::copy_file(AUTHTREE_SOURCE_DIR "/examples/journeys/offline-activation.journey.json",
                             Path("offline"));
  options_.add_nodes = [](NodeRegistry& registry) { registry.Register<ChooseNode>(); };
}

WalkTest::~WalkTest() { std::filesystem::remove_all(directory_); }

void WalkTest::Write(const std::string& name, std::string_view content) const {
  std::ofstream(directory_ / name) << content;
}

WalkFile WalkTest::Read(std::string_view text) {
  ParsedWalk parsed = ParseWalk(text);
  EXPECT_TRUE(parsed.diagnostics.empty()) << parsed.diagnostics.ToText();
  return std::move(parsed.walk);
}

}  // namespace authtree::inline v0::walk
