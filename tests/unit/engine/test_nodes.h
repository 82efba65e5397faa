#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/task.h"
#include "authtree/node/registry.h"

namespace authtree::inline v0::testing {

/// What the nodes of a test do, by node id.
struct Behaviours {
  std::map<std::string, std::function<Result<Action>(const StepContext&)>, std::less<>> sync;
  std::map<std::string, std::function<Task<Result<Action>>(const StepContext&)>, std::less<>> async;
};

inline constexpr ErrorReporting kTestErrors{"error", "error_message", "error_code"};

/// What the test nodes may be told in the journey.
struct TestConfig {
  std::vector<std::string> outcomes = {"outcome"};
  std::vector<std::string> reads;
  std::vector<std::string> writes;
  bool everything = false;

  static ConfigSpec<TestConfig> Spec() {
    return ConfigSpec<TestConfig>()
        .Field("outcomes", &TestConfig::outcomes, "Outcomes of the node.")
        .Field("reads", &TestConfig::reads, "Keys it reads by name.")
        .Field("writes", &TestConfig::writes, "Keys it writes.")
        .Field("everything", &TestConfig::everything, "Reads and writes everything, by no name.");
  }

  [[nodiscard]] StateContract Contract() const {
    StateContract contract;
    for (const std::string& name : reads) contract = std::move(contract).ReadsName(name);
    for (const std::string& name : writes) contract = std::move(contract).WritesName(name);
    if (everything) contract = std::move(contract).ReadsEverything().WritesEverything();
    return contract;
  }
};

/// Does what the test says; without a word from the test it leaves by its first outcome.
class TestNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "TestNode";
  static constexpr std::string_view kSummary = "Does what the test says.";
  static constexpr ErrorReporting kErrorReporting = kTestErrors;
  static constexpr std::array<OutcomeAlias, 1> kAliases{{{"Next", "outcome"}}};
  using Config = TestConfig;
  static ConfigSpec<Config> Spec() { return Config::Spec(); }
  static std::vector<std::string> Outcomes(const Config& config) { return config.outcomes; }

  TestNode(Config config, std::shared_ptr<const Behaviours> behaviours)
      : config_(std::move(config)), behaviours_(std::move(behaviours)) {}

  [[nodiscard]] StateContract Contract() const override { return config_.Contract(); }
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override {
    const auto found = behaviours_->sync.find(step.node_id());
    if (found != behaviours_->sync.end()) return found->second(step);
    return Action::To(config_.outcomes.front());
  }

 private:
  Config config_;
  std::shared_ptr<const Behaviours> behaviours_;
};

/// The same as a coroutine.
class TestTaskNode final : public Node {
 public:
  static constexpr std::string_view kType = "TestTaskNode";
  static constexpr std::string_view kSummary = "Does what the test says, and may wait.";
  static constexpr ErrorReporting kErrorReporting = kTestErrors;
  using Config = TestConfig;
  static ConfigSpec<Config> Spec() { return Config::Spec(); }
  static std::vector<std::string> Outcomes(const Config& config) { return config.outcomes; }

  TestTaskNode(Config config, std::shared_ptr<const Behaviours> behaviours)
      : config_(std::move(config)), behaviours_(std::move(behaviours)) {}

  [[nodiscard]] StateContract Contract() const override { return config_.Contract(); }
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override {
    const auto found = behaviours_->async.find(step.node_id());
    if (found == behaviours_->async.end()) co_return Action::To(config_.outcomes.front());
    co_return co_await found->second(step);
  }

 private:
  Config config_;
  std::shared_ptr<const Behaviours> behaviours_;
};

/// Asks for a name, and writes it to `key` of the tier it is told.
class AskNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "AskNode";
  static constexpr std::string_view kSummary = "Asks for a text.";
  static constexpr std::array<std::string_view, 1> kOutcomes{"outcome"};
  struct Config {
    std::string key = "username";
    Tier tier = Tier::kShared;
  };
  static ConfigSpec<Config> Spec() {
    return ConfigSpec<Config>()
        .Field("key", &Config::key, "Key to write.")
        .Choice("tier", &Config::tier,
                {{"shared", Tier::kShared}, {"transient", Tier::kTransient}, {"secure", Tier::kSecure}},
                "Where to.");
  }

  explicit AskNode(Config config) : config_(std::move(config)) {}

  [[nodiscard]] StateContract Contract() const override { return StateContract().WritesName(config_.key); }
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override {
    const Callback* answer = step.Submitted(CallbackType::kName);
    if (answer == nullptr || answer->Text().value_or("").empty())
      return Action::Ask(Callback::Name(config_.key));
    Action action = Action::To("outcome");
    const StateKey<std::string> key{config_.key};
    if (config_.tier == Tier::kShared) action.Put(key, *answer->Text());
    if (config_.tier == Tier::kTransient) action.PutTransient(key, *answer->Text());
    if (config_.tier == Tier::kSecure) action.PutSecure(key, *answer->Text());
    return action;
  }

 private:
  Config config_;
};

