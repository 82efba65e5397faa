#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/call_context.h"
#include "authtree/core/clock.h"
#include "authtree/node/callback.h"
#include "authtree/node/request_context.h"
#include "authtree/node/state.h"
#include "authtree/node/subtree.h"

namespace authtree::inline v0 {

/// Everything a node is given for one step. Lives as long as the step; a node keeps nothing of it.
class StepContext {
 public:
  StepContext(std::string_view node_id, StateView state, const std::vector<Callback>& submitted,
              const RequestContext& request, CallContext call, const Clock& clock, Subtree* subtree = nullptr)
      : node_id_(node_id),
        state_(state),
        submitted_(&submitted),
        request_(&request),
        call_(call),
        clock_(&clock),
        subtree_(subtree) {}

  /// The id of this node in its journey.
  [[nodiscard]] std::string_view node_id() const { return node_id_; }
  /// State as far as the node's contract declares it.
  [[nodiscard]] const StateView& state() const { return state_; }
  /// What the client sent with this round.
  [[nodiscard]] const RequestContext& request() const { return *request_; }
  /// For calls to other systems: until when this step may take.
  [[nodiscard]] CallContext call() const { return call_; }
  [[nodiscard]] std::chrono::system_clock::time_point now() const { return clock_->Now(); }

  /// The callbacks this node asked, filled in; empty when the node has just been reached.
  [[nodiscard]] const std::vector<Callback>& submitted() const { return *submitted_; }
  /// True when the node is run again because the client answered.
  [[nodiscard]] bool answered() const { return !submitted_->empty(); }
  /// The first submitted callback of a type, or null.
  [[nodiscard]] const Callback* Submitted(CallbackType type) const;
  /// The submitted hidden value with that id (without regard to case), or null.
  [[nodiscard]] const Callback* SubmittedHidden(std::string_view id) const;

  /// The children of a container node; null for all others.
  [[nodiscard]] Subtree* subtree() const { return subtree_; }

 private:
  std::string_view node_id_;
  StateView state_;
  const std::vector<Callback>* submitted_;
  const RequestContext* request_;
  CallContext call_;
  const Clock* clock_;
  Subtree* subtree_;
};

}  // namespace authtree::inline v0
