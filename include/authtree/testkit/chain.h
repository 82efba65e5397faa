#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/testkit/node_tester.h"

namespace authtree::inline v0::testkit {

/// Where a chain of nodes stands.
class ChainResult {
 public:
  ChainResult(std::string node, StepResult last) : node_(std::move(node)), last_(std::move(last)) {}

  /// The id of the node that ran last: "node-1" is the first.
  [[nodiscard]] const std::string& node() const { return node_; }
  /// What that node did. After an error that its type has an outcome for, this is the outcome.
  [[nodiscard]] const StepResult& last() const { return last_; }
  [[nodiscard]] bool asks() const { return last_.asks(); }
  [[nodiscard]] std::string outcome() const { return last_.outcome(); }
  [[nodiscard]] const std::vector<Callback>& callbacks() const& { return last_.callbacks(); }
  [[nodiscard]] std::vector<Callback> callbacks() && { return std::move(last_).callbacks(); }

 private:
  std::string node_;
  StepResult last_;
};

/// Nodes one after the other on one state, without a journey file: to test how they fit together.
///
/// A chain goes on while nodes leave by the first outcome of their type, the one that leads forward. It stops
/// where a node asks, leaves by another outcome, or fails; and after the last node. An error that the type
/// has an outcome for becomes that outcome and is written to the type's error keys; `kInternal` never does.
///
/// @code
///   Chain chain;
///   chain.Then<UsernameCollectorNode>().Then<UserRegisterNode>(Json{{"objectType", "OCA"}}, api);
///   chain.Run();
///   const ChainResult end = chain.Answer(0, "alice").Run();
///   EXPECT_EQ(end.node(), "node-2");
///   EXPECT_EQ(end.outcome(), "Success");
/// @endcode
class Chain {
 public:
  template <class N, class... Dependencies>
  Chain& Then(const Json& properties, Dependencies... dependencies) {
    nodes_.push_back(MakeNode<N>("node-" + std::to_string(nodes_.size() + 1), properties, dependencies...));
    return *this;
  }
  template <class N, class... Dependencies>
  Chain& Then(Dependencies... dependencies) {
    return Then<N>(Json(Json::object()), dependencies...);
  }

  /// A node of a registered type, such as those of the node packs.
  Chain& Then(const NodeRegistry& registry, std::string_view type, const Json& properties = Json::object()) {
    nodes_.push_back(MakeNode("node-" + std::to_string(nodes_.size() + 1), registry, type, properties));
    return *this;
  }

  Chain& Shared(std::string_view key, Value value) {
    runner_.state.Put(Tier::kShared, key, std::move(value));
    return *this;
  }
  Chain& Request(RequestContext request) {
    runner_.request = std::move(request);
    return *this;
  }
  Chain& Advance(std::chrono::steady_clock::duration step) {
    runner_.clock->Advance(step);
    return *this;
  }
  /// Fills in the callback at a position of what is asked.
  Chain& Answer(std::size_t position, std::string_view answer) {
    Fill(prompt_.at(position), answer);
    return *this;
  }

  /// Runs one round: from where the chain stands to where it stops. A chain that has ended begins anew, on
  /// the state it has.
  ChainResult Run();

  [[nodiscard]] const JourneyState& state() const { return runner_.state; }
  /// As `NodeTesterBase::Text`.
  [[nodiscard]] std::optional<std::string> Text(std::string_view key) const {
    return TextUnder(runner_.state, key);
  }

 private:
  /// Names that a transient value may be kept for over a prompt.
  [[nodiscard]] std::vector<std::string> NeededFrom(std::size_t node) const;

  std::vector<NodeUnderTest> nodes_;
  StepRunner runner_;
  std::vector<Callback> prompt_;
  std::size_t at_ = 0;
};

}  // namespace authtree::inline v0::testkit
