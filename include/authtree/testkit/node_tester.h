#pragma once

#include <chrono>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/node/registry.h"
#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0::testkit {

/// What one step of a node did, in a form a test can read. Secrets are shown as text: this is for tests.
class StepResult {
 public:
  explicit StepResult(Error error) : error_(std::move(error)) {}
  StepResult(Action action, std::vector<std::string> written, std::vector<std::string> removed)
      : action_(std::move(action)), written_(std::move(written)), removed_(std::move(removed)) {}

  /// The error, or null. A write that the contract does not declare, an outcome the type does not have and a
  /// prompt without callbacks are errors as well (`ErrorCode::kInternal`), as they are in the engine.
  [[nodiscard]] const Error* error() const { return error_ ? &*error_ : nullptr; }
  /// The outcome; empty when the node asks or failed.
  [[nodiscard]] std::string outcome() const { return action_ ? action_->outcome() : std::string(); }
  [[nodiscard]] bool asks() const { return action_ && action_->asks(); }
  /// What is shown to the user; empty when the node did not ask.
  [[nodiscard]] const std::vector<Callback>& callbacks() const&;
  /// A copy, so that `for (… : tester.Run().callbacks())` is no trap.
  [[nodiscard]] std::vector<Callback> callbacks() && { return Clone(std::as_const(*this).callbacks()); }
  /// The action, or null.
  [[nodiscard]] const Action* action() const { return action_ ? &*action_ : nullptr; }

  /// Keys that got a value, and keys that were there and are gone; sorted.
  [[nodiscard]] const std::vector<std::string>& written() const { return written_; }
  [[nodiscard]] const std::vector<std::string>& removed() const { return removed_; }

  /// "leaves by 'Success'", "asks 2 callbacks", "fails: …", and the keys that changed. No values.
  friend std::ostream& operator<<(std::ostream& out, const StepResult& result);

 private:
  std::optional<Error> error_;
  std::optional<Action> action_;
  std::vector<std::string> written_;
  std::vector<std::string> removed_;
};

/// A node with what is needed to run it in a test.
struct NodeUnderTest {
  std::string id;
  std::shared_ptr<const Node> node;
  StateContract contract;
  std::vector<std::string> outcomes;  ///< empty: those of the last child
  ErrorReporting error_reporting;
};

/// Runs steps of nodes the way the engine does, on a journey state of its own: a node sees what its contract
/// declares, its writes are refused if it does not, a failed step changes nothing, a prompt ends the round.
class StepRunner {
 public:
  JourneyState state;
  RequestContext request{"192.0.2.10"};
  std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();

  /// Runs one step. `children` are those of a container. After a prompt, transient values are kept that a
  /// node `needed_later` declares; by default that is the node itself.
  [[nodiscard]] StepResult Run(const NodeUnderTest& node, const std::vector<Callback>& submitted,
                               const std::vector<NodeUnderTest>& children = {},
                               const std::optional<std::vector<std::string>>& needed_later = std::nullopt);
};

/// The value a node would find under the key, as text; JSON that is no text is dumped. Nothing when
/// undefined.
[[nodiscard]] std::optional<std::string> TextUnder(const JourneyState& state, std::string_view key);

/// Fills the first input of a callback: a number into a field for numbers, else the text as it is.
void Fill(Callback& callback, std::string_view answer);

/// Makes a node of type `N` from JSON. Findings about the properties are thrown as `std::invalid_argument`,
/// which a test program reports as a failure.
template <class N, class... Dependencies>
[[nodiscard]] NodeUnderTest MakeNode(std::string id, const Json& properties, Dependencies... dependencies);

/// The same for a registered type, such as those of the node packs. A type that is not known is thrown, too.
[[nodiscard]] NodeUnderTest MakeNode(std::string id, const NodeRegistry& registry, std::string_view type,
                                     const Json& properties);