/// Leaves by "found" when it sees its key, else by "missing".
class LookNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "LookNode";
  static constexpr std::string_view kSummary = "Looks for a key.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"found", "missing"};
  struct Config {
    std::string key = "username";
    bool everything = false;
  };
  static ConfigSpec<Config> Spec() {
    return ConfigSpec<Config>()
        .Field("key", &Config::key, "Key to look for.")
        .Field("everything", &Config::everything, "Declares everything instead of the key.");
  }

  explicit LookNode(Config config) : config_(std::move(config)) {}

  [[nodiscard]] StateContract Contract() const override {
    return config_.everything ? StateContract().ReadsEverything() : StateContract().ReadsName(config_.key);
  }
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override {
    return Action::To(step.state().Find(config_.key) != nullptr ? "found" : "missing");
  }

 private:
  Config config_;
};

/// A small page: shows the callbacks of all children, numbered by child, until none asks.
class BoxNode final : public Node {
 public:
  static constexpr std::string_view kType = "BoxNode";
  static constexpr std::string_view kSummary = "Holds other nodes.";
  struct Config {
    std::vector<ChildReference> children;
  };
  static ConfigSpec<Config> Spec() {
    return ConfigSpec<Config>().Field("nodes", &Config::children, "The children.");
  }
  static std::vector<std::string> Outcomes(const Config& /*config*/) { return {}; }

  explicit BoxNode(Config /*config*/) {}

  [[nodiscard]] StateContract Contract() const override { return {}; }
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override {
    std::vector<Callback> shown;
    std::string outcome;
    for (std::size_t child = 0; child < step.subtree()->size(); ++child) {
      std::vector<Callback> share;
      for (const Callback& callback : step.submitted()) {
        if (callback.id() == static_cast<std::int64_t>(child)) share.push_back(callback.Clone());
      }
      Result<Action> result = co_await step.subtree()->Run(child, std::move(share));
      if (!result) co_return tl::unexpected(result.error());
      outcome = result->outcome();
      for (Callback& callback : result->TakeCallbacks()) {
        callback.set_id(static_cast<std::int64_t>(child));
        shown.push_back(std::move(callback));
      }
    }
    if (!shown.empty()) co_return Action::Ask(std::move(shown));
    co_return Action::To(outcome);
  }
};

/// A container that takes no notice of what its children say.
class CarelessBoxNode final : public Node {
 public:
  static constexpr std::string_view kType = "CarelessBoxNode";
  static constexpr std::string_view kSummary = "Holds other nodes, and does not listen.";
  using Config = BoxNode::Config;
  static ConfigSpec<Config> Spec() { return BoxNode::Spec(); }
  static std::vector<std::string> Outcomes(const Config& /*config*/) { return {}; }

  explicit CarelessBoxNode(Config /*config*/) {}

  [[nodiscard]] StateContract Contract() const override { return {}; }
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override {
    for (std::size_t child = 0; child < step.subtree()->size() + 1; ++child) {
      (void)co_await step.subtree()->Run(child, std::vector<Callback>());
    }
    co_return Action::To("outcome");
  }
};

/// A container that fails after its children, and has an outcome for that.
class FailingBoxNode final : public Node {
 public:
  static constexpr std::string_view kType = "FailingBoxNode";
  static constexpr std::string_view kSummary = "Holds other nodes, and fails.";
  static constexpr ErrorReporting kErrorReporting{"error", "box_message", "box_code"};
  using Config = BoxNode::Config;
  static ConfigSpec<Config> Spec() { return BoxNode::Spec(); }
  static std::vector<std::string> Outcomes(const Config& /*config*/) { return {}; }

  explicit FailingBoxNode(Config /*config*/) {}

  [[nodiscard]] StateContract Contract() const override { return {}; }
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override {
    for (std::size_t child = 0; child < step.subtree()->size(); ++child) {
      (void)co_await step.subtree()->Run(child, std::vector<Callback>());
    }
    co_return tl::unexpected(Error(ErrorCode::kConflict, "The box is broken."));
  }
};

/// Stands for another tree.
class InnerNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "InnerNode";
  static constexpr std::string_view kSummary = "Stands for another tree.";
  struct Config {
    std::string tree;
    bool error = false;
  };
  static ConfigSpec<Config> Spec() {
    return ConfigSpec<Config>()
        .Field("tree", &Config::tree, "Name of the tree.")
        .Field("error", &Config::error, "Has an outcome for errors.");
  }
  static std::vector<std::string> Outcomes(const Config& config) {
    return config.error ? std::vector<std::string>{"true", "false", "error"}
                        : std::vector<std::string>{"true", "false"};
  }
  static std::string InnerTree(const Config& config) { return config.tree; }

  explicit InnerNode(const Config& /*config*/) {}

  [[nodiscard]] StateContract Contract() const override { return {}; }
  [[nodiscard]] Result<Action> Step(const StepContext& /*step*/) const override {
    return tl::unexpected(Error(ErrorCode::kInternal, "The engine called a node that it stands in for."));
  }
};

inline NodeRegistry TestRegistry(
    std::shared_ptr<const Behaviours> behaviours = std::make_shared<Behaviours>()) {
  NodeRegistry registry;
  registry.Register<TestNode>(behaviours);
  registry.Register<TestTaskNode>(behaviours);
  registry.Register<AskNode>();
  registry.Register<LookNode>();
  registry.Register<BoxNode>();
  registry.Register<CarelessBoxNode>();
  registry.Register<FailingBoxNode>();
  registry.Register<InnerNode>();
  return registry;
}

}  // namespace authtree::inline v0::testing
