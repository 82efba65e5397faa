#include "authtree/testkit/chain.h"

#include <set>
#include <stdexcept>

namespace authtree::inline v0::testkit {
namespace {

// What the engine makes of an error that the node's type has an outcome for.
StepResult Reported(const NodeUnderTest& node, const Error& error, JourneyState& state) {
  Action action = Action::To(node.error_reporting.outcome);
  std::vector<std::string> written;
  const std::pair<std::string_view, std::string_view> reports[] = {
      {node.error_reporting.code_key, ErrorCodeName(error.code())},
      {node.error_reporting.message_key, error.message()},
  };
  for (const auto& [key, text] : reports) {
    if (key.empty()) continue;
    state.Put(Tier::kShared, key, Json(std::string(text)));
    written.emplace_back(key);
  }
  return {std::move(action), std::move(written), {}};
}

}  // namespace

ChainResult Chain::Run() {
  if (nodes_.empty()) throw std::logic_error("The chain has no nodes.");
  std::vector<Callback> submitted = std::move(prompt_);
  prompt_.clear();
  while (true) {
    const NodeUnderTest& node = nodes_[at_];
    StepResult result = runner_.Run(node, submitted, {}, NeededFrom(at_));
    submitted.clear();
    const Error* error = result.error();
    if (error != nullptr && error->code() != ErrorCode::kInternal && !node.error_reporting.outcome.empty()) {
      result = Reported(node, Error(*error), runner_.state);
    }
    if (result.asks()) {
      prompt_ = Clone(result.callbacks());
      return {node.id, std::move(result)};
    }
    const bool forward =
        result.error() == nullptr && !node.outcomes.empty() && result.outcome() == node.outcomes.front();
    if (!forward || at_ + 1 == nodes_.size()) {
      at_ = 0;
      return {node.id, std::move(result)};
    }
    ++at_;
  }
}

std::vector<std::string> Chain::NeededFrom(std::size_t node) const {
  std::set<std::string> names;
  for (std::size_t i = node; i < nodes_.size(); ++i) {
    const std::vector<std::string>& reads = nodes_[i].contract.reads();
    names.insert(reads.begin(), reads.end());
  }
  return {names.begin(), names.end()};
}

}  // namespace authtree::inline v0::testkit