/// Tests one node without a journey: give it state and answers, run it, look at what it did.
///
/// The tester keeps the state between runs, and after a prompt it knows what was asked: `Answer` fills it in,
/// the next `Run` submits it. Findings about the properties throw.
///
/// @code
///   auto api = std::make_shared<FakeOneSpanApi>();
///   api->add_device.Reply(reply);
///   NodeTester<AddDeviceNode> tester(api);
///   tester.Shared("ostid_registration_id", "REG-1").Shared("deviceCode", Secret("12345"));
///   const StepResult result = tester.Run();
///   EXPECT_EQ(result.outcome(), "success");
///   EXPECT_EQ(tester.Text("activationMessage2"), "0a0b");
///
///   NodeTester<UsernameCollectorNode> asking;
///   asking.Run();
///   EXPECT_EQ(asking.Answer(0, "alice").Run().outcome(), "outcome");
/// @endcode
class NodeTesterBase {
 public:
  explicit NodeTesterBase(NodeUnderTest node) : node_(std::move(node)) {}

  /// Runs one step with what was answered so far.
  StepResult Run();

  [[nodiscard]] const JourneyState& state() const { return runner_.state; }
  [[nodiscard]] const StateContract& contract() const { return node_.contract; }
  /// The value a node would find under the key, as text; JSON that is no text is dumped. Nothing when
  /// undefined.
  [[nodiscard]] std::optional<std::string> Text(std::string_view key) const {
    return TextUnder(runner_.state, key);
  }
  /// True when the value is kept as a `Secret`.
  [[nodiscard]] bool IsSecret(std::string_view key) const;
  /// The tier the value is found in.
  [[nodiscard]] std::optional<Tier> TierOf(std::string_view key) const;
  /// What the user is being asked.
  [[nodiscard]] const std::vector<Callback>& prompt() const { return prompt_; }

 protected:
  NodeUnderTest node_;
  std::vector<NodeUnderTest> children_;
  StepRunner runner_;
  std::vector<Callback> prompt_;
};

template <class N>
class NodeTester : public NodeTesterBase {
 public:
  /// Default properties; dependencies as for `NodeRegistry::Register`.
  template <class... Dependencies>
  explicit NodeTester(Dependencies... dependencies) : NodeTester(Json::object(), dependencies...) {}
  template <class... Dependencies>
  explicit NodeTester(const Json& properties, Dependencies... dependencies)
      : NodeTesterBase(MakeNode<N>("node-1", properties, dependencies...)) {}

  NodeTester& Shared(std::string_view key, Value value) { return Put(Tier::kShared, key, std::move(value)); }
  NodeTester& Transient(std::string_view key, Value value) {
    return Put(Tier::kTransient, key, std::move(value));
  }
  NodeTester& Secure(std::string_view key, Value value) { return Put(Tier::kSecure, key, std::move(value)); }
  NodeTester& ClientIp(std::string address) { return Request(RequestContext(std::move(address))); }
  NodeTester& Request(RequestContext request) {
    runner_.request = std::move(request);
    return *this;
  }
  NodeTester& Advance(std::chrono::steady_clock::duration step) {
    runner_.clock->Advance(step);
    return *this;
  }
  /// Puts a node into a container, after those it has.
  template <class Child, class... Dependencies>
  NodeTester& With(std::string id, const Json& properties = Json::object(), Dependencies... dependencies) {
    children_.push_back(MakeNode<Child>(std::move(id), properties, dependencies...));
    node_.contract.Merge(children_.back().contract);
    return *this;
  }

  /// Fills in the callback at a position of the prompt. A position that is not there throws
  /// `std::out_of_range`.
  NodeTester& Answer(std::size_t position, std::string_view answer) {
    Fill(prompt_.at(position), answer);
    return *this;
  }
  /// Submits these instead of what was asked.
  NodeTester& Submit(std::vector<Callback> callbacks) {
    prompt_ = std::move(callbacks);
    return *this;
  }

 private:
  NodeTester& Put(Tier tier, std::string_view key, Value value) {
    runner_.state.Put(tier, key, std::move(value));
    return *this;
  }
};

/// @cond
template <class N, class... Dependencies>
NodeUnderTest MakeNode(std::string id, const Json& properties, Dependencies... dependencies) {
  NodeRegistry registry;
  registry.Register<N>(dependencies...);
  return MakeNode(std::move(id), registry, N::kType, properties);
}
/// @endcond

}  // namespace authtree::inline v0::testkit
